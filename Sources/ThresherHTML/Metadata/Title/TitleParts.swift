// SPDX-License-Identifier: Apache-2.0

/// A title cut at its separators.
struct TitleParts {
    /// What stands between two parts.
    enum Separator {
        case bar, dash, colon, other
    }

    /// A run of neighbouring parts, as it was written.
    struct Run {
        var text: String
        var isFirst: Bool
        var isLast: Bool
        /// What was cut off before and after it.
        var before: Separator?
        var after: Separator?
        /// The text outside of it.
        var rest: String

        var isWhole: Bool { isFirst && isLast }
    }

    private let scalars: [Unicode.Scalar]
    private var parts: [Range<Int>] = []
    private var separators: [Separator] = []
    private static let mostParts = 6

    /// Cuts at a `|` anywhere, at other marks between spaces, and after a colon.
    init(_ title: String) {
        scalars = Array(title.unicodeScalars.prefix(1000))
        var start = 0
        var index = 0
        while index < scalars.count {
            guard let end = separatorEnd(index) else {
                index += 1
                continue
            }
            let kind = kind(index, end)
            let part = trimmed(start..<index)
            if !part.isEmpty, parts.count < Self.mostParts - 1 {
                parts.append(part)
                separators.append(kind)
                start = end
            } else if parts.isEmpty {
                start = end
            }
            index = end
        }
        let last = trimmed(start..<scalars.count)
        if !last.isEmpty {
            parts.append(last)
        } else {
            _ = separators.popLast()
        }
    }

    var count: Int { parts.count }

    /// The parts by themselves.
    var texts: [String] { parts.map(text) }

    /// All runs of parts, the whole title among them.
    var runs: [Run] {
        var runs: [Run] = []
        for first in parts.indices {
            for last in first..<parts.count {
                let range = parts[first].lowerBound..<parts[last].upperBound
                let rest =
                    text(0..<range.lowerBound) + " " + text(range.upperBound..<scalars.count)
                runs.append(
                    Run(
                        text: text(range), isFirst: first == 0, isLast: last == parts.count - 1,
                        before: first > 0 ? separators[first - 1] : nil,
                        after: last < parts.count - 1 ? separators[last] : nil, rest: rest))
            }
        }
        return runs
    }

    private func text(_ range: Range<Int>) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars[range])
        return text
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high, scalars[low] == " " { low += 1 }
        while low < high, scalars[high - 1] == " " { high -= 1 }
        return low..<high
    }

    /// One past a separator and the spaces and marks that follow, `nil` when there is none here.
    private func separatorEnd(_ index: Int) -> Int? {
        let scalar = scalars[index]
        guard Self.isMark(scalar) else { return nil }
        let isBeforeSpace = index + 1 >= scalars.count || scalars[index + 1] == " "
        let isAfterSpace = index == 0 || scalars[index - 1] == " "
        let isColon = scalar == ":" || scalar == "："
        guard
            scalar == "|" || scalar == "｜" || (isColon && (isBeforeSpace || scalar == "："))
                || (isAfterSpace && (isBeforeSpace || Self.isMark(scalars[index + 1])))
        else { return nil }
        var end = index + 1
        while end < scalars.count, scalars[end] == " " || Self.isMark(scalars[end]) { end += 1 }
        return end
    }

    private func kind(_ start: Int, _ end: Int) -> Separator {
        for scalar in scalars[start..<end] {
            switch scalar {
            case "|", "｜": return .bar
            case "-", "–", "—": return .dash
            case ":", "：": return .colon
            default: break
            }
        }
        return .other
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "|", "｜", "-", "–", "—", "·", "•", "»", "«", "›", ":", "：", "/", "~", "★": true
        default: false
        }
    }
}
