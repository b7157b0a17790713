// SPDX-License-Identifier: Apache-2.0
import ThresherEngine

/// A bounded queue of records that gives up the unimportant first.
///
/// When it is full, the oldest record of the lowest level makes room, and is counted; a record less
/// important than everything that waits is counted itself. So an error is only ever lost to errors.
struct LogQueue {
    /// What was given up.
    struct Loss: Hashable {
        var event: String
        var level: EventLevel
    }

    private struct Item {
        var number: UInt64
        var record: LogRecord
    }

    private let capacity: Int
    private var levels = [Deque<Item>](repeating: Deque(), count: EventLevel.allCases.count)
    private var next: UInt64 = 0
    private(set) var count = 0
    private var losses: [Loss: Int] = [:]

    init(capacity: Int) { self.capacity = max(1, capacity) }

    var isEmpty: Bool { count == 0 && losses.isEmpty }

    mutating func append(_ record: LogRecord) {
        if count >= capacity {
            let lowest = levels.firstIndex { !$0.isEmpty } ?? 0
            guard lowest <= record.level.rank, let given = levels[lowest].popFirst() else {
                return lose(record)
            }
            count -= 1
            lose(given.record)
        }
        levels[record.level.rank].append(Item(number: next, record: record))
        next += 1
        count += 1
    }

    private mutating func lose(_ record: LogRecord) {
        losses[Loss(event: record.event, level: record.level), default: 0] += 1
    }

    /// Takes at most so many records, in the order they came.
    mutating func takeFirst(_ limit: Int) -> [LogRecord] {
        var records: [LogRecord] = []
        while records.count < limit {
            let oldest = levels.indices.min { left, right in
                (levels[left].first?.number ?? .max) < (levels[right].first?.number ?? .max)
            }
            guard let oldest, let item = levels[oldest].popFirst() else { break }
            records.append(item.record)
        }
        count -= records.count
        return records
    }

    /// Takes the count of what was given up.
    mutating func takeLosses() -> [LogEvent] {
        defer { losses.removeAll() }
        return losses.sorted { ($0.key.level, $0.key.event) < ($1.key.level, $1.key.event) }.map {
            .suppressed(
                event: $0.key.event, reason: nil, level: $0.key.level, count: $0.value,
                cause: .overflow)
        }
    }
}

/// A queue in one array: taken elements leave a gap at the front that is closed now and then.
private struct Deque<Element> {
    private var elements: [Element?] = []
    private var start = 0

    var isEmpty: Bool { start == elements.count }
    var first: Element? { isEmpty ? nil : elements[start] }

    mutating func append(_ element: Element) { elements.append(element) }

    mutating func popFirst() -> Element? {
        guard !isEmpty else { return nil }
        let element = elements[start]
        elements[start] = nil
        start += 1
        if start > 64, start > elements.count / 2 {
            elements.removeFirst(start)
            start = 0
        }
        return element
    }
}
