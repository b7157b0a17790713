// SPDX-License-Identifier: Apache-2.0

/// Where the cells of a data table stand, so that cells which span others keep the columns in line.
struct TableGrid {
    /// Wider tables lose their spans beyond this column.
    private static let mostColumns = 256
    /// A cell that spans more columns counts as this wide.
    private static let widestSpan = 20

    /// Rows with text so far.
    var rows = 0
    /// Whether every cell of the row so far is a header cell.
    private(set) var isHeaderRow = false

    /// The column after the last cell, and the column whose tab was written last.
    private var column = 0
    private var written = 0
    private var isHead = false
    /// For each column, how many further rows a cell above reaches into.
    private var reach: [Int] = []

    mutating func startRow(isHead: Bool) {
        (column, written, isHeaderRow) = (0, 0, isHead)
        self.isHead = isHead
        if reach.contains(where: { $0 > 0 }) { reach = reach.map { max(0, $0 - 1) } }
    }

    /// Takes the next free column; returns how many tabs part it from the last cell.
    mutating func startCell(isHeader: Bool, columns: Int, rows: Int) -> Int {
        while column < reach.count, reach[column] > 0 { column += 1 }
        isHeaderRow = isHead || (isHeader && (column == 0 || isHeaderRow))
        let tabs = column - written
        written = column
        let width = max(1, min(columns, Self.widestSpan))
        if rows > 1, column + width <= Self.mostColumns {
            while reach.count < column + width { reach.append(0) }
            // This row counts too: it is taken off when the next one starts.
            for place in column..<column + width { reach[place] = min(rows, 1000) }
        }
        column += width
        return tabs
    }
}
