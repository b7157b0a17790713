// SPDX-License-Identifier: Apache-2.0
import ThresherEngine
import ThresherPlugin

/// Decides which lines are written when there are too many, and counts the others.
///
/// - `info` lines that name an entry are thinned by entry: of every 2, 4, 8 … entries one keeps all
///   its lines, so that what is shown can still be followed from claim to outcome. Which one
///   depends on the entry's id alone. Why a document was left out is said as long as there is room.
/// - `warning` lines, notices about entries, and `info` lines about none are limited by kind: event
///   and reason.
/// - Errors, other notices, every line about a failed document, and `debug` (whoever asks for it wants
///   it all) pass.
struct LogThinning {
    /// Rates, and how much is remembered.
    struct Limits: Sendable {
        /// The most lines a second about entries; all are written when it is 0.
        ///
        /// Thinning begins at half of it.
        var linesPerSecond = 400
        /// Lines of one kind written at once before the rate counts.
        var burst = 20
        /// The same for `info`: a summary may have a line for each stage.
        var infoBurst = 200
        /// Lines of one kind a second after that.
        var kindsPerSecond = 2
        /// Kinds told apart at a time.
        var kinds = 256
    }

    /// What lines are counted under.
    struct Kind: Hashable {
        var event: String
        var reason: String?
        var level: EventLevel
        var cause: LogEvent.Cause
    }

    private struct Bucket {
        var tokens: Double
        var filled: UInt64
    }

    private let limits: Limits
    /// From how many lines a second on they are thinned.
    private let wanted: Int
    private var window: UInt64 = 0
    private var written = 0
    /// When the last line about an entry came.
    private var last: UInt64 = 0
    /// One of two to this power of the entries is shown.
    private var sparsity: UInt64 = 0
    private var buckets: [Kind: Bucket] = [:]
    private var counts: [Kind: Int] = [:]

    init(limits: Limits = Limits()) {
        self.limits = limits
        wanted = max(1, limits.linesPerSecond / 2)
    }

    /// Whether lines were counted since the last report.
    var hasCounts: Bool { !counts.isEmpty }

    /// Whether to write a line at that monotonic nanosecond; counts it when not.
    mutating func admits(_ record: LogRecord, now: UInt64) -> Bool {
        if record.level == .error || record.level == .debug || record.event == "document.failed"
            || record.level == .notice && record.string("entry") == nil
            || record.string("outcome") == Outcome.failed.rawValue
        {
            return true
        }
        if record.level == .info, let entry = record.string("entry") {
            return limits.linesPerSecond <= 0 || admits(entry: entry, record, now: now)
        }
        return admitsKind(of: record, now: now)
    }

    private mutating func admits(entry: String, _ record: LogRecord, now: UInt64) -> Bool {
        if now &- window >= 1_000_000_000 {
            // A second with few lines makes room again, one step a second; one without, at once.
            if written <= wanted / 2, sparsity > 0 { sparsity -= 1 }
            if now &- last >= 1_000_000_000 { sparsity = 0 }
            window = now
            written = 0
        }
        last = now
        let isShown =
            record.event == "document.rejected"
            || Self.hash(entry) & ((1 << sparsity) - 1) == 0
        guard isShown, written < limits.linesPerSecond else {
            let reason = counts.count < limits.kinds ? record.string("reason") : nil
            let kind = Kind(
                event: record.event, reason: reason, level: record.level, cause: .thinned)
            counts[kind, default: 0] += 1
            return false
        }
        written += 1
        // Beyond the wanted number each further quarter of it makes the rest sparser by half.
        let excess = written - wanted
        if excess >= 0, excess % max(1, wanted / 4) == 0, sparsity < 32 {
            sparsity += 1
        }
        return true
    }

    private mutating func admitsKind(of record: LogRecord, now: UInt64) -> Bool {
        var kind = Kind(
            event: record.event, reason: record.string("reason"), level: record.level,
            cause: .repeated)
        if buckets[kind] == nil, buckets.count >= limits.kinds {
            // Reasons may come from outside; events are a closed list.
            kind.reason = nil
        }
        let burst = Double(record.level == .info ? limits.infoBurst : limits.burst)
        var bucket = buckets[kind] ?? Bucket(tokens: burst, filled: now)
        let seconds = Double(now &- bucket.filled) / 1e9
        bucket.tokens = min(burst, bucket.tokens + seconds * Double(limits.kindsPerSecond))
        bucket.filled = now
        let admits = bucket.tokens >= 1
        if admits { bucket.tokens -= 1 } else { counts[kind, default: 0] += 1 }
        buckets[kind] = bucket
        return admits
    }

    /// What was left out since the last report, one event for each kind.
    mutating func report() -> [LogEvent] {
        let events = counts.map { kind, count in
            LogEvent.suppressed(
                event: kind.event, reason: kind.reason, level: kind.level, count: count,
                cause: kind.cause)
        }
        counts.removeAll()
        if buckets.count >= limits.kinds { buckets.removeAll() }
        return events.sorted { $0.sortKey < $1.sortKey }
    }

    /// FNV-1a, then a mix so that the low bits depend on all digits.
    private static func hash(_ text: String) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash ^ hash >> 29 ^ hash >> 47
    }
}

extension LogEvent {
    /// A fixed order, so that reports read the same.
    fileprivate var sortKey: String {
        fields.map(\.value.logText).joined(separator: " ")
    }
}
