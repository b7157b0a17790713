// SPDX-License-Identifier: Apache-2.0

/// One pass over a text that undoes one misreading.
struct MojibakeRound {
    private let tables: LegacyTables
    /// How many characters were restored.
    private(set) var repaired = 0
    /// Where the last restored sequence ended, and in which set.
    private var run: (end: Int, encoding: LegacyTables.Encoding)?

    /// The first bytes of restored sequences.
    private(set) var leads: Set<UInt8> = []
    /// The first bytes that earlier rounds restored often enough to doubt no more.
    private let trusted: Set<UInt8>

    init(_ tables: LegacyTables, trusted: Set<UInt8> = []) {
        self.tables = tables
        self.trusted = trusted
    }

    /// Some characters that are one character of UTF-8 in a set.
    private struct Sequence {
        let value: UInt32
        /// The index after its last byte.
        let end: Int
        /// The bytes that it was misread from: the first, and the last.
        let lead: UInt8
        let last: UInt8
    }

    /// The text with all that is certain restored; `nil` when there is nothing.
    mutating func repair(_ bytes: Span<UInt8>) -> String? {
        var output: [UInt8] = []
        var copied = 0
        var index = 0
        while index < bytes.count {
            guard bytes[index] >= 0xC2 else {
                index = ICU.firstNonASCII(in: bytes, from: index + 1)
                continue
            }
            let (value, length) = bytes.scalar(at: index)
            guard let sequence = certain(bytes, index, value, length),
                let scalar = Unicode.Scalar(sequence.value)
            else {
                index += length
                continue
            }
            if output.isEmpty { output.reserveCapacity(bytes.count) }
            for position in copied..<index { output.append(bytes[position]) }
            output += String(Character(scalar)).utf8
            repaired += 1
            index = sequence.end
            copied = index
        }
        guard repaired > 0 else { return nil }
        for position in copied..<bytes.count { output.append(bytes[position]) }
        return String(decoding: output, as: UTF8.self)
    }

    /// The sequence that starts at an index, when it is one that nobody means.
    private mutating func certain(
        _ bytes: Span<UInt8>, _ index: Int, _ value: UInt32, _ length: Int
    ) -> Sequence? {
        let next = index + length
        guard value < LegacyTables.limit, next < bytes.count, bytes[next] >= 0xC2 else {
            return nil
        }
        let second = bytes.scalar(at: next).value
        guard second < LegacyTables.limit else { return nil }
        let both = tables.leads[Int(value)] & tables.rests[Int(second)]
        guard both != 0 else { return nil }
        for encoding in LegacyTables.Encoding.allCases
        where both >> UInt8(encoding.rawValue) & 1 == 1 {
            guard let sequence = sequence(bytes, index, encoding),
                isCertain(sequence, bytes, index, encoding)
            else { continue }
            run = (sequence.end, encoding)
            leads.insert(sequence.lead)
            return sequence
        }
        return nil
    }

    private func isCertain(
        _ sequence: Sequence, _ bytes: Span<UInt8>, _ index: Int, _ encoding: LegacyTables.Encoding
    ) -> Bool {
        let rule = MojibakeRules.rule(
            value: sequence.value, lead: sequence.lead, last: sequence.last, encoding)
        if rule != .never, trusted.contains(sequence.lead) { return true }
        switch rule {
        case .never: return false
        case .alone: return true
        case .besideLowercase:
            return isLowercase(before: index, bytes) || isLowercase(at: sequence.end, bytes)
        case .notAfterCapital:
            return isLowercase(at: sequence.end, bytes) || !isCapitalOrQuote(before: index, bytes)
        case .inRun:
            if let run, run.end == index, run.encoding == encoding { return true }
            guard let second = self.sequence(bytes, sequence.end, encoding),
                let third = self.sequence(bytes, second.end, encoding)
            else { return false }
            return [second, third].allSatisfy {
                MojibakeRules.rule(value: $0.value, lead: $0.lead, last: $0.last, encoding)
                    != .never
            }
        }
    }

    /// The characters at an index as one character of UTF-8 misread by a set.
    private func sequence(
        _ bytes: Span<UInt8>, _ index: Int, _ encoding: LegacyTables.Encoding
    ) -> Sequence? {
        guard index < bytes.count else { return nil }
        var (value, length) = bytes.scalar(at: index)
        let lead = tables.byte(value, encoding)
        guard lead >= 0xC2, lead <= 0xF4 else { return nil }
        let count = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3
        var result = UInt32(lead) & (count == 1 ? 0x1F : count == 2 ? 0x0F : 0x07)
        var position = index + length
        var byte: UInt8 = 0
        for _ in 0..<count {
            guard position < bytes.count else { return nil }
            (value, length) = bytes.scalar(at: position)
            byte = tables.byte(value, encoding)
            guard byte >= 0x80, byte <= 0xBF else { return nil }
            result = result << 6 | UInt32(byte & 0x3F)
            position += length
        }
        let least: UInt32 = count == 1 ? 0x80 : count == 2 ? 0x800 : 0x10000
        guard result >= least, Unicode.Scalar(result) != nil else { return nil }
        return Sequence(value: result, end: position, lead: lead, last: byte)
    }

    private func isLowercase(at index: Int, _ bytes: Span<UInt8>) -> Bool {
        index < bytes.count && bytes[index] &- 0x61 < 26
    }

    private func isLowercase(before index: Int, _ bytes: Span<UInt8>) -> Bool {
        index > 0 && bytes[index - 1] &- 0x61 < 26
    }

    /// Whether a capital stands before, with or without an accent, or an opening quotation mark.
    private func isCapitalOrQuote(before index: Int, _ bytes: Span<UInt8>) -> Bool {
        guard index > 0 else { return false }
        if bytes[index - 1] < 0x80 {
            return bytes[index - 1] &- 0x41 < 26 || [0x22, 0x27, 0x28].contains(bytes[index - 1])
        }
        var start = index - 1
        while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        let value = bytes.scalar(at: start).value
        if value == 0xAB || (0x2018...0x201F).contains(value) { return true }
        return Unicode.Scalar(value)?.properties.isUppercase ?? false
    }
}
