// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Glibc
import ThresherConfig
import ThresherEngine
import ThresherPlugin
import ThresherSpool

/// Drops files into a spool.
struct PutCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "put", abstract: "Drop files into the spool, safe against crashes.",
        discussion: """
            Each file is written under a name that is ignored, synced and renamed, and its path \
            printed. A daemon need not run; with --wait one must.
            """)

    @OptionGroup var settings: SettingsOptions
    @Flag(help: "Return when the ledger has the outcome, and say it.")
    var wait = false
    @Argument(help: "Files; - is standard input.")
    var files: [String]

    func run() throws {
        let config = try settings.loadDaemon()
        let drop: Drop
        do { drop = try Drop(spool: BytePath(config.spool)) } catch { throw complain(error) }
        var status = ExitCode.success
        var dropped: [(path: BytePath, since: LedgerReader.Position?)] = []
        for file in files {
            let since = wait ? ledgerEnd(config) : nil
            do {
                let path = try put(file, drop)
                Console.print("incoming/\(path.display)")
                dropped.append((path, since))
            } catch let error as SpoolError {
                status = complain(error)
            } catch {
                Console.complain("\(error)")
                status = .inputOutput
            }
        }
        if wait {
            for (path, since) in dropped {
                let follower = OutcomeFollower(spool: config.spool, state: config.state)
                if try follower.follow(path, since: since) { status = .documentsFailed }
            }
        }
        throw status
    }

    private func complain(_ error: SpoolError) -> ExitCode {
        Console.complain("\(error)")
        return error.code == .configuration ? .usage : .inputOutput
    }

    private func ledgerEnd(_ config: DaemonConfig) -> LedgerReader.Position? {
        try? LedgerReader(state: BytePath(config.state)).end()
    }

    private func put(_ file: String, _ drop: Drop) throws -> BytePath {
        let source = try SourceFile(file)
        return try drop.put(name: BytePath(source.name)) { () throws(FileError) in
            try source.next()
        }
    }
}

/// A file, FIFO or standard input, read once from its start to its end.
private final class SourceFile {
    let name: String
    private let path: String
    private let descriptor: Int32
    private var buffer = [UInt8](repeating: 0, count: 1 << 18)

    init(_ path: String) throws(FileError) {
        self.path = path
        guard path != "-" else {
            name = "standard-input-\(getpid())"
            descriptor = STDIN_FILENO
            return
        }
        name = path.split(separator: "/").last.map(String.init) ?? path
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: path) }
    }

    deinit { if descriptor > STDIN_FILENO { close(descriptor) } }

    func next() throws(FileError) -> [UInt8] {
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe read(descriptor, $0.baseAddress, $0.count)
            }
            if count >= 0 { return Array(buffer[..<count]) }
            guard errno == EINTR else { throw FileError(path: path) }
        }
    }
}
