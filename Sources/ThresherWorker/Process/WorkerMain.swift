// SPDX-License-Identifier: Apache-2.0
import CThresherSystem
import Glibc
package import ThresherEngine
package import ThresherPlugin

/// A worker process: takes jobs from the channel that it was started with, until that ends.
package enum WorkerMain {
    /// Where the daemon puts what a worker needs; 0 to 2 are as usual.
    static let channelNumber: Int32 = 3
    static let pageNumber: Int32 = 4

    /// Runs until the daemon ends it or is gone.
    ///
    /// - Parameter makeExecutor: Makes what runs the entries from the daemon's configuration. It
    ///   is called before the process locks itself in, so it is the place to load what needs
    ///   files.
    /// - Returns: The exit code: 0 after an orderly end, 64 when this process is no worker, 70
    ///   when the daemon sent what it should not, 78 when there is no executor.
    package static func run(
        makeExecutor: (JSONValue) throws -> any EntryExecutor
    ) -> Int32 {
        guard let page = StatusPage.attach(pageNumber) else {
            writeError("worker: started by hand; the daemon starts its workers itself\n")
            return 64
        }
        unsafe thresher_worker_identify("thresher-worker")
        let link = WorkerLink(Descriptor(channelNumber))
        do {
            try page.installCrashHandler()
            let greeting = try link.receive(.hello) { (reader) throws(WireError) in
                try Greeting.read(&reader)
            }
            let executor: any EntryExecutor
            do {
                executor = try makeExecutor(greeting.configuration)
            } catch {
                link.put(.refused) { $0.string(ResultCoding.shortened("\(error)", to: 2_048)) }
                try link.flush()
                return 78
            }
            let facts = Sandbox.apply(greeting)
            link.put(.ready) { facts.write(to: &$0) }
            try link.flush()
            let worker = Worker(
                link: link, page: page, executor: executor, resultLimit: greeting.resultLimit)
            try worker.work()
            return 0
        } catch WorkerLink.Failure.ended {
            return 0
        } catch WorkerLink.Failure.broken(let error) {
            writeError("worker: \(error.message)\n")
            return 70
        } catch {
            writeError("worker: \(error)\n")
            return 71
        }
    }

    private static func writeError(_ text: String) {
        var text = text
        _ = text.withUTF8 { unsafe write(2, $0.baseAddress, $0.count) }
    }
}

/// Runs jobs one after the other.
private final class Worker: StageObserver {
    private let link: WorkerLink
    private let page: StatusPage
    private let executor: any EntryExecutor
    private let resultLimit: Int
    private var token: UInt64 = 0
    private var documents = 0
    private var failure: WorkerLink.Failure?

    init(link: WorkerLink, page: StatusPage, executor: any EntryExecutor, resultLimit: Int) {
        self.link = link
        self.page = page
        self.executor = executor
        self.resultLimit = resultLimit
    }

    func work() throws(WorkerLink.Failure) {
        while !page.isStopRequested {
            let job = try link.receive(.job) { (reader) throws(WireError) in
                try JobHeader.read(&reader)
            }
            // Asked again, because the wait for the job may have been long.
            guard !page.isStopRequested else { return }
            let descriptor = try link.takeDescriptor()
            try run(job, descriptor)
        }
    }

    private func run(_ job: JobHeader, _ descriptor: Descriptor) throws(WorkerLink.Failure) {
        token = job.token
        documents = 0
        failure = nil
        enter(record: 0, stage: "open")
        let content = DescriptorContent(
            descriptor: descriptor.number, name: job.name, byteCount: job.byteCount)
        executor.run(
            content, path: job.path, skipping: { job.skipping.contains($0) }, observer: self,
            emit: { emit($0) })
        if let failure { throw failure }
        link.put(.finished) {
            $0.number(job.token)
            $0.count(documents)
        }
        page.become(.sending)
        try link.flush()
        page.become(.idle)
    }

    // MARK: What the executor says

    func enter(record: Int, stage: String) {
        // A result is out before anything else can go wrong.
        if link.hasOutput { flush() }
        thresher_clear_errno()
        page.enter(token: token, record: record, stage: stage)
    }

    func leave() {}

    private func emit(_ result: DocumentResult) -> Bool {
        guard failure == nil else { return false }
        put(result)
        documents += 1
        if link.outputSize > 256 << 10 { flush() }
        return failure == nil
    }

    private func put(_ result: DocumentResult) {
        let before = link.outputSize
        let problem: String
        do throws(WireError) {
            try link.put(.document) { (writer) throws(WireError) in
                writer.number(token)
                try ResultCoding.write(result, to: &writer)
            }
            let size = link.outputSize - before - Frame.headerSize
            guard size > resultLimit else { return }
            link.cutOutput(to: before)
            problem = "the result has \(size) bytes, at most \(resultLimit) are allowed"
        } catch {
            problem = "the result cannot be handed over: \(error.message)"
        }
        // What remains is known to fit.
        var substitute = DocumentResult(
            record: result.record, document: ResultCoding.shortened(result.document, to: 64),
            sha256: ResultCoding.shortened(result.sha256, to: 64), byteCount: result.byteCount,
            mediaType: ResultCoding.shortened(result.mediaType, to: 256),
            pipeline: ResultCoding.shortened(result.pipeline, to: 256),
            fingerprint: ResultCoding.shortened(result.fingerprint, to: 64),
            end: .failed(
                OutcomeReason(code: "result_too_large", detail: problem), isRetriable: false))
        substitute.stages = Array(result.stages.prefix(64))
        do throws(WireError) {
            try link.put(.document) { (writer) throws(WireError) in
                writer.number(token)
                try ResultCoding.write(substitute, to: &writer)
            }
        } catch {
            failure = .broken(error)
        }
    }

    private func flush() {
        guard failure == nil else { return }
        page.become(.sending)
        do throws(WorkerLink.Failure) {
            try link.flush()
        } catch {
            failure = error
        }
        page.become(.running)
    }
}
