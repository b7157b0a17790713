// SPDX-License-Identifier: Apache-2.0
import ThresherEngine

/// A commit file that an earlier process left in the output folder.
struct LeftCommit {
    var name: BytePath
    var manifest: Manifest
    var sha256: String

    /// Whether a file in the staging folder has the name of a commit.
    static func isName(_ name: BytePath) -> Bool {
        name.bytes.suffix(7).elementsEqual(".commit".utf8)
    }

    /// What is to become of it.
    enum Fate: Equatable {
        /// It is done again as it is, which changes nothing that was done already.
        case redone
        /// It, or what is left of it, is committed under a new number and done.
        case renumbered(Manifest)
        /// All its documents have come out otherwise.
        case givenUp
    }

    /// What is to become of it, by what the ledger says of its documents.
    ///
    /// While the output folder was out of reach, a later run may have taken the same inputs from
    /// `work/` into another one, and have used the same number for other documents. But an input
    /// may also have left `work/` without a line in the ledger, when power failed: then nothing
    /// else has its document.
    ///
    /// - Parameters:
    ///   - lines: The ledger's lines of its entries.
    ///   - last: The last bundle in the ledger.
    /// - Returns: The fate.
    func fate(_ lines: [LedgerLine], last: Int) -> Fate {
        var rest = manifest
        rest.documents.removeAll { document in
            lines.contains { line in
                line.entry == document.line.entry && line.record == document.line.record
                    && line.committed != manifest.committed
            }
        }
        if rest.documents.isEmpty && !manifest.documents.isEmpty { return .givenUp }
        let isAccounted = lines.contains { $0.committed == manifest.committed }
        let isUsed = manifest.bundle <= last && !isAccounted && !manifest.documents.isEmpty
        return isUsed || rest != manifest ? .renumbered(rest) : .redone
    }
}
