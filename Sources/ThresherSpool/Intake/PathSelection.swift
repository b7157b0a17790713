// SPDX-License-Identifier: Apache-2.0

/// The first paths, in byte order, of any number of them.
///
/// Holds up to half as many again as it is to keep, and sorts and cuts when that is full: in random
/// order a path beyond the last cut costs one comparison, and few are before it. All paths lie in
/// one buffer, so that sorting moves numbers and counts no references.
struct PathSelection {
    private struct Place {
        var start: Int
        var count: Int
    }

    private let capacity: Int
    private let limit: Int
    private var bytes: [UInt8] = []
    private var places: [Place] = []
    /// The last path that was kept at the last cut.
    private var last: [UInt8]?
    /// Whether paths were left out.
    private(set) var isCut = false

    init(capacity: Int) {
        self.capacity = max(capacity, 0)
        limit = self.capacity + self.capacity / 2 + 1
    }

    /// Whether a path may be among the first; when not, it counts as left out.
    mutating func hasRoom(for prefix: [UInt8], _ name: borrowing Span<UInt8>) -> Bool {
        guard let last, PathSelection.isBeyond(prefix, name, last.span) else { return true }
        isCut = true
        return false
    }

    mutating func insert(_ prefix: [UInt8], _ name: borrowing Span<UInt8>) {
        places.append(Place(start: bytes.count, count: prefix.count + name.count))
        bytes.append(contentsOf: prefix)
        for index in name.indices { bytes.append(name[index]) }
        if places.count >= limit { cut() }
    }

    /// The first paths in order.
    mutating func paths() -> [BytePath] {
        cut()
        return places.map { BytePath(bytes[$0.start..<$0.start + $0.count]) }
    }

    private mutating func cut() {
        let all = bytes
        places.sort { PathSelection.precedes($0, $1, in: all.span) }
        guard places.count > capacity else { return }
        isCut = true
        places.removeSubrange(capacity...)
        bytes.removeAll(keepingCapacity: true)
        for index in places.indices {
            let place = places[index]
            places[index].start = bytes.count
            bytes.append(contentsOf: all[place.start..<place.start + place.count])
        }
        last = places.last.map { Array(bytes[$0.start..<$0.start + $0.count]) }
    }

    private static func precedes(
        _ one: Place, _ other: Place, in bytes: borrowing Span<UInt8>
    ) -> Bool {
        for index in 0..<min(one.count, other.count) {
            let (a, b) = (bytes[one.start + index], bytes[other.start + index])
            if a != b { return a < b }
        }
        return one.count < other.count
    }

    /// Whether a path comes after another, told without making it.
    static func isBeyond(
        _ prefix: [UInt8], _ name: borrowing Span<UInt8>, _ other: borrowing Span<UInt8>
    ) -> Bool {
        let count = prefix.count + name.count
        var index = 0
        while index < count {
            guard index < other.count else { return true }
            let byte = index < prefix.count ? prefix[index] : name[index - prefix.count]
            if byte != other[index] { return byte > other[index] }
            index += 1
        }
        return count > other.count
    }
}
