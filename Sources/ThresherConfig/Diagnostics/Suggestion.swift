// SPDX-License-Identifier: Apache-2.0

/// Finds the valid name that a wrong one was probably meant to be.
package enum Suggestion {
    /// The candidate nearest to a word; `nil` when none is near.
    ///
    /// Near is a third of the word's letters, at least one. Capitals and `-` for `_` cost nothing.
    /// Among equally near ones, one that begins with the same letter wins, then the first.
    package static func nearest(to word: String, among candidates: [String]) -> String? {
        let wanted = folded(word)
        guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
        let limit = max(1, min(4, wanted.count / 3))
        var best: (cost: Int, candidate: String)?
        for candidate in candidates {
            let letters = folded(candidate)
            guard abs(letters.count - wanted.count) <= limit else { continue }
            let distance = distance(wanted, letters)
            guard distance <= limit else { continue }
            // Half a step for the first letter: people rarely mistype it.
            let cost = distance * 2 + (letters.first == wanted.first ? 0 : 1)
            if best.map({ cost < $0.cost }) ?? true { best = (cost, candidate) }
        }
        return best?.candidate
    }

    private static func folded(_ word: String) -> [Unicode.Scalar] {
        word.lowercased().unicodeScalars.map { $0 == "-" ? "_" : $0 }
    }

    /// The Damerau-Levenshtein distance in its restricted form: substitution, insertion, deletion
    /// and transposition of neighbours cost one each, and no part is edited twice.
    package static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        for i in 1...left.count {
            var row = [Int](repeating: i, count: right.count + 1)
            for j in 1...right.count {
                let cost = left[i - 1] == right[j - 1] ? 0 : 1
                row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
                if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
                    row[j] = min(row[j], beforeLast[j - 2] + 1)
                }
            }
            (beforeLast, last) = (last, row)
        }
        return last[right.count]
    }
}
