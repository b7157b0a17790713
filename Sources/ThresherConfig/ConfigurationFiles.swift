// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Reads configuration files, which nobody trusts: only plain files, none larger than a limit.
package enum ConfigurationFiles {
    /// Why a file or folder is not there to be checked: lower case, without full stop.
    package struct Problem: Error, Equatable {
        package var message: String
    }

    /// What stands under a path.
    package enum Kind: Equatable {
        case file, folder, missing, other
    }

    /// What stands under a path, links followed.
    package static func kind(of path: String) -> Kind {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else {
            return errno == ENOENT || errno == ENOTDIR ? .missing : .other
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        default: return .other
        }
    }

    /// The bytes of a plain file.
    package static func read(_ path: String) throws(Problem) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw problem("cannot be opened") }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw problem("cannot be read") }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw Problem(message: "is not a plain file")
        }
        guard status.st_size <= SourceText.maxBytes else {
            throw Problem(
                message: "is \(Units.text(bytes: Int(status.st_size))) large; at most"
                    + " \(Units.text(bytes: SourceText.maxBytes)) are read")
        }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while bytes.count <= SourceText.maxBytes {
            let count = unsafe chunk.withUnsafeMutableBytes { buffer in
                unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw problem("cannot be read")
            }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
        throw Problem(message: "grows while it is read")
    }

    /// The names of a folder's pipeline files (`*.yaml`, `*.yml`), sorted, hidden ones left out.
    package static func pipelineNames(in folder: String) throws(Problem) -> [String] {
        guard let directory = unsafe opendir(folder) else { throw problem("cannot be opened") }
        defer { unsafe closedir(directory) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = unsafe readdir(directory) else {
                if errno != 0 { throw problem("cannot be read") }
                return names.sorted()
            }
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
                    unsafe String(cString: $0)
                }
            }
            guard !name.hasPrefix("."), name.hasSuffix(".yaml") || name.hasSuffix(".yml") else {
                continue
            }
            names.append(name)
        }
    }

    /// The folder that relative paths start from.
    package static func workingFolder() -> String {
        guard let path = unsafe getcwd(nil, 0) else { return "/" }
        defer { unsafe free(path) }
        return unsafe String(cString: path)
    }

    private static func problem(_ what: String) -> Problem {
        let reason = unsafe String(cString: strerror(errno))
        return Problem(message: "\(what): \(reason.lowercased())")
    }
}
