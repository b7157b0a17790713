// SPDX-License-Identifier: Apache-2.0
import CThresherSystem
import Glibc
import ThresherEngine

/// The worker's end of the channel: blocking, one thread.
final class WorkerLink {
    /// Why a worker cannot go on.
    enum Failure: Error {
        /// The daemon is gone or wants no more.
        case ended
        /// The daemon sent what it should not.
        case broken(WireError)
    }

    private let channel: Descriptor
    private var incoming = FrameBuffer(limit: Frame.greetingLimit)
    private var outgoing = ByteWriter()
    /// Descriptors that have come and whose jobs have not been taken yet, in order.
    private var passed: [Descriptor] = []

    init(_ channel: Descriptor) { self.channel = channel }

    /// Waits for the next frame and lets `read` take its payload.
    func receive<Value>(
        _ kind: Frame.Kind, _ read: (inout ByteReader) throws(WireError) -> Value
    ) throws(Failure) -> Value {
        do {
            while true {
                if let frame = try incoming.next() {
                    guard frame.kind == kind else {
                        throw WireError("a frame of the kind \(frame.kind)")
                    }
                    var reader = ByteReader(incoming.storage, in: frame.payload)
                    return try read(&reader)
                }
                var descriptor: Int32 = -1
                let received = incoming.fill { bytes, start in
                    channel.receive(into: &bytes, from: start, descriptor: &descriptor)
                }
                if descriptor >= 0 { passed.append(Descriptor(descriptor)) }
                guard received > 0 else { throw Failure.ended }
            }
        } catch let error as WireError {
            throw .broken(error)
        } catch {
            throw .ended
        }
    }

    /// The descriptor that came with the job taken last.
    func takeDescriptor() throws(Failure) -> Descriptor {
        guard !passed.isEmpty else { throw .broken(WireError("a job without a descriptor")) }
        return passed.removeFirst()
    }

    /// Whether something waits to be sent.
    var hasOutput: Bool { !outgoing.bytes.isEmpty }

    /// Puts a frame behind those that wait.
    func put<Problem: Error>(
        _ kind: Frame.Kind, _ write: (inout ByteWriter) throws(Problem) -> Void
    ) throws(Problem) {
        let start = outgoing.beginFrame(kind.rawValue)
        do {
            try write(&outgoing)
        } catch {
            outgoing.cut(to: start)
            throw error
        }
        outgoing.endFrame(start)
    }

    /// The size of what waits.
    var outputSize: Int { outgoing.bytes.count }

    /// Takes back what was put after the size was measured.
    func cutOutput(to size: Int) { outgoing.cut(to: size) }

    /// Sends all that waits; blocks while the daemon does not take it.
    func flush() throws(Failure) {
        var start = 0
        while start < outgoing.bytes.count {
            let sent = channel.send(outgoing.bytes, from: start)
            guard sent > 0 else { throw .ended }
            start += sent
        }
        outgoing.reset()
    }
}
