// SPDX-License-Identifier: Apache-2.0

/// The columns that are computed: all for training, in production those that the model asks for.
struct FeatureSelection: Sendable {
    /// For each column its place in a row, -1 when it is left out.
    private let places: [Int16]
    /// The columns that are in, in order.
    let columns: [Int]

    /// Every column in its own place.
    static let all = FeatureSelection(0..<FeatureLayout.count)

    init(_ columns: some Collection<Int>) {
        let wanted = Set(columns).sorted()
        var places = [Int16](repeating: -1, count: FeatureLayout.count)
        for (place, column) in wanted.enumerated() { places[column] = Int16(place) }
        self.places = places
        self.columns = wanted
    }

    /// Where a column is in a row, `nil` when it is left out.
    func place(of column: Int) -> Int? { places[column] < 0 ? nil : Int(places[column]) }

    /// Whether any of some columns is in.
    func includes(any columns: Range<Int>) -> Bool { places[columns].contains { $0 >= 0 } }
}

/// One row a block, one column a feature that is wanted; column after column.
///
/// What a feature is set to is computed only when its column is wanted.
struct FeatureMatrix {
    private(set) var values: [Float]
    let rows: Int
    /// The length of a column: the next multiple of 8, so that a step of several rows never ends
    /// in the middle.
    let stride: Int
    let selection: FeatureSelection

    /// The length of a row.
    var width: Int { selection.columns.count }

    init(rows: Int, _ selection: FeatureSelection) {
        self.rows = rows
        self.selection = selection
        stride = (rows + 7) / 8 * 8
        values = Array(repeating: 0, count: stride * selection.columns.count)
    }

    @inline(__always)
    mutating func set<Features: FeatureSet>(
        _ feature: Features, at offset: Int, row: Int, _ value: @autoclosure () -> Double
    ) {
        guard let place = selection.place(of: offset + feature.rawValue) else { return }
        values[place * stride + row] = Float(value())
    }

    @inline(__always)
    mutating func set<Features: FeatureSet>(
        _ feature: Features, at offset: Int, row: Int, _ value: @autoclosure () -> Int
    ) {
        guard let place = selection.place(of: offset + feature.rawValue) else { return }
        values[place * stride + row] = Float(value())
    }

    @inline(__always)
    mutating func set(column: Int, row: Int, _ value: @autoclosure () -> Float) {
        guard let place = selection.place(of: column) else { return }
        values[place * stride + row] = value()
    }

    /// A column's value; 0 for one that is left out.
    func value(column: Int, row: Int) -> Float {
        selection.place(of: column).map { values[$0 * stride + row] } ?? 0
    }

    /// A block's row.
    func row(_ row: Int) -> [Float] { (0..<width).map { values[$0 * stride + row] } }

    /// The first row alone.
    var first: FeatureMatrix {
        var one = FeatureMatrix(rows: 1, selection)
        for place in 0..<width { one.values[place * one.stride] = values[place * stride] }
        return one
    }

    /// Puts the page's own features, which are the same for all blocks, into every row.
    mutating func fillPage(_ page: [Float]) {
        for (index, value) in page.enumerated() {
            guard let place = selection.place(of: FeatureLayout.page + index) else { continue }
            for row in 0..<rows { values[place * stride + row] = value }
        }
    }
}
