// SPDX-License-Identifier: Apache-2.0

/// What the address of a link says about what it names.
enum AuthorAddress {
    /// Steps of a path below which sites keep the pages of their writers and members.
    private static let steps: [StaticString] = [
        "author", "authors", "auteur", "auteurs", "autor", "autoren", "autore", "autori", "autores",
        "redakteur", "contributor", "contributors", "profile", "profiles", "people", "person",
        "user", "users", "u", "member", "members", "writer", "writers", "staff", "team",
        "producers", "journalist", "journalists", "by", "@", "bio", "experts", "expert",
    ]

    /// Whether the address is that of one writer: a known step with one more step after it.
    static func isWriter(_ bytes: [UInt8], _ href: Range<Int>) -> Bool {
        let end = Swift.min(href.upperBound, href.lowerBound + 200)
        var start = href.lowerBound
        var index = start
        var isAfterStep = false
        while index <= end {
            let isEnd = index == end || bytes[index] == UInt8(ascii: "/")
            let isQuery = !isEnd && (bytes[index] == UInt8(ascii: "?") || bytes[index] == 0x23)
            if isEnd || isQuery {
                if isAfterStep, index > start { return true }
                if index > start { isAfterStep = isStep(bytes, start..<index) }
                start = index + 1
                if isQuery { return false }
            }
            index += 1
        }
        return false
    }

    /// Whether the address is that of a Creative Commons licence.
    static func isDeed(_ bytes: [UInt8], _ href: Range<Int>) -> Bool {
        guard href.count >= 40 else { return false }
        var rest = bytes[href.lowerBound..<min(href.upperBound, href.lowerBound + 64)]
        for prefix in ["https:", "http:", "//", "www."] where rest.starts(with: prefix.utf8) {
            rest = rest.dropFirst(prefix.utf8.count)
        }
        return rest.starts(with: "creativecommons.org/licenses/".utf8)
            || rest.starts(with: "creativecommons.org/publicdomain/".utf8)
    }

    private static func isStep(_ bytes: [UInt8], _ word: Range<Int>) -> Bool {
        steps.contains { step in
            guard word.count == step.utf8CodeUnitCount else { return false }
            for (offset, index) in word.enumerated()
            where ASCII.lower(bytes[index]) != step.byte(offset) {
                return false
            }
            return true
        }
    }
}
