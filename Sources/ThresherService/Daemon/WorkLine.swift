// SPDX-License-Identifier: Apache-2.0
package import ThresherEngine
import ThresherPlugin

/// The entries in flight, in claim order, and the results that wait for their turn.
///
/// Results leave in claim order, so that what is decided does not depend on which worker was
/// faster. An entry that took its worker down steps out of line: it is decided when its retry has
/// ended, and nothing waits for it.
package struct WorkLine<Ticket> {
    /// What leaves the line: a document's result, the end of its entry, or both.
    package struct Ready {
        package var token: Int
        package var ticket: Ticket
        package var result: DocumentResult?
        /// Whether the entry has no further document.
        package var isLast: Bool
    }

    private struct Item {
        var ticket: Ticket
        var results: ArraySlice<DocumentResult> = []
        var bytes = 0
        var isFinished = false
        var isLate = false
    }

    private var items: [Int: Item] = [:]
    private var order: [Int] = []
    private var head = 0
    private var late: [Int] = []
    private var nextToken = 1

    /// The bytes of the results that wait.
    package private(set) var waitingBytes = 0

    package init() {}

    /// The number of entries that have not left.
    package var count: Int { items.count }

    /// The token of the entry whose turn it is; its results never wait for others.
    package var first: Int? { head < order.count ? order[head] : nil }

    /// The tokens of the entries whose results wait for no others: the first in line, and those that
    /// stepped out.
    package var unhindered: [Int] { (first.map { [$0] } ?? []) + late }

    /// Takes an entry in, at the end of the line.
    package mutating func enter(_ ticket: Ticket) -> Int {
        let token = nextToken
        nextToken += 1
        items[token] = Item(ticket: ticket)
        order.append(token)
        return token
    }

    /// The ticket of an entry that has not left.
    package func ticket(of token: Int) -> Ticket? { items[token]?.ticket }

    /// Adds a document's result to its entry's.
    package mutating func add(_ result: DocumentResult, to token: Int) {
        guard items[token] != nil else { return }
        let bytes = result.heldBytes
        items[token]?.results.append(result)
        items[token]?.bytes += bytes
        waitingBytes += bytes
    }

    /// Says that an entry has no further document.
    package mutating func finish(_ token: Int) { items[token]?.isFinished = true }

    /// Whether an entry's worker has said that there is no further document.
    package func isFinished(_ token: Int) -> Bool { items[token]?.isFinished ?? false }

    /// Takes an entry out of line and forgets its results that have not left; it keeps its ticket.
    package mutating func stepOut(_ token: Int) {
        guard var item = items[token] else { return }
        waitingBytes -= item.bytes
        item.results = []
        item.bytes = 0
        item.isFinished = false
        if !item.isLate {
            item.isLate = true
            late.append(token)
            if let index = order[head...].firstIndex(of: token) { order.remove(at: index) }
        }
        items[token] = item
    }

    /// Takes an entry out for good, with its results; returns its ticket.
    package mutating func remove(_ token: Int) -> Ticket? {
        guard let item = items.removeValue(forKey: token) else { return nil }
        waitingBytes -= item.bytes
        late.removeAll { $0 == token }
        if let index = order[head...].firstIndex(of: token) { order.remove(at: index) }
        return item.ticket
    }

    /// The next result or end whose turn it is; `nil` when all must wait.
    package mutating func next() -> Ready? {
        for token in late {
            if let ready = take(from: token) { return ready }
        }
        guard let token = first else { return nil }
        return take(from: token)
    }

    private mutating func take(from token: Int) -> Ready? {
        guard let ticket = items[token]?.ticket else { return nil }
        var ready = Ready(token: token, ticket: ticket, result: nil, isLast: false)
        ready.result = items[token]?.results.popFirst()
        if let result = ready.result {
            items[token]?.bytes -= result.heldBytes
            waitingBytes -= result.heldBytes
        } else if !isFinished(token) {
            return nil
        }
        ready.isLast = isFinished(token) && items[token]?.results.isEmpty ?? true
        if ready.isLast {
            items[token] = nil
            late.removeAll { $0 == token }
            if first == token {
                head += 1
                compact()
            }
        }
        return ready
    }

    private mutating func compact() {
        head = min(head, order.count)
        guard head > 256, head * 2 > order.count else { return }
        order.removeFirst(head)
        head = 0
    }
}

extension DocumentResult {
    /// About how much memory the result takes.
    package var heldBytes: Int {
        renderings.reduce(256) {
            $0 + $1.opening.count + $1.body.count + $1.closing.count
                + ($1.choices?.heldBytes ?? 0)
        }
            + evidence.reduce(0) { $0 + 48 + $1.bytes.count }
            + stages.count * MemoryLayout<StageCount>.stride
            + JSONValue.object(notes).heldBytes
    }
}

extension RenderingChoices {
    /// About how much memory the body takes.
    fileprivate var heldBytes: Int {
        pieces.reduce(extents.count * MemoryLayout<Extent>.stride) { sum, piece in
            let part = if case .bytes(let bytes) = piece { bytes.count + 32 } else { 0 }
            return sum + MemoryLayout<Piece>.stride + part
        }
    }
}

extension JSONValue {
    /// About how much memory the value takes.
    fileprivate var heldBytes: Int {
        switch self {
        case .object(let members):
            members.reduce(32) { $0 + 16 + $1.key.utf8.count + $1.value.heldBytes }
        case .array(let elements): elements.reduce(32) { $0 + $1.heldBytes }
        case .string(let text): 48 + text.utf8.count
        default: 32
        }
    }
}
