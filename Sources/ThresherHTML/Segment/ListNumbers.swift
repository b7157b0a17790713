// SPDX-License-Identifier: Apache-2.0

/// The lists and list items that are open, innermost last, with their numbers.
struct ListNumbers {
    /// For each open list the number of its last item; `nil` in a list without numbers.
    private var lists: [Int?] = []
    /// For each open item its number, and whether its first block is yet to come.
    private var items: [(number: Int?, isNew: Bool)] = []

    /// How many lists are open.
    var depth: Int { lists.count }

    /// The number of the innermost open item.
    var number: Int? { items.last?.number }

    /// Opens a list whose first item has this number, `nil` for none.
    mutating func open(numbersFrom start: Int?) { lists.append(start.map { $0 - 1 }) }

    mutating func close() { _ = lists.popLast() }

    /// Opens an item, which may have a number of its own.
    mutating func openItem(value: Int?) {
        var number: Int?
        if let last = lists.last, let last {
            number = value ?? last + 1
            lists[lists.count - 1] = number
        }
        items.append((number, true))
    }

    mutating func closeItem() { _ = items.popLast() }

    /// Whether the innermost open item had no block yet; now it has one.
    mutating func takeItem() -> Bool {
        guard let last = items.indices.last else { return true }
        let isNew = items[last].isNew
        items[last].isNew = false
        return isNew
    }
}
