// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import ThresherEngine
import ThresherPlugin
import ThresherWorker

/// What travels between daemon and worker, and what must not get through.
struct WireTests {
    private func encoded(_ result: DocumentResult) throws -> [UInt8] {
        var writer = ByteWriter()
        try ResultCoding.write(result, to: &writer)
        return writer.bytes
    }

    private func decoded(_ bytes: [UInt8]) throws(WireError) -> DocumentResult {
        var reader = ByteReader(bytes)
        return try ResultCoding.read(&reader)
    }

    /// Results of every shape.
    private static var samples: [DocumentResult] {
        var plain = DocumentResult(
            record: nil, document: "ABCDEFGHJKMNPQRSTVWXYZ0123", sha256: "", byteCount: 0,
            mediaType: "text/html", pipeline: "", fingerprint: "", end: .stored)
        var all = [plain]
        plain.record = 9_999
        plain.end = .rejected(.init(code: "too_short", detail: "3 words, at least 20 — naïve 👩‍👩‍👧"))
        all.append(plain)
        plain.end = .failed(.init(code: "malformed_input", stage: "decode"), isRetriable: true)
        plain.byteCount = 1 << 50
        plain.record = 0
        plain.stages = [
            .init(step: 0, nanoseconds: 123_456, verdict: .forward),
            .init(step: 8, nanoseconds: 0, verdict: .fail),
        ]
        all.append(plain)
        plain.end = .failed(.init(code: "x"), isRetriable: false)
        plain.evidence = [.init(step: 8, bytes: Array(0...255)), .init(step: 9, bytes: [])]
        plain.renderings = [
            .init(opening: [1], body: [UInt8](repeating: 7, count: 5_000), closing: []),
            .init(opening: [1], body: [2], closing: [3], decisionPrecedesBody: true),
            .init(
                choices: RenderingChoices(
                    extents: [
                        .init(scalars: 5, continues: false), .init(scalars: 9, continues: true),
                    ],
                    pieces: [
                        .bytes([1, 2]), .list(opening: [3], separator: [], closing: [4, 5]),
                        .item(.always), .item(.allKept(1...2)), .item(.anyKept([0, 700])),
                        .item(.leftOut(1)), .place(block: 1, offset: 300), .end,
                    ])),
        ]
        plain.notes = [
            .init("words", 12), .init("ratio", 0.25), .init("low", .int(.min)), .init("no", .null),
            .init("list", [1, "two", true, false, [:]]), .init("deep", ["a": ["b": [.null]]]),
        ]
        all.append(plain)
        return all
    }

    @Test func `a result comes back as it was`() throws {
        for sample in WireTests.samples {
            let result = try decoded(try encoded(sample))
            #expect(result == sample)
        }
    }

    @Test func `numbers that no document has are refused`() throws {
        var result = DocumentResult(
            record: 1 << 41, document: "", sha256: "", byteCount: 0, mediaType: "", pipeline: "",
            fingerprint: "", end: .stored)
        #expect(throws: WireError.self) { try decoded(try encoded(result)) }
        result.record = nil
        result.byteCount = .max
        #expect(throws: WireError.self) { try decoded(try encoded(result)) }
        result.byteCount = 0
        result.stages = [.init(step: 0, nanoseconds: .max, verdict: .forward)]
        #expect(throws: WireError.self) { try decoded(try encoded(result)) }
    }

    @Test func `numbers of all sizes come back`() throws {
        var writer = ByteWriter()
        let numbers: [UInt64] = [0, 1, 127, 128, 16_383, 16_384, 1 << 63, .max]
        let signed: [Int] = [0, -1, 1, .min, .max, 64, -65]
        for number in numbers { writer.number(number) }
        for number in signed { writer.signed(number) }
        var reader = ByteReader(writer.bytes)
        for number in numbers { #expect(try reader.number() == number) }
        for number in signed { #expect(try reader.signed() == number) }
        #expect(reader.isAtEnd)
    }

    @Test func `a number of more than sixty-four bits is refused`() {
        var reader = ByteReader([UInt8](repeating: 0xFF, count: 9) + [2])
        #expect(throws: WireError("a number is too long")) { try reader.number() }
    }

    @Test func `every cut result is refused`() throws {
        for sample in WireTests.samples {
            let bytes = try encoded(sample)
            for length in 0..<bytes.count {
                #expect(throws: WireError.self) { try decoded(Array(bytes[..<length])) }
            }
            #expect(throws: WireError.self) { try decoded(bytes + [0]) }
        }
    }

    /// What passes a mutation must again be a result that can be written; and nothing traps.
    @Test func `mutated results are refused or are results`() throws {
        var random = SeededRandom(seed: 42)
        let samples = try WireTests.samples.map { try encoded($0) }
        for round in 0..<40_000 {
            var bytes = samples[round % samples.count]
            for _ in 0...Int(random.next() % 4) {
                let at = Int(random.next() % UInt64(bytes.count))
                switch random.next() % 4 {
                case 0: bytes[at] = UInt8(truncatingIfNeeded: random.next())
                case 1: bytes[at] ^= 1 << UInt8(random.next() % 8)
                case 2: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: at)
                default: if bytes.count > 1 { bytes.remove(at: at) }
                }
            }
            guard let result = try? decoded(bytes) else { continue }
            let again = try decoded(try encoded(result))
            #expect(again == result)
        }
    }

    @Test func `a length field alone allocates nothing`() throws {
        // A result whose first rendering claims to be a gigabyte.
        var writer = ByteWriter()
        writer.number(0)
        for _ in 0..<5 { writer.string("") }
        for number: UInt64 in [0, 0, 0, 1, 1 << 30] { writer.number(number) }
        let bytes = writer.bytes
        #expect(throws: WireError("the frame ends too early")) { try decoded(bytes) }
    }

    @Test func `reasons that are no words, endless nesting and long notes are not written`() {
        var result = WireTests.samples[0]
        result.end = .rejected(.init(code: "No Word!"))
        #expect(throws: WireError.self) { try encoded(result) }
        result.end = .stored
        var deep = JSONValue.null
        for _ in 0..<20 { deep = ["a": deep] }
        result.notes = [.init("deep", deep)]
        #expect(throws: WireError.self) { try encoded(result) }
        let long = JSONValue.string(String(repeating: "x", count: 2_000))
        result.notes = (0..<100).map { .init("\($0)", long) }
        #expect(throws: WireError.self) { try encoded(result) }
    }

    @Test func `long details are cut between characters`() throws {
        var result = WireTests.samples[0]
        result.end = .rejected(.init(code: "x", detail: "a" + String(repeating: "é", count: 3_000)))
        guard case .rejected(let reason) = try decoded(try encoded(result)).end else { return }
        #expect(reason.detail == "a" + String(repeating: "é", count: 1_023))
    }

    // MARK: Frames

    /// Feeds bytes in pieces and returns the payloads of all frames.
    private func frames(
        _ bytes: [UInt8], piece: Int, limit: Int = 1 << 20
    ) throws -> [[UInt8]] {
        var buffer = FrameBuffer(limit: limit, step: 64)
        var rest = bytes[...]
        var payloads: [[UInt8]] = []
        while true {
            while let frame = try buffer.next() {
                payloads.append(Array(buffer.storage[frame.payload]))
            }
            if rest.isEmpty { return payloads }
            _ = buffer.fill { storage, start in
                let count = min(piece, rest.count, storage.count - start)
                storage.replaceSubrange(start..<start + count, with: rest.prefix(count))
                rest = rest.dropFirst(count)
                return count
            }
        }
    }

    @Test(arguments: [1, 3, 7, 64, 1_000, 100_000])
    func `frames are found however they are cut`(piece: Int) throws {
        var writer = ByteWriter()
        let payloads = (0..<40).map { [UInt8](repeating: UInt8($0), count: $0 * $0 * 3) }
        for payload in payloads {
            let start = writer.beginFrame(19)
            for byte in payload { writer.byte(byte) }
            writer.endFrame(start)
        }
        #expect(try frames(writer.bytes, piece: piece) == payloads)
    }

    @Test func `frames over the limit and of unknown kinds are refused`() {
        #expect(throws: WireError("a frame of 16777216 bytes")) {
            try frames([0, 0, 0, 1, 19], piece: 5)
        }
        #expect(throws: WireError("a frame of the unknown kind 99")) {
            try frames([0, 0, 0, 0, 99], piece: 5)
        }
    }

    // MARK: Last words

    @Test func `last words are the last ones, printable`() {
        var words = LastWords()
        for index in 0..<10_000 { words.append(Array("line \(index)\n".utf8)[...]) }
        #expect(words.text.utf8.count <= LastWords.limit)
        #expect(words.text.hasSuffix("line 9999\n"))
        var odd = LastWords()
        odd.append([0x61, 0xFF, 0x1B, 0x5B, 0xC3, 0xA9, 0xE2, 0x80, 0xAE, 0x09, 0x62, 0xC3][...])
        #expect(odd.text == "a\\xff\\x1b[é\\xe2\\x80\\xae\tb\\xc3")
    }
}
