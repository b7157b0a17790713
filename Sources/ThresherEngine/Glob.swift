// SPDX-License-Identifier: Apache-2.0

/// A pattern on paths below the intake folder.
///
/// `?` is one character other than `/`, `*` any number of them, `**` any number of characters;
/// `**/` at the start or after a slash also stands for nothing. All else stands for itself. A match
/// takes time proportional to pattern times path at most.
package struct Glob: Sendable, Equatable {
    private enum Element: Equatable {
        case byte(UInt8)
        case one
        case many
        case deep
        case folders
    }

    /// The pattern as written.
    package let pattern: String
    private let elements: [Element]

    /// Takes a pattern; every text is one.
    package init(_ pattern: String) {
        self.pattern = pattern
        var elements: [Element] = []
        let bytes = Array(pattern.utf8)
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "*")
            where index + 1 < bytes.count && bytes[index + 1] == bytes[index]:
                let startsPart = index == 0 || bytes[index - 1] == UInt8(ascii: "/")
                if startsPart, index + 2 < bytes.count, bytes[index + 2] == UInt8(ascii: "/") {
                    elements.append(.folders)
                    index += 2
                } else {
                    elements.append(.deep)
                    index += 1
                }
            case UInt8(ascii: "*"): elements.append(.many)
            case UInt8(ascii: "?"): elements.append(.one)
            default: elements.append(.byte(bytes[index]))
            }
            index += 1
        }
        self.elements = elements
    }

    /// Whether the whole path matches.
    package func matches(_ path: String) -> Bool {
        var reached = [Bool](repeating: false, count: elements.count + 1)
        reached[0] = true
        skipEmpty(&reached)
        for byte in path.utf8 {
            var next = [Bool](repeating: false, count: elements.count + 1)
            for (index, element) in elements.enumerated() where reached[index] {
                let isSlash = byte == UInt8(ascii: "/")
                switch element {
                case .byte(let expected): if byte == expected { next[index + 1] = true }
                case .one: if !isSlash && byte & 0xC0 != 0x80 { next[index + 1] = true }
                case .many: if !isSlash { next[index] = true }
                case .deep: next[index] = true
                case .folders:
                    next[index] = true
                    if isSlash { next[index + 1] = true }
                }
            }
            // The further bytes of a character that `?` has taken.
            if byte & 0xC0 == 0x80 {
                for (index, element) in elements.enumerated()
                where element == .one && reached[index + 1] { next[index + 1] = true }
            }
            reached = next
            skipEmpty(&reached)
        }
        return reached[elements.count]
    }

    private func skipEmpty(_ reached: inout [Bool]) {
        for (index, element) in elements.enumerated() where reached[index] {
            switch element {
            case .many, .deep: reached[index + 1] = true
            case .folders where index == 0 || elements[index - 1] == .byte(UInt8(ascii: "/")):
                reached[index + 1] = true
            default: break
            }
        }
    }
}
