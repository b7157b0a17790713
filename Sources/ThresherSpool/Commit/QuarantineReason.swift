// SPDX-License-Identifier: Apache-2.0
import ThresherEngine
import ThresherPlugin

/// The text of `failed/<entry id>/reason.json`.
enum QuarantineReason {
    static let format = "thresher.reason/1"
    static let name: BytePath = "reason.json"

    /// One document that failed.
    static func failure(_ line: LedgerLine, lastWords: String?) -> JSONValue {
        var members: [JSONValue.Member] = []
        func add(_ key: String, _ value: String?) {
            if let value, !value.isEmpty { members.append(.init(key, .string(value))) }
        }
        if let record = line.record { members.append(.init("record", .int(record))) }
        add("document", line.document)
        add("reason", line.reason)
        add("detail", line.detail)
        add("stage", line.stage)
        members.append(.init("attempts", .int(line.attempts)))
        add("pipeline", line.pipeline)
        add("plan", line.plan)
        add("sha256", line.sha256)
        add("last_words", lastWords)
        return .object(members)
    }

    /// The whole file: the entry, the first failure's own members, and all failures of a container.
    static func value(
        claim: Claim, entry: OpenEntry, failed: String
    ) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("format", .string(format)),
            .init("entry", .string(claim.entry.text)),
            .init("path", .string(claim.path.display)),
            .init("bytes", .int(claim.size)),
        ]
        members += entry.failures.first?.members ?? []
        members.append(.init("claimed_at", .string(Timestamp.text(milliseconds: claim.claimed))))
        members.append(.init("failed_at", .string(failed)))
        if entry.failureCount > 1 {
            members.append(.init("failed_records", .int(entry.failureCount)))
            members.append(.init("failures", .array(entry.failures)))
        }
        return .object(members)
    }
}
