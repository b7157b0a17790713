// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

/// Counts of an index of paragraphs.
package struct ParagraphStatistics: Sendable, Equatable {
    /// Documents that added a paragraph; another version of a page is one more.
    package var pages = 0
    /// Distinct paragraphs of a site.
    package var paragraphs = 0
    /// How many of them stand on more than one page.
    package var repeated = 0
    package var forgotten = 0
    /// Records that are missing or make no sense.
    package var damaged = 0
}

extension ParagraphDecider {
    /// Counts what it remembers; takes memory for every paragraph.
    ///
    /// - Returns: The counts.
    /// - Throws: When the log cannot be read.
    package func statistics() throws(StageError) -> ParagraphStatistics {
        var found = ParagraphStatistics()
        var counts: [UInt32: Int] = [:]
        found.damaged = try memory.forEachRecord { number, bytes in
            guard let record = ParagraphRecord(bytes: bytes) else {
                return !ParagraphDecider.isRecord(bytes)
            }
            if memory.forgotten.contains(number) {
                found.forgotten += 1
            } else {
                found.pages += 1
                for tag in record.paragraphs { counts[tag, default: 0] += 1 }
            }
            return false
        }
        found.paragraphs = counts.count
        found.repeated = counts.values.count { $0 > 1 }
        return found
    }
}
