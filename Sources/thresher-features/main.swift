// SPDX-License-Identifier: Apache-2.0

import Foundation
import ThresherHTML
import ThresherPlugin
import ThresherText

// thresher-features LIST FOLDER
//
// Writes what the training of the content model needs (Tools/training) into a folder. LIST has a
// line a page: its file, then, parted by tabs, files of learned tables. Without tables the folder
// gets pages.jsonl (blocks), columns.json, rows.f32 (a row of features a block), names.bin and
// phrases.bin; with them the columns that depend on tables, one tables<n>.f32 for each.

guard CommandLine.arguments.count == 3 else {
    FileHandle.standardError.write(Data("usage: thresher-features LIST FOLDER\n".utf8))
    exit(64)
}
let folder = URL(fileURLWithPath: CommandLine.arguments[2], isDirectory: true)
let list = try String(contentsOfFile: CommandLine.arguments[1], encoding: .utf8)
let lines = list.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
let decode = DecodeStage(StageConfig(), StageContext())

/// A file that is written front to back.
func open(_ name: String) throws -> FileHandle {
    let file = folder.appendingPathComponent(name)
    _ = FileManager.default.createFile(atPath: file.path, contents: nil)
    return try FileHandle(forWritingTo: file)
}

func page(_ file: String) throws -> TrainingPage? {
    var document = Document(
        id: file, source: Source(name: file, path: file),
        bytes: [UInt8](try Data(contentsOf: URL(fileURLWithPath: file))))
    document.source.mediaType = "text/html"
    guard case .forward(let decoded) = try decode.process(document) else { return nil }
    return TrainingPage(decoded)
}

func data<Number: FixedWidthInteger>(_ numbers: [Number]) -> Data {
    // The bytes are copied before the array goes.
    unsafe numbers.map(\.littleEndian).withUnsafeBytes { unsafe Data($0) }
}

if lines.first?.count ?? 0 > 1 {
    var tables: [String: FeatureTables] = [:]
    let outputs = try (1..<(lines.first?.count ?? 1)).map { try open("tables\($0).f32") }
    for line in lines {
        guard let page = try page(line[0]) else { continue }
        for (file, output) in zip(line.dropFirst(), outputs) {
            if tables[file] == nil {
                tables[file] = FeatureTables(
                    [UInt8](try Data(contentsOf: URL(fileURLWithPath: file))))
            }
            guard let known = tables[file] else { throw CocoaError(.fileReadCorruptFile) }
            let rows = page.rows(known)
            var wanted: [UInt32] = []
            for start in stride(from: 0, to: rows.count, by: TrainingPage.columns.count) {
                wanted += TrainingPage.tableColumns.map { rows[start + $0].bitPattern }
            }
            try output.write(contentsOf: data(wanted))
        }
    }
} else {
    let pages = try open("pages.jsonl")
    let rows = try open("rows.f32")
    let names = try open("names.bin")
    let phrases = try open("phrases.bin")
    let encoder = JSONEncoder()
    struct Columns: Encodable {
        var columns = TrainingPage.columns
        var tables = [TrainingPage.tableColumns.lowerBound, TrainingPage.tableColumns.upperBound]
    }
    try encoder.encode(Columns()).write(to: folder.appendingPathComponent("columns.json"))
    struct Row: Encodable {
        var file: String
        var texts: [String]
        var kinds: [String]
        var hidden: [Bool]
        var words: [Int]
        var names: Int
        var phrases: Int
    }
    for line in lines {
        guard let page = try page(line[0]) else { continue }
        let (found, said) = (page.names, page.phrases)
        let row = Row(
            file: line[0], texts: page.blocks.map(\.text), kinds: page.blocks.map(\.kind.rawValue),
            hidden: page.hidden, words: page.words, names: found.count,
            phrases: said.count)
        try pages.write(contentsOf: encoder.encode(row) + Data("\n".utf8))
        try rows.write(contentsOf: data(page.rows(FeatureTables()).map(\.bitPattern)))
        try names.write(
            contentsOf: data(
                found.flatMap { [UInt64($0.first) | UInt64($0.end) << 32, $0.hash] }))
        try phrases.write(contentsOf: data(said.flatMap { [UInt64($0.block), $0.hash] }))
    }
}
