// SPDX-License-Identifier: Apache-2.0
//
// Grows an index of near duplicates; README.md in the folder above tells what the figures mean.
import Glibc
import TestSupport
import ThresherDedup
import ThresherPlugin
import ThresherSpool

let arguments = CommandLine.arguments
guard arguments.count >= 4, let most = Int(arguments[arguments[1] == "quality" ? 2 : 3]) else {
    print(
        """
        usage: dedup-growth CORPUS FOLDER DOCUMENTS [same | story | DOCS.jsonl OUT.jsonl]
               dedup-growth quality SEEDS PAIRS...
        """)
    exit(64)
}
let files = PosixFileSystem()

/// The values of a JSON lines file.
func lines(_ path: String) throws -> [JSONValue] {
    let root = try files.openRoot("/")
    let file = try files.openFile(BytePath(String(path.dropFirst())), in: root)
    defer { files.close(file) }
    let bytes = try files.read(file, at: 0, count: try files.status(of: file).size)
    return try bytes.split(separator: 10).map { try JSONValue(parsing: Array($0)) }
}

if arguments[1] == "quality" {
    for pairs in arguments[3...] {
        let quality = try Quality(pairs)
        for seed in 1...max(1, most) { try quality.run(seed: UInt64(seed)) }
    }
    exit(0)
}

let texts = try lines(arguments[1]).compactMap { $0["text"]?.string }
let bench = try Bench(BytePath(arguments[2]))
// An index that is there already grows by other texts.
var model = TextModel(texts, seed: UInt64(1 + bench.recordCount))
let mode = arguments.count > 4 ? arguments[4] : ""
let story = model.next() + model.next()

/// The next document of the chosen kind.
@MainActor func next(_ number: Int) -> String {
    switch mode {
    case "same": return story
    case "story":
        // A copy with a headline, one changed word in twenty and a cut tail.
        var words = story.split(separator: " ")
        var random = SeededRandom(seed: UInt64(number))
        for index in words.indices where Int.random(in: 0..<20, using: &random) == 0 {
            words[index] = "w\(random.next() % 9999)"
        }
        words.removeLast(words.count * Int.random(in: 0...3, using: &random) / 10)
        return words.joined(separator: " ")
    default: return model.next()
    }
}

row([
    "documents", "records", "sketch us", "decide us", "longest ms", "written B", "own MB",
    "own B", "mapped B", "runs",
])
let empty = Meter.resident()
let writtenBefore = Meter.written()
var count = 0
var mark = (documents: 0, sketch: 0.0, decide: 0.0)
while count < most {
    // The last tenth of each decade is what is measured.
    let size = max(1_000, [10_000, 100_000, 1_000_000, 10_000_000].first { $0 > count } ?? most)
    let end = min(size, most)
    while count < end {
        if count == end - end / 10 {
            bench.settle()
            mark = (count, bench.sketchSeconds, bench.decideSeconds)
            bench.longest = 0
        }
        try bench.take(next(count))
        count += 1
    }
    let measured = Double(count - mark.documents)
    let resident = Meter.resident()
    row([
        "\(count)", "\(bench.recordCount)",
        ((bench.sketchSeconds - mark.sketch) / measured * 1e6).digits(1),
        ((bench.decideSeconds - mark.decide) / measured * 1e6).digits(1),
        (bench.longest * 1e3).digits(1),
        (Double(Meter.written() - writtenBefore) / Double(count)).digits(0),
        (Double(resident.own - empty.own) / 1e6).digits(1),
        (Double(resident.own - empty.own) / Double(count)).digits(0),
        (Double(resident.mapped - empty.mapped) / Double(count)).digits(0),
        "\(bench.decider.runCount)",
    ])
    fflush(nil)
}
try bench.commit()
bench.settle()

/// Opens the index again and decides once.
@MainActor func start(_ name: String) throws {
    let wall = Meter.wall()
    let cpu = Meter.processCPU()
    try bench.open()
    try bench.take(model.next())
    print(
        "\(name): \(((Meter.wall() - wall) * 1e3).digits(0)) ms,"
            + " \(((Meter.processCPU() - cpu) * 1e3).digits(0)) ms CPU to the first decision,"
            + " \(bench.decider.sealedCount) of \(bench.recordCount) records sealed,"
            + " \((Double(Meter.resident().own - empty.own) / 1e6).digits(1)) MB own")
}

if arguments.count > 5 {
    var output = ""
    var names: [String: String] = [:]
    let documents = try lines(mode)
    var cpu = -Meter.processCPU()
    for document in documents {
        guard let text = document["text"]?.string, let id = document["id"]?.string else { continue }
        let duplicate = try bench.take(text).duplicate
        names[bench.lastDocument] = id
        let isCopy = duplicate.map { [.exact, .near, .contained].contains($0.status) } ?? false
        let of = isCopy ? duplicate?.of.flatMap { names[$0] }.map { [JSONValue.string($0)] } : nil
        let line: JSONValue = [
            "id": .string(id), "dup": .bool(isCopy), "of": .array(of ?? []),
        ]
        output += String(decoding: line.utf8, as: UTF8.self) + "\n"
    }
    try bench.commit()
    cpu += Meter.processCPU()
    print(
        "\(mode): \((cpu / Double(documents.count) * 1e6).digits(0)) us of CPU a document from its text to"
            + " the synced log, \((Double(documents.count) / cpu).digits(0)) documents a second of CPU"
    )
    fflush(nil)
    let root = try files.openRoot("/")
    let path = BytePath(String(arguments[5].dropFirst()))
    try? files.remove(path, in: root)
    let file = try files.createFile(path, in: root)
    try files.write(Array(output.utf8), to: file)
}
try start("restart")
bench.removeSealed()
try start("rebuild from the log")
try start("restart after that")
