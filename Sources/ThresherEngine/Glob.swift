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
        enter(0, &reached)
        for byte in path.utf8 {
            var next = [Bool](repeating: false, count: elements.count + 1)
            let isSlash = byte == UInt8(ascii: "/")
            let isContinuation = byte & 0xC0 == 0x80
            for (index, element) in elements.enumerated() where reached[index] {
                switch element {
                case .byte(let expected): if byte == expected { enter(index + 1, &next) }
                case .one: if !isSlash && !isContinuation { enter(index + 1, &next) }
                case .many: if !isSlash { enter(index, &next) }
                case .deep: enter(index, &next)
                case .folders:
                    next[index] = true
                    if isSlash { enter(index + 1, &next) }
                }
            }
            // The further bytes of a character that `?` has taken.
            if isContinuation {
                for (index, element) in elements.enumerated()
                where element == .one && reached[index + 1] { enter(index + 1, &next) }
            }
            reached = next
        }
        return reached[elements.count]
    }

    /// Marks a state, and those behind it that stand for nothing.
    private func enter(_ state: Int, _ reached: inout [Bool]) {
        var state = state
        reached[state] = true
        while state < elements.count {
            switch elements[state] {
            case .many, .deep, .folders: state += 1
            case .byte, .one: return
            }
            reached[state] = true
        }
    }
}
