// SPDX-License-Identifier: Apache-2.0

/// What travels between daemon and worker: a length of four bytes, little-endian, a kind, a payload.
package enum Frame {
    static let headerSize = 5
    /// Grows with any change of the frames; both ends are normally one executable.
    static let version = 3
    /// Opens the first frame of each direction.
    static let magic: [UInt8] = Array("THRESHER".utf8)
    /// The first frame of each direction is no larger than this.
    static let greetingLimit = 4 << 20

    /// What a frame is, per direction.
    package enum Kind: UInt8 {
        // To the worker.
        case hello = 1
        case job = 2
        // To the daemon.
        case ready = 17
        case refused = 18
        case document = 19
        case finished = 20
    }
}

/// Bytes received and not yet taken, cut into frames.
///
/// Its memory grows with what has arrived, never with what a length field announces.
package struct FrameBuffer {
    package private(set) var storage: [UInt8]
    private var head = 0
    private var tail = 0
    private let step: Int
    /// The largest payload accepted.
    var limit: Int

    package init(limit: Int, step: Int = 64 << 10) {
        self.limit = limit
        self.step = step
        storage = [UInt8](repeating: 0, count: step)
    }

    /// One frame; its payload lies in ``storage`` until the next call that changes the buffer.
    package struct View {
        package let kind: Frame.Kind
        package let payload: Range<Int>
    }

    /// Takes the next frame when it is there whole.
    package mutating func next() throws(WireError) -> View? {
        guard let frame = try peek() else { return nil }
        head = frame.payload.upperBound
        return frame
    }

    /// The next frame when it is there whole; it stays the next.
    func peek() throws(WireError) -> View? {
        guard tail - head >= Frame.headerSize else { return nil }
        var length = 0
        for index in 0..<4 { length |= Int(storage[head + index]) << (8 * index) }
        guard length <= limit else { throw WireError("a frame of \(length) bytes") }
        guard let kind = Frame.Kind(rawValue: storage[head + 4]) else {
            throw WireError("a frame of the unknown kind \(storage[head + 4])")
        }
        let payload = head + Frame.headerSize..<head + Frame.headerSize + length
        guard payload.upperBound <= tail else { return nil }
        return View(kind: kind, payload: payload)
    }

    /// Forgets everything.
    mutating func clear() {
        head = 0
        tail = 0
        storage = []
    }

    /// Gives the memory back that a large frame took, when nothing is left of it.
    mutating func trim() {
        guard head == tail, storage.count > 16 * step else { return }
        head = 0
        tail = 0
        storage = [UInt8](repeating: 0, count: step)
    }

    /// Makes room and lets `receive` fill it.
    ///
    /// - Parameter receive: Gets the storage and the free part's start; answers how many bytes came.
    /// - Returns: What `receive` answered; zero or less leaves the buffer as it was.
    package mutating func fill(_ receive: (inout [UInt8], Int) -> Int) -> Int {
        if head == tail {
            head = 0
            tail = 0
        } else if head > 0, storage.count - tail < step / 2 {
            storage.replaceSubrange(0..<tail - head, with: storage[head..<tail])
            tail -= head
            head = 0
        }
        if storage.count - tail < step / 2 {
            storage += [UInt8](repeating: 0, count: max(step, storage.count))
        }
        let received = receive(&storage, tail)
        if received > 0 { tail += received }
        return received
    }
}
