// SPDX-License-Identifier: Apache-2.0
package import ThresherEngine

/// How a worker died and what it was doing.
package struct Death: Sendable, Equatable {
    package var cause: Cause
    /// The stage that ran, by the worker's own account.
    package var stage: String?
    /// The record that it ran on.
    package var record: Int?
    /// How many documents of the entry were reported before.
    package var documents = 0
    /// Whether the entry had been given a fresh worker of its own.
    package var wasAlone = false
    /// The end of what the worker wrote to its standard error, printable.
    package var lastWords = ""
    /// The most memory that the worker had resident, in bytes.
    package var peakMemory = 0

    /// What ended it.
    package enum Cause: Sendable, Equatable {
        /// A signal that its own doing raised; the detail is empty or one line.
        case signal(Int32, detail: String)
        /// It ended itself.
        case exit(Int32)
        /// A document took longer than allowed; the daemon killed it.
        case deadline(Duration)
        /// It used more memory than allowed: the daemon killed it, or an allocation was refused.
        case memory(limit: Int, detail: String)
        /// Something outside killed it: the kernel when memory ran out, or an operator.
        case killed(Int32)
        /// It sent what no worker sends; the daemon killed it.
        case fault(String)
    }

    package init(cause: Cause) { self.cause = cause }

    /// The outcome's reason when the entry is given up.
    package var reason: OutcomeReason {
        OutcomeReason(code: cause.code, detail: cause.text, stage: stage)
    }
}

extension Death.Cause {
    /// One `lower_snake_case` word, a closed list.
    package var code: String {
        switch self {
        case .signal: "signal"
        case .exit: "exit"
        case .deadline: "deadline"
        case .memory: "memory"
        case .killed: "killed"
        case .fault: "worker_fault"
        }
    }

    /// One line for a person.
    package var text: String {
        switch self {
        case .signal(let number, let detail):
            Signal.name(number) + (detail.isEmpty ? "" : ": \(detail)")
        case .exit(let code): "the worker ended itself with exit code \(code)"
        case .deadline(let limit): "the document took longer than \(limit)"
        case .memory(let limit, let detail): "more than \(limit / 1_000_000) MB: \(detail)"
        case .killed(let number): "\(Signal.name(number)) from outside"
        case .fault(let detail): "the worker sent \(detail)"
        }
    }
}

extension Death.Cause {
    /// What the daemon knows when a worker has ended.
    struct Evidence {
        /// Why the daemon killed it, when it did.
        var verdict: Death.Cause?
        var end: ChildProcess.End
        var crash: StatusPage.Crash?
        var lastWords = ""
        var memoryLimit = 0
    }

    /// Names the cause of a death.
    init(_ evidence: Evidence) {
        if let verdict = evidence.verdict {
            self = verdict
            return
        }
        let end = evidence.end
        if let code = end.code {
            self = .exit(code)
            return
        }
        let crash = evidence.crash
        if end.signal == Signal.kill || crash?.isExternal == true || !Signal.isOwnDoing(end.signal)
        {
            self = .killed(end.signal)
            return
        }
        let name = Signal.name(end.signal)
        if let words = Death.Cause.allocationFailure(evidence) {
            self = .memory(limit: evidence.memoryLimit, detail: "\(words), then \(name)")
        } else {
            let detail = crash?.isStackExhausted == true ? "the stack is exhausted" : ""
            self = .signal(end.signal, detail: detail)
        }
    }

    /// Why a crash is one of memory; `nil` when it is not.
    ///
    /// A refused allocation sets errno, and the code that cannot go on without it crashes before
    /// another call does: the handler finds errno as it was. The runtimes' own messages say the
    /// same where a library has changed it meanwhile.
    private static func allocationFailure(_ evidence: Evidence) -> String? {
        guard evidence.memoryLimit > 0 else { return nil }
        if evidence.crash?.error == Signal.outOfMemory { return "an allocation was refused" }
        for words in ["failed to allocate", "std::bad_alloc", "out of memory", "Out of memory"]
        where evidence.lastWords.contains(words) {
            return "an allocation was refused"
        }
        guard evidence.end.peakMemory > evidence.memoryLimit / 20 * 19 else { return nil }
        return "\(evidence.end.peakMemory / 1_000_000) MB resident"
    }
}
