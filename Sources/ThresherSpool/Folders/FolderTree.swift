// SPDX-License-Identifier: Apache-2.0

/// Folders below a root by path, kept open for the next use and made when missing.
///
/// Renames go through a folder's descriptor that was opened without following any symbolic link,
/// so that no path can lead out of the root. Used by one thread.
final class FolderTree {
    let root: Descriptor
    private let fileSystem: any FileSystem
    private var open: [BytePath: Descriptor] = [:]
    private let limit: Int

    init(root: Descriptor, fileSystem: any FileSystem, limit: Int = 64) {
        self.root = root
        self.fileSystem = fileSystem
        self.limit = limit
    }

    deinit { for descriptor in open.values { fileSystem.close(descriptor) } }

    /// The folder at a path below the root.
    func folder(_ path: BytePath, creating: Bool) throws(FileError) -> Descriptor {
        if path.isEmpty { return root }
        if let known = open[path] { return known }
        let descriptor: Descriptor
        do {
            descriptor = try fileSystem.openFolder(path, in: root)
        } catch let error where error.isMissing && creating {
            descriptor = try make(path)
        }
        if open.count >= limit { forgetAll() }
        open[path] = descriptor
        return descriptor
    }

    /// Closes all folders but the root, so that the next use looks them up again.
    func forgetAll() {
        for descriptor in open.values { fileSystem.close(descriptor) }
        open.removeAll(keepingCapacity: true)
    }

    /// All folders that are open now, the root among them.
    var openFolders: [Descriptor] { [root] + open.values }

    private func make(_ path: BytePath) throws(FileError) -> Descriptor {
        let components = path.components
        var current = root
        for (depth, component) in components.enumerated() {
            var next: Descriptor
            do {
                next = try fileSystem.openFolder(component, in: current)
            } catch let error where error.isMissing {
                do {
                    try fileSystem.makeFolder(component, in: current, isPrivate: false)
                } catch let error where error.isTaken {
                    // Somebody was faster; what it is, opening tells.
                } catch {
                    if depth > 0 { fileSystem.close(current) }
                    throw error
                }
                do {
                    next = try fileSystem.openFolder(component, in: current)
                } catch {
                    if depth > 0 { fileSystem.close(current) }
                    throw error
                }
            } catch {
                if depth > 0 { fileSystem.close(current) }
                throw error
            }
            if depth > 0 { fileSystem.close(current) }
            current = next
        }
        return current
    }
}
