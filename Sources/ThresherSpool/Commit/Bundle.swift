// SPDX-License-Identifier: Apache-2.0
package import ThresherEngine
package import ThresherPlugin

/// Results that are committed together: all of them or none.
package struct Bundle: Sendable {
    /// In claim order, records of an entry in their order.
    package var documents: [BundleDocument]
    /// The entries of which no document follows in a later bundle.
    package var ended: [Claim]

    package init(documents: [BundleDocument] = [], ended: [Claim] = []) {
        self.documents = documents
        self.ended = ended
    }
}

/// One document's end, ready to be made durable.
package struct BundleDocument: Sendable {
    /// The entry it is of.
    package var claim: Claim
    /// The record's number in a container.
    package var record: Int?
    /// The document's id.
    package var document: String
    /// 64 hexadecimal digits, empty when it was not read.
    package var sha256: String
    package var byteCount: Int
    package var mediaType: String
    package var outcome: Outcome
    /// Why it was left out or failed.
    package var reason: OutcomeReason?
    /// What the worker said last, when it died.
    package var lastWords: String?
    package var pipeline: String
    package var fingerprint: String
    package var duplicate: Duplicate?
    /// The output files.
    package var files: [File]
    /// What deciders must remember.
    package var records: [DeciderBoard.StateRecord]

    /// One output file.
    package struct File: Sendable {
        /// The ending without the dot.
        package var fileExtension: String
        package var bytes: [UInt8]

        package init(fileExtension: String, bytes: [UInt8]) {
            self.fileExtension = fileExtension
            self.bytes = bytes
        }
    }

    /// Takes a worker's result; what it says about its end is given apart, because deciders and
    /// retries have a say in it.
    package init(
        claim: Claim, result: DocumentResult, outcome: Outcome, reason: OutcomeReason? = nil,
        lastWords: String? = nil, duplicate: Duplicate? = nil, files: [File] = [],
        records: [DeciderBoard.StateRecord] = []
    ) {
        self.claim = claim
        record = result.record
        document = result.document
        sha256 = result.sha256
        byteCount = result.byteCount
        mediaType = result.mediaType
        self.outcome = outcome
        self.reason = reason
        self.lastWords = lastWords
        pipeline = result.pipeline
        fingerprint = result.fingerprint
        self.duplicate = duplicate
        self.files = files
        self.records = records
    }
}

/// A document whose outcome is durable.
package struct CommittedDocument: Sendable, Hashable {
    package var entry: EntryID
    package var record: Int?
    package var document: String
    package var outcome: Outcome
    /// The paths below the output folder, escaped.
    package var outputs: [String]
    /// When, milliseconds since 1970.
    package var committed: UInt64
}
