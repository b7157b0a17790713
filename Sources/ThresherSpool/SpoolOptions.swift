// SPDX-License-Identifier: Apache-2.0

/// Where the spool, the output and the state are: absolute paths.
package struct SpoolFolders: Sendable, Hashable {
    package var spool: BytePath
    package var output: BytePath
    package var state: BytePath

    package init(spool: BytePath, output: BytePath, state: BytePath) {
        self.spool = spool
        self.output = output
        self.state = state
    }
}

/// How the spool behaves.
package struct SpoolOptions: Sendable {
    /// What becomes of an input whose documents are committed.
    package enum Done: Sendable, Hashable {
        /// Kept in `done/`.
        case keep
        /// Removed.
        case delete
        /// Kept in `done/` for so many days.
        case days(Int)
    }

    /// What happens when the name of an output is taken.
    package enum Conflict: String, Sendable, CaseIterable {
        /// The new one gets `~<entry id>` before its ending.
        case rename
        /// The new one takes the old one's place.
        case replace
    }

    /// How long a file must stay unchanged before it is claimed.
    package var settle: Duration = .seconds(2)
    /// Patterns on paths below `incoming/` and on names that are left alone.
    package var ignored: [String] = []
    /// How often all folders are scanned although they are watched.
    package var scanInterval: Duration = .seconds(30)
    /// How often all folders are scanned when they cannot be watched.
    package var pollInterval: Duration = .seconds(1)
    package var done: Done = .keep
    package var onConflict: Conflict = .rename
    /// Below this no file is claimed.
    package var minFreeBytes = 256 << 20
    /// Below this no file is claimed.
    package var minFreeInodes = 1_000
    /// The size at which the ledger goes on in a new file.
    package var ledgerFileBytes = 64 << 20
    /// How long ledger files are kept after their last line; `nil`: for ever.
    package var ledgerDays: Int?
    /// How many waiting files are remembered at a time; the rest is found by later scans.
    package var window = 32_768
    /// How many folders are watched at most.
    package var watchLimit = 16_384

    package init() {}
}
