// SPDX-License-Identifier: Apache-2.0
import Glibc

/// A folder of a test's own that goes away with the value.
package final class TemporaryFolder: Sendable {
    /// Its absolute path, without a slash at the end.
    package let path: String

    /// Makes an empty folder.
    package init() {
        var template = Array("/tmp/thresher-test-XXXXXX".utf8CString)
        let isMade = unsafe template.withUnsafeMutableBufferPointer { buffer in
            unsafe buffer.baseAddress.map { unsafe mkdtemp($0) } != nil
        }
        precondition(isMade, "no folder can be made in /tmp")
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit { removeTree(path) }

    /// The path of something in it.
    package func file(_ name: String) -> String { path + "/" + name }
}

/// Removes a file or a folder with all that is in it, without following links.
package func removeTree(_ path: String) {
    guard unsafe unlink(path) != 0, let folder = unsafe opendir(path) else { return }
    while let entry = unsafe readdir(folder) {
        // The name is read before the next call of `readdir`, which may reuse its memory.
        let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
            unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) {
                unsafe String(cString: $0)
            }
        }
        if name != "." && name != ".." { removeTree(path + "/" + name) }
    }
    unsafe closedir(folder)
    unsafe rmdir(path)
}
