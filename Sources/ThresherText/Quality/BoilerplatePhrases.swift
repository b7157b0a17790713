// SPDX-License-Identifier: Apache-2.0

/// Finds the phrases that mark a line as no prose.
enum BoilerplatePhrases {
    /// What a phrase is a sign of.
    struct Kinds: OptionSet, Sendable {
        let rawValue: UInt8
        /// Cookie notices, terms of use, privacy.
        static let policy = Kinds(rawValue: 1)
        /// A note that JavaScript is needed.
        static let script = Kinds(rawValue: 2)
        /// Filling text.
        static let loremIpsum = Kinds(rawValue: 4)
    }

    /// Phrases in lower case.
    ///
    /// English: C4's lists (Raffel et al. 2020, section 2.2); the other
    /// languages' words for the same.
    private static let phrases: [(text: StaticString, kind: Kinds)] = [
        ("lorem ipsum", .loremIpsum), ("javascript", .script),
        ("terms of use", .policy), ("privacy policy", .policy), ("cookie policy", .policy),
        ("uses cookies", .policy), ("use of cookies", .policy), ("use cookies", .policy),
        ("verwendet cookies", .policy), ("verwenden cookies", .policy), ("nutzt cookies", .policy),
        ("datenschutzerkl", .policy), ("utilise des cookies", .policy),
        ("utilisons des cookies", .policy), ("politique de confidentialit", .policy),
        ("utiliza cookies", .policy), ("utilizamos cookies", .policy), ("uso de cookies", .policy),
        ("usa cookies", .policy), ("utilizza cookie", .policy), ("utilizziamo i cookie", .policy),
        ("maakt gebruik van cookies", .policy), ("gebruikt cookies", .policy),
        ("politykę prywatności", .policy), ("используем cookie", .policy),
        ("использует cookie", .policy),
    ]

    /// The phrases by their first byte.
    private static let byFirst: [[(text: [UInt8], kind: Kinds)]] = {
        var table = [[(text: [UInt8], kind: Kinds)]](repeating: [], count: 256)
        for (text, kind) in phrases {
            let bytes = Array(text.description.utf8)
            table[Int(bytes.first ?? 0)].append((bytes, kind))
        }
        return table
    }()

    /// What is found in a part of a text; each phrase costs at most its own length a byte.
    static func kinds(in bytes: Span<UInt8>, _ range: Range<Int>) -> Kinds {
        var kinds: Kinds = []
        let table = byFirst
        var wasLetter = false
        for index in range {
            let byte = lower(bytes[index])
            let isLetter = byte &- 0x61 < 26 || byte >= 0x80
            defer { wasLetter = isLetter }
            guard !wasLetter, isLetter else { continue }
            for (text, kind) in table[Int(byte)] where text.count <= range.upperBound - index {
                var offset = 1
                while offset < text.count, lower(bytes[index + offset]) == text[offset] {
                    offset += 1
                }
                if offset == text.count { kinds.insert(kind) }
            }
        }
        return kinds
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }
}
