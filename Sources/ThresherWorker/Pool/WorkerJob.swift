// SPDX-License-Identifier: Apache-2.0
package import ThresherEngine

/// An entry for a worker.
package struct WorkerJob: Sendable {
    /// The daemon's own name for it, unique among those under way.
    package var token: UInt64
    /// The entry's id, for events.
    package var entry: String
    /// Open for reading; it stays the caller's, who may close it once `submit` has returned.
    package var descriptor: Int32
    /// The base name, escaped.
    package var name: String
    /// The path below the intake folder, escaped.
    package var path: String
    /// The size when the entry was claimed.
    package var byteCount: Int
    /// The records that have their outcome already.
    package var skipping = SkippedRecords()
    /// Whether it runs as a fresh worker's first and only work, because it is under suspicion.
    package var runsAlone = false

    package init(
        token: UInt64, entry: String, descriptor: Int32, name: String, path: String,
        byteCount: Int
    ) {
        self.token = token
        self.entry = entry
        self.descriptor = descriptor
        self.name = name
        self.path = path
        self.byteCount = byteCount
    }

    var header: JobHeader {
        JobHeader(
            token: token, name: name, path: path, byteCount: byteCount, skipping: skipping)
    }
}

/// What became of a job.
///
/// Every job ends in exactly one `finished`, `died` or `returned`; its documents come before.
package enum WorkerReport: Sendable {
    /// The result of one of its documents; records ascend.
    case document(token: UInt64, DocumentResult)
    /// All of its documents have been reported, that many.
    case finished(token: UInt64, documents: Int)
    /// Its worker died while it ran.
    case died(token: UInt64, Death)
    /// It has not been run, or was stopped without a fault of its own; nothing is to be counted.
    case returned(token: UInt64)
}
