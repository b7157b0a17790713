// SPDX-License-Identifier: Apache-2.0

/// Why the spool could not do something.
package struct SpoolError: Error, Sendable, CustomStringConvertible {
    /// What kind of trouble it is; it decides what follows.
    package let code: Code
    /// One line for a person, lower case, without full stop.
    package let message: String
    /// The call that failed, when one did.
    package let cause: FileError?

    package init(_ code: Code, _ message: String, cause: FileError? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }

    /// A kind of trouble; new ones break nobody.
    package struct Code: Sendable, Hashable {
        /// The name in logs.
        package let name: String

        /// Another daemon has the spool, its output staging or its state.
        package static let inUse = Code(name: "in_use")
        /// The folders cannot serve as they are configured.
        package static let configuration = Code(name: "configuration")
        /// What is on disk was written by another version of Thresher.
        package static let format = Code(name: "format")
        /// What is on disk contradicts itself.
        package static let damaged = Code(name: "damaged")
        /// A call failed, nothing of the bundle was committed: its entries are to be run again.
        package static let io = Code(name: "io")
        /// No space, otherwise like ``io``; it is no fault of any document.
        package static let noSpace = Code(name: "no_space")
        /// The bundle is committed but not all of it is published: ``Committer/resume()`` goes on.
        package static let unfinished = Code(name: "unfinished")
        /// Whether the bundle is committed is not known: only a restart can tell.
        package static let undecided = Code(name: "undecided")
        /// There is no such entry.
        package static let notFound = Code(name: "not_found")
        /// No daemon is at work on the spool.
        package static let notRunning = Code(name: "not_running")
        /// What was waited for has not come.
        package static let timedOut = Code(name: "timed_out")
    }

    /// The exit code of sysexits for a process that ends because of it.
    package var exitCode: Int32 {
        switch code {
        case .inUse, .notRunning, .timedOut: 75
        case .configuration, .format: 78
        case .notFound: 66
        default: cause?.isExhausted == true ? 71 : 74
        }
    }

    /// Whether the process must end, because only a start with recovery can go on.
    package var requiresRestart: Bool { code == .undecided }

    package var description: String {
        guard let cause else { return message }
        return "\(message): \(cause.explanation)"
    }
}

extension SpoolError {
    /// Takes a failed call that leaves nothing half done.
    init(_ message: String, _ cause: FileError) {
        self.init(cause.isNoSpace ? .noSpace : .io, message, cause: cause)
    }
}
