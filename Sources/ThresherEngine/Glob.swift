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
        enter(0) { reached[$0] = true }
        for byte in path.utf8 {
            var next = [Bool](repeating: false, count: elements.count + 1)
            for state in reached.indices where reached[state] {
                step(from: state, over: byte) { next[$0] = true }
            }
            reached = next
        }
        return reached[elements.count]
    }

    /// Whether there is a path that both patterns match.
    ///
    /// Where that would take too long to find out, the answer is yes.
    package func canMeet(_ other: Glob) -> Bool {
        let width = other.elements.count + 1
        guard (elements.count + 1) * width <= 1 << 17 else { return true }
        let bytes = alphabet.union(other.alphabet)
        let mine = bytes.map { successors(over: $0) }
        let theirs = bytes.map { other.successors(over: $0) }
        // A pair of states that one text leads to has the number `state * width + other's state`.
        var isReached = [Bool](repeating: false, count: (elements.count + 1) * width)
        var open: [Int] = []
        func reach(_ left: Int, _ right: Int) {
            let pair = left * width + right
            guard !isReached[pair] else { return }
            isReached[pair] = true
            open.append(pair)
        }
        enter(0) { left in other.enter(0) { right in reach(left, right) } }
        while let pair = open.popLast() {
            for index in mine.indices {
                for left in mine[index][pair / width] {
                    for right in theirs[index][pair % width] { reach(left, right) }
                }
            }
        }
        return isReached[isReached.count - 1]
    }

    /// The bytes that the pattern tells apart: its own, and one of each kind that it does not name.
    private var alphabet: Set<UInt8> {
        var bytes: Set<UInt8> = [UInt8(ascii: "/"), UInt8(ascii: "x"), 0xC3, 0x80]
        for case .byte(let byte) in elements { bytes.insert(byte) }
        return bytes
    }

    /// For each state those that it leads to over a byte.
    private func successors(over byte: UInt8) -> [[Int]] {
        (0...elements.count).map { state in
            var next: Set<Int> = []
            step(from: state, over: byte) { next.insert($0) }
            return Array(next)
        }
    }

    // MARK: A state is the number of elements that are behind it

    /// Visits the states that a state leads to over one byte.
    private func step(from state: Int, over byte: UInt8, _ visit: (Int) -> Void) {
        let isSlash = byte == UInt8(ascii: "/")
        let isContinuation = byte & 0xC0 == 0x80
        // The further bytes of a character that `?` has taken.
        if isContinuation, state > 0, elements[state - 1] == .one { enter(state, visit) }
        guard state < elements.count else { return }
        switch elements[state] {
        case .byte(let expected): if byte == expected { enter(state + 1, visit) }
        case .one: if !isSlash && !isContinuation { enter(state + 1, visit) }
        case .many: if !isSlash { enter(state, visit) }
        case .deep: enter(state, visit)
        case .folders:
            visit(state)
            if isSlash { enter(state + 1, visit) }
        }
    }

    /// Visits a state, and those behind it that stand for nothing.
    private func enter(_ state: Int, _ visit: (Int) -> Void) {
        var state = state
        visit(state)
        while state < elements.count {
            switch elements[state] {
            case .many, .deep, .folders: state += 1
            case .byte, .one: return
            }
            visit(state)
        }
    }
}
