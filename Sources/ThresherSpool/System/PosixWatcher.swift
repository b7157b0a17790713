// SPDX-License-Identifier: Apache-2.0
private import CThresherSystem

/// Watches folders with inotify.
final class PosixWatcher: FolderWatcher {
    private let number: Int32
    var descriptor: Descriptor? { Descriptor(number) }

    init() throws(FileError) {
        number = thresher_watch_open()
        guard number >= 0 else { throw FileError(.watch, nil, -number) }
    }

    deinit { _ = thresher_close(number) }

    func watch(_ folder: Descriptor) throws(FileError) -> Int32 {
        // By its descriptor: the folder that was opened is the one watched, whatever its name is now.
        let path = "/proc/self/fd/\(folder.number)/."
        let result = unsafe path.withCString { unsafe thresher_watch_add(number, $0) }
        guard result >= 0 else { throw FileError(.watch, nil, -result) }
        return result
    }

    func forget(_ watch: Int32) { _ = thresher_watch_remove(number, watch) }

    func drain(_ body: (WatchEvent) -> Void) throws(FileError) -> Bool {
        let size = 65_536
        let result = unsafe withUnsafeTemporaryAllocation(byteCount: size, alignment: 8) {
            buffer -> Int64 in
            // The buffer lives for this closure; the C functions stay inside what was filled.
            guard let base = buffer.baseAddress else { return 0 }
            let filled = unsafe thresher_watch_read(number, base, size)
            var offset = 0
            while offset < filled {
                var watch: Int32 = 0
                var what: UInt32 = 0
                var name: UnsafePointer<CChar>?
                let length = unsafe Int(thresher_next_event(base, &offset, &watch, &what, &name))
                guard let name = unsafe name else { break }
                let bytes = unsafe UnsafeBufferPointer(start: name, count: length)
                    .map { UInt8(bitPattern: $0) }
                guard let change = WatchEvent.Change(what) else { continue }
                body(
                    WatchEvent(
                        watch: watch, change: change,
                        isFolder: what & UInt32(THRESHER_WATCH_FOLDER) != 0,
                        name: BytePath(bytes)))
            }
            return filled
        }
        guard result >= 0 else { throw FileError(.watch, nil, Int32(truncatingIfNeeded: -result)) }
        return result > 0
    }
}

extension WatchEvent.Change {
    fileprivate init?(_ what: UInt32) {
        func has(_ flag: Int32) -> Bool { what & UInt32(flag) != 0 }
        if has(THRESHER_WATCH_OVERFLOW) {
            self = .overflow
        } else if has(THRESHER_WATCH_GONE) {
            self = .folderGone
        } else if has(THRESHER_WATCH_LEFT) {
            self = .folderMoved
        } else if has(THRESHER_WATCH_RENAMED_IN) {
            self = .renamedIn
        } else if has(THRESHER_WATCH_ARRIVED) {
            self = .created
        } else if has(THRESHER_WATCH_CLOSED) {
            self = .closed
        } else if has(THRESHER_WATCH_OPENED) {
            self = .opened
        } else {
            return nil
        }
    }
}
