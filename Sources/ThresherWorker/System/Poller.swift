// SPDX-License-Identifier: Apache-2.0
import CThresherSystem

/// An epoll instance: one descriptor that becomes readable when any of the watched ones is.
final class Poller {
    private let epoll: Descriptor

    init() throws(SystemError) {
        let number = thresher_epoll_create()
        guard number >= 0 else { throw SystemError("make an epoll instance", -number) }
        epoll = Descriptor(number)
    }

    /// The descriptor that poll(2) can wait on.
    var number: Int32 { epoll.number }

    /// Watches a descriptor under a tag.
    func add(_ descriptor: Descriptor, tag: UInt64) throws(SystemError) {
        let failure = thresher_epoll_add(epoll.number, descriptor.number, tag, 0)
        guard failure == 0 else { throw SystemError("watch a descriptor", -failure) }
    }

    /// Also watches, or no longer, whether the descriptor takes bytes.
    func change(_ descriptor: Descriptor, tag: UInt64, writing: Bool) {
        _ = thresher_epoll_change(epoll.number, descriptor.number, tag, writing ? 1 : 0)
    }

    /// Stops to watch a descriptor.
    func remove(_ descriptor: Descriptor) {
        _ = thresher_epoll_remove(epoll.number, descriptor.number)
    }

    /// The tags of what is ready now, at most 64.
    func ready() -> [UInt64] {
        unsafe [UInt64](unsafeUninitializedCapacity: 64) { buffer, count in
            count = Int(
                max(0, unsafe thresher_epoll_ready(epoll.number, buffer.baseAddress, 64)))
        }
    }
}
