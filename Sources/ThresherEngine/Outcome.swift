// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

/// A document's one end.
package enum Outcome: String, Sendable, CaseIterable {
    /// Written.
    case stored
    /// Left out as a copy.
    case duplicate
    /// Left out by a rule.
    case rejected
    /// Quarantined with its reason and original bytes.
    case failed
}

/// Why a document was rejected or failed.
package struct OutcomeReason: Sendable, Equatable {
    /// One `lower_snake_case` word from a closed list, such as `no_pipeline` or `signal`.
    package var code: String
    /// One line for a person.
    package var detail: String?
    /// The stage it happened in.
    package var stage: String?

    package init(code: String, detail: String? = nil, stage: String? = nil) {
        self.code = code
        self.detail = detail
        self.stage = stage
    }
}

/// What a plan made of one document, before deciders have spoken.
///
/// It travels from the worker to
/// the daemon.
package struct DocumentResult: Sendable, Equatable {
    /// The record's number; `nil` when the entry is the document.
    package var record: Int?
    /// The document's id.
    package var document: String
    /// SHA-256 of the record's bytes, 64 hexadecimal digits; empty when it was not read.
    package var sha256: String
    package var byteCount: Int
    package var mediaType: String
    /// The pipeline's name, empty when none took the entry.
    package var pipeline: String
    /// The plan's fingerprint.
    package var fingerprint: String
    /// Where the plan ended.
    package var end: End
    /// For each decider of the plan, in order.
    package var evidence: [Evidence] = []
    /// For each sink, in order; empty unless the end is `stored`.
    package var renderings: [Rendering] = []
    /// What each stage cost.
    package var stages: [StageCount] = []
    /// What the log line of the outcome adds: words, empty reason, and the like.
    package var notes: [JSONValue.Member] = []

    /// Where a plan ended for a document.
    package enum End: Sendable, Equatable {
        case stored
        case rejected(OutcomeReason)
        case failed(OutcomeReason, isRetriable: Bool)
    }

    /// What a decider is asked.
    package struct Evidence: Sendable, Equatable {
        /// The step's index in the plan.
        package var step: Int
        package var bytes: [UInt8]

        package init(step: Int, bytes: [UInt8]) {
            self.step = step
            self.bytes = bytes
        }
    }

    package init(
        record: Int?, document: String, sha256: String, byteCount: Int, mediaType: String,
        pipeline: String, fingerprint: String, end: End
    ) {
        self.record = record
        self.document = document
        self.sha256 = sha256
        self.byteCount = byteCount
        self.mediaType = mediaType
        self.pipeline = pipeline
        self.fingerprint = fingerprint
        self.end = end
    }
}

/// What one stage cost for one document.
package struct StageCount: Sendable, Equatable {
    /// The step's index in the plan.
    package var step: Int
    /// CPU time of the thread, nanoseconds.
    package var nanoseconds: Int
    /// What the stage said.
    package var verdict: Kind

    /// What a stage said.
    package enum Kind: UInt8, Sendable {
        case forward, drop, fail, skipped, passed
    }

    package init(step: Int, nanoseconds: Int, verdict: Kind) {
        self.step = step
        self.nanoseconds = nanoseconds
        self.verdict = verdict
    }
}
