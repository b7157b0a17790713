// SPDX-License-Identifier: Apache-2.0
import ThresherEngine
import ThresherPlugin
import ThresherSpool

/// What the ledger knows, for people.
enum LedgerText {
    /// One line: the path, the outcome and why.
    static func line(_ line: LedgerLine) -> String {
        var text = line.path.display
        if let record = line.record { text += "#\(record)" }
        text += ": \(line.outcome.rawValue)"
        if let reason = line.reason { text += ", \(reason)" }
        if let stage = line.stage { text += " in \(stage)" }
        if let detail = line.detail { text += ": \(detail)" }
        for output in line.outputs { text += " -> \(output.printable)" }
        return text
    }

    /// All that is known of one document, a fact a line.
    static func facts(_ line: LedgerLine) -> [String] {
        let facts: [(String, String?)] = [
            ("entry", line.entry.text), ("record", line.record.map(String.init)),
            ("path", line.path.display), ("size", "\(line.byteCount) bytes"),
            ("sha256", line.sha256), ("media type", line.mediaType), ("document", line.document),
            ("outcome", line.outcome.rawValue), ("reason", line.reason), ("detail", line.detail),
            ("stage", line.stage), ("attempts", String(line.attempts)),
            ("pipeline", line.pipeline), ("plan", line.plan),
            ("outputs", line.outputs.map(\.printable).joined(separator: ", ")),
            ("duplicate of", line.duplicateOf), ("story", line.story), ("claimed", line.claimed),
            ("committed", line.committed),
        ]
        return facts.compactMap { name, value in
            guard let value, !value.isEmpty else { return nil }
            return name + String(repeating: " ", count: 14 - name.count) + value
        }
    }
}
