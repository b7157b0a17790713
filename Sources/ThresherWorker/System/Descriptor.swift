// SPDX-License-Identifier: Apache-2.0
import CThresherSystem
import Glibc

/// A file descriptor that is closed with its owner.
final class Descriptor {
    let number: Int32

    init(_ number: Int32) { self.number = number }

    deinit { close(number) }

    /// A second descriptor of the same file, close-on-exec.
    static func duplicate(_ number: Int32) throws(SystemError) -> Descriptor {
        let copy = fcntl(number, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { throw SystemError("duplicate a descriptor", errno) }
        return Descriptor(copy)
    }

    /// `/dev/null` for reading.
    static func null() throws(SystemError) -> Descriptor {
        let number = unsafe open("/dev/null", O_RDONLY | O_CLOEXEC)
        guard number >= 0 else { throw SystemError("open /dev/null", errno) }
        return Descriptor(number)
    }

    /// A pipe whose reading end does not block.
    static func pipe() throws(SystemError) -> (reading: Descriptor, writing: Descriptor) {
        var reading: Int32 = -1
        var writing: Int32 = -1
        let failure = unsafe thresher_pipe(&reading, &writing)
        guard failure == 0 else { throw SystemError("make a pipe", -failure) }
        return (Descriptor(reading), Descriptor(writing))
    }

    /// A connected pair of stream sockets; the near end does not block.
    static func channel() throws(SystemError) -> (near: Descriptor, far: Descriptor) {
        var near: Int32 = -1
        var far: Int32 = -1
        let failure = unsafe thresher_channel(&near, &far)
        guard failure == 0 else { throw SystemError("make a socket pair", -failure) }
        return (Descriptor(near), Descriptor(far))
    }

    /// Sends bytes from `start` on, with a descriptor when one is given.
    ///
    /// - Returns: How many bytes were sent, or a negative errno value.
    func send(_ bytes: [UInt8], from start: Int, passing descriptor: Int32 = -1) -> Int {
        unsafe bytes.withUnsafeBytes { buffer in
            let part = unsafe UnsafeRawBufferPointer(rebasing: buffer[start...])
            return unsafe thresher_send(number, part.baseAddress, part.count, descriptor)
        }
    }

    /// Receives into the bytes from `start` on.
    ///
    /// - Returns: How many bytes came, 0 at the end, or a negative errno value.
    func receive(into bytes: inout [UInt8], from start: Int) -> Int {
        unsafe bytes.withUnsafeMutableBytes { buffer in
            let part = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[start...])
            return unsafe thresher_receive(number, part.baseAddress, part.count)
        }
    }

    /// Receives bytes and perhaps a descriptor with them.
    func receive(into bytes: inout [UInt8], from start: Int, descriptor: inout Int32) -> Int {
        unsafe bytes.withUnsafeMutableBytes { buffer in
            let part = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[start...])
            return unsafe thresher_receive_descriptor(
                number, part.baseAddress, part.count, &descriptor)
        }
    }

    /// Tells the other end that nothing more will come.
    func endSending() { shutdown(number, Int32(SHUT_WR)) }
}
