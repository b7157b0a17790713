// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Glibc
import ThresherConfig
import ThresherService

/// The standard streams: data goes to output, everything else to error.
enum Console {
    /// Writes a line to standard output, with what a terminal would obey escaped.
    ///
    /// Much of what commands say was chosen by strangers. In a line of JSON such characters stand
    /// in strings only, and the escapes read back as what they were.
    static func print(_ line: String) { write(Array((LogText.escaped(line) + "\n").utf8)) }

    /// Writes all bytes to standard output.
    static func write(_ bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }

    /// Writes one line to standard error.
    static func complain(_ line: String) {
        write(Array("thresher: \(LogText.escaped(line))\n".utf8), to: STDERR_FILENO)
    }

    /// Writes every mistake with its place to standard error.
    static func write(_ diagnostics: [Diagnostic]) {
        let text = diagnostics.map { $0.text + "\n" }.joined()
        write(Array(text.utf8), to: STDERR_FILENO)
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                // A reader that has gone is no failure; a full disk is.
                let isFailure = descriptor == STDOUT_FILENO && errno != EPIPE
                guard isFailure else { return }
                let reason = FileError.describe(errno)
                complain("cannot write to standard output: \(reason)")
                Glibc.exit(ExitCode.inputOutput.rawValue)
            }
        }
    }
}

extension ExitCode {
    /// Some documents failed.
    static let documentsFailed = ExitCode(1)
    /// A command line that makes no sense (`EX_USAGE`).
    static let usage = ExitCode(64)
    /// Input that cannot be what it claims to be (`EX_DATAERR`).
    static let dataError = ExitCode(65)
    /// A read or write failed (`EX_IOERR`).
    static let inputOutput = ExitCode(74)
    /// Another daemon holds the spool (`EX_TEMPFAIL`).
    static let inUse = ExitCode(75)
    /// A mistake in the configuration or a pipeline (`EX_CONFIG`).
    static let configuration = ExitCode(78)
}
