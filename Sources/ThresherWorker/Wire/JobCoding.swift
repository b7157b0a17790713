// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// What a worker is told about an entry; the descriptor travels beside it.
struct JobHeader: Equatable {
    var token: UInt64
    var name: String
    var path: String
    var byteCount: Int
    var skipping: SkippedRecords

    func write(to writer: inout ByteWriter) {
        writer.number(token)
        writer.string(name)
        writer.string(path)
        writer.count(byteCount)
        writer.count(skipping.ranges.count)
        for range in skipping.ranges {
            writer.count(range.lowerBound)
            writer.count(range.count)
        }
    }

    static func read(_ reader: inout ByteReader) throws(WireError) -> JobHeader {
        let token = try reader.number()
        let name = try reader.string(atMost: 1 << 20)
        let path = try reader.string(atMost: 1 << 20)
        let byteCount = try reader.count(atMost: .max)
        var skipping = SkippedRecords()
        for _ in 0..<(try reader.count(atMost: 1 << 20)) {
            let start = try reader.count(atMost: .max / 2)
            skipping.insert(start..<start + (try reader.count(atMost: .max / 2)))
        }
        guard reader.isAtEnd else { throw WireError("bytes after a job") }
        return JobHeader(
            token: token, name: name, path: path, byteCount: byteCount, skipping: skipping)
    }
}

/// The records of an entry that need no result, because they have an outcome already.
package struct SkippedRecords: Sendable, Equatable {
    /// Ascending, apart, none empty.
    package private(set) var ranges: [Range<Int>] = []

    package init() {}

    package init(_ ranges: some Sequence<Range<Int>>) {
        for range in ranges { insert(range) }
    }

    package var isEmpty: Bool { ranges.isEmpty }

    /// Adds one record.
    package mutating func insert(_ record: Int) { insert(record..<record + 1) }

    /// Adds some records; cheap when they come in order.
    package mutating func insert(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        var first = ranges.count
        while first > 0, ranges[first - 1].upperBound >= range.lowerBound { first -= 1 }
        var merged = range
        var end = first
        while end < ranges.count, ranges[end].lowerBound <= range.upperBound {
            let lower = min(merged.lowerBound, ranges[end].lowerBound)
            merged = lower..<max(merged.upperBound, ranges[end].upperBound)
            end += 1
        }
        ranges.replaceSubrange(first..<end, with: [merged])
    }

    /// Whether a record is among them.
    package func contains(_ record: Int) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound <= record { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].contains(record)
    }
}

/// The first frame to a worker.
struct Greeting {
    var configuration: JSONValue
    /// The most bytes of private memory, 0 for no limit.
    var memoryLimit: Int
    var descriptors: Int
    var resultLimit: Int

    func write(to writer: inout ByteWriter) {
        for byte in Frame.magic { writer.byte(byte) }
        writer.count(Frame.version)
        writer.count(memoryLimit)
        writer.count(descriptors)
        writer.count(resultLimit)
        var json = JSONWriter()
        json.value(configuration)
        writer.blob(json.bytes)
    }

    static func read(_ reader: inout ByteReader) throws(WireError) -> Greeting {
        try Greeting.checkMagic(&reader)
        let memoryLimit = try reader.count(atMost: .max)
        let descriptors = try reader.count(atMost: 1 << 20)
        let resultLimit = try reader.count(atMost: .max)
        do {
            return Greeting(
                configuration: try JSONValue(parsing: try reader.blob()), memoryLimit: memoryLimit,
                descriptors: descriptors, resultLimit: resultLimit)
        } catch let error as JSONError {
            throw WireError("the configuration is no JSON: \(error.message)")
        } catch let error as WireError {
            throw error
        } catch {
            throw WireError("\(error)")
        }
    }

    /// Both ends must be of one build.
    static func checkMagic(_ reader: inout ByteReader) throws(WireError) {
        for expected in Frame.magic where try reader.byte() != expected {
            throw WireError("the other end is no Thresher")
        }
        let version = try reader.count(atMost: .max)
        guard version == Frame.version else {
            throw WireError(
                "the other end speaks version \(version) of the frames, this one \(Frame.version)")
        }
    }
}
