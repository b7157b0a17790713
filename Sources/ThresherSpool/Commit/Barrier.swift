// SPDX-License-Identifier: Apache-2.0

/// Makes everything durable that was done in some folders, with as few syncs as that takes.
///
/// A local file system is synced as a whole, once, however many of the folders are on it. On a
/// remote one that is no guarantee: there each file is synced when it is written, and the folders
/// here.
struct Barrier {
    private let fileSystem: any FileSystem
    private var devices: [(device: UInt64, anchor: Descriptor)] = []
    private var folders: [Descriptor] = []

    init(_ fileSystem: any FileSystem) { self.fileSystem = fileSystem }

    /// Adds a root and the folders below it that were written to.
    mutating func add(
        _ root: Descriptor, _ device: Device, folders: @autoclosure () -> [Descriptor]
    ) {
        if device.isRemote {
            self.folders += folders()
        } else if !devices.contains(where: { $0.device == device.number }) {
            devices.append((device.number, root))
        }
    }

    func run() throws(FileError) {
        for device in devices { try fileSystem.syncFileSystem(of: device.anchor) }
        for folder in folders { try fileSystem.syncFolder(folder) }
    }
}

/// The file system that a folder is on.
struct Device: Equatable {
    var number: UInt64
    var isRemote: Bool

    init(of folder: Descriptor, _ fileSystem: any FileSystem) throws(FileError) {
        number = try fileSystem.status(of: folder).device
        isRemote = try fileSystem.space(of: folder).isRemote
    }
}
