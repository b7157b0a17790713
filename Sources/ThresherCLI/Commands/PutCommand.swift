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
            printed. A daemon need not run; with --wait one must, and its ledger must be readable.
            """)

    @OptionGroup var settings: SettingsOptions
    @Option(
        help: ArgumentHelp("A folder below incoming/ to drop into; it is made.", valueName: "dir"))
    var into: PathArgument?
    @Flag(help: "Return when the ledger has the outcome, and say it.")
    var wait = false
    @Option(
        help: ArgumentHelp("How long to wait for outcomes, such as 30s.", valueName: "duration"))
    var timeout: String?
    @Argument(help: "Files; - is standard input.")
    var files: [PathArgument]

    func validate() throws {
        if timeout != nil, !wait { throw ValidationError("--timeout is for --wait.") }
        _ = try nanoseconds
    }

    func run() throws {
        let config = try settings.loadDaemon()
        let (drop, follower): (Drop, OutcomeFollower?)
        do { (drop, follower) = try open(config) } catch { throw complain(error) }
        var status = ExitCode.success
        var dropped: [OutcomeFollower.DroppedFile] = []
        for file in files {
            do {
                let mark = try follower?.mark()
                let source = try SourceFile(file)
                let path = try drop.put(folder.appending(source.name), source.next)
                Console.print("incoming/\(path.display)")
                if let mark {
                    dropped.append(source.dropped(as: path, before: mark))
                }
            } catch let error as SpoolError {
                status = complain(error)
            } catch {
                Console.complain("\(error)")
                status = .inputOutput
            }
        }
        let deadline = try nanoseconds.map { SpoolClock.system.monotonic() + $0 }
        for file in dropped {
            do throws(SpoolError) {
                let hasFailed = try follower?.follow(file, until: deadline) ?? false
                if hasFailed, status == .success { status = .documentsFailed }
            } catch {
                let code = complain(error)
                if status == .success || status == .documentsFailed { status = code }
            }
        }
        throw status
    }

    private var nanoseconds: UInt64? {
        get throws {
            guard let timeout else { return nil }
            do throws(Units.Problem) {
                // More than ten years are ten years.
                return UInt64(min(try Units.milliseconds(timeout), 315_360_000_000)) * 1_000_000
            } catch {
                let hint = error.correction.map { "; did you mean \($0)?" } ?? ""
                throw ValidationError("--timeout takes a time such as 30s\(hint)")
            }
        }
    }

    /// The folder below `incoming/`; empty for itself.
    private var folder: BytePath {
        let path = into?.path ?? ""
        let isAbsolute = path.bytes.first == UInt8(ascii: "/")
        let joined = path.components.reduce(BytePath([])) { $0.appending($1) }
        // Left absolute, so that it is refused as what it is.
        return isAbsolute ? BytePath("/").appending(joined) : joined
    }

    /// Opens the spool; of a daemon that must run, and was started just now, it takes a moment
    /// until there is one.
    private func open(_ config: DaemonConfig) throws(SpoolError) -> (Drop, OutcomeFollower?) {
        let start = SpoolClock.system.monotonic()
        while true {
            do {
                let follower =
                    wait ? try OutcomeFollower(spool: config.spool, state: config.state) : nil
                let drop = try Drop(
                    spool: BytePath(config.spool), ignoring: config.intake.ignore)
                return (drop, follower)
            } catch let error where wait && (error.code == .notRunning || error.code == .notFound) {
                guard SpoolClock.system.monotonic() - start < 5_000_000_000 else { throw error }
                usleep(50_000)
            }
        }
    }

    private func complain(_ error: SpoolError) -> ExitCode {
        Console.complain("\(error)")
        return error.code == .configuration ? .usage : ExitCode(error.exitCode)
    }
}

/// A file, FIFO or standard input, read once from its start to its end.
private final class SourceFile {
    let name: BytePath
    private let path: PathArgument
    private let descriptor: Int32
    private var buffer = [UInt8](repeating: 0, count: 1 << 18)
    private var digest = RunningDigest()
    private var byteCount = 0

    init(_ path: PathArgument) throws(FileError) {
        self.path = path
        guard !path.isStandardInput else {
            name = BytePath("standard-input-\(getpid())")
            descriptor = STDIN_FILENO
            return
        }
        name = path.name
        descriptor = path.open()
        guard descriptor >= 0 else { throw FileError(path: path.text) }
        var status = stat()
        // A device has no end; a pipe is read to its own.
        guard unsafe fstat(descriptor, &status) == 0,
            [S_IFREG, S_IFIFO].contains(status.st_mode & S_IFMT)
        else { throw FileError(path: path.text, message: "is not a plain file") }
    }

    deinit { if descriptor > STDIN_FILENO { close(descriptor) } }

    func next() throws(FileError) -> [UInt8] {
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe read(descriptor, $0.baseAddress, $0.count)
            }
            if count >= 0 {
                let bytes = Array(buffer[..<count])
                digest.add(bytes)
                byteCount += count
                return bytes
            }
            guard errno == EINTR else { throw FileError(path: path.text) }
        }
    }

    /// What was read and dropped, to be found in the ledger.
    func dropped(
        as path: BytePath, before mark: OutcomeFollower.Mark
    ) -> OutcomeFollower.DroppedFile {
        .init(path: path, sha256: digest.finish().hex, byteCount: byteCount, before: mark)
    }
}
