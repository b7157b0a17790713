// SPDX-License-Identifier: Apache-2.0

/// Whether two path patterns can match one path.
///
/// The patterns are those of the engine's `Glob`. Where it is not sure, the answer is yes: it is used
/// to refuse what can never match.
package enum PatternMeeting {
    private enum Part: Equatable {
        case literal(Character), any, run, deepRun
    }

    package static func meet(_ left: String, _ right: String) -> Bool {
        let left = parts(left)
        let right = parts(right)
        // Patterns are short; a product of two long ones is not worth the time.
        guard left.count * right.count <= 1 << 20 else { return true }
        // reachable[j]: whether the first i parts of left and the first j of right can be one text.
        var reachable = [Bool](repeating: false, count: right.count + 1)
        reachable[0] = true
        for j in right.indices { reachable[j + 1] = reachable[j] && isRun(right[j]) }
        for one in left {
            var row = [Bool](repeating: false, count: right.count + 1)
            row[0] = reachable[0] && isRun(one)
            for (j, other) in right.enumerated() {
                var can = reachable[j] && share(one, other)
                // A run may end here, or take what the other side has.
                if isRun(one) { can = can || reachable[j + 1] || (row[j] && takes(one, other)) }
                if isRun(other) { can = can || row[j] || (reachable[j + 1] && takes(other, one)) }
                row[j + 1] = can
            }
            reachable = row
        }
        return reachable[right.count]
    }

    private static func isRun(_ part: Part) -> Bool { part == .run || part == .deepRun }

    /// Whether a run can stretch over what the other side has there.
    private static func takes(_ run: Part, _ other: Part) -> Bool {
        run == .deepRun || other != .literal("/")
    }

    /// Whether both can be the same text.
    private static func share(_ left: Part, _ right: Part) -> Bool {
        switch (left, right) {
        case (.literal(let one), .literal(let other)): one == other
        case (.literal("/"), .any), (.any, .literal("/")): false
        case (.literal("/"), .run), (.run, .literal("/")): false
        default: true
        }
    }

    private static func parts(_ pattern: String) -> [Part] {
        var parts: [Part] = []
        var rest = pattern[...]
        while let first = rest.first {
            if rest.hasPrefix("**/") {
                // "**/" may stand for nothing at all.
                parts.append(.deepRun)
                rest = rest.dropFirst(3)
            } else if rest.hasPrefix("**") {
                parts.append(.deepRun)
                rest = rest.dropFirst(2)
            } else if first == "*" {
                parts.append(.run)
                rest = rest.dropFirst()
            } else {
                parts.append(first == "?" ? .any : .literal(first))
                rest = rest.dropFirst()
            }
        }
        return parts
    }
}
