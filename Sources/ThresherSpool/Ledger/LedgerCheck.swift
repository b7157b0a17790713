// SPDX-License-Identifier: Apache-2.0

/// Whether the ledger is as it was written.
package struct LedgerCheck: Sendable, Hashable {
    /// Bundles with a true seal.
    package var bundles = 0
    /// Lines of documents.
    package var documents = 0
    /// What is wrong: one line each, for a person.
    package var problems: [String] = []
}

extension LedgerReader {
    /// Follows the chain of seals through all files.
    package func check() throws(SpoolError) -> LedgerCheck {
        var check = LedgerCheck()
        var last: LedgerSeal?
        for name in try files() {
            var pending: [UInt8] = []
            var count = 0
            var isFirst = true
            try eachLine(of: name, from: 0) { line in
                defer { isFirst = false }
                guard let seal = LedgerSeal(line: line) else {
                    if isFirst {
                        check.problems.append("\(name.display): the first line is no header")
                    }
                    pending += line + [UInt8(ascii: "\n")]
                    count += 1
                    return true
                }
                let place = "\(name.display): bundle \(seal.bundle)"
                if isFirst {
                    if let last, last.chain != seal.chain {
                        check.problems.append("\(place): lines before this file are missing")
                    }
                    last = seal
                    return true
                }
                if let last, last.chain != seal.previous {
                    check.problems.append("\(place): a bundle before it is missing")
                }
                if LedgerSeal.chain(previous: seal.previous, lines: pending) != seal.chain {
                    check.problems.append("\(place): its lines are not those that were sealed")
                } else {
                    check.bundles += 1
                }
                check.documents += count
                pending = []
                count = 0
                last = seal
                return true
            }
            if count > 0 { check.problems.append("\(name.display): \(count) lines have no seal") }
        }
        return check
    }
}
