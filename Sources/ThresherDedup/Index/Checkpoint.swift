// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// The list of the runs that make up an index, as a file that changes as a whole.
///
/// 64-bit words: a mark with the format's number, how many runs there are, for each its first number,
/// the one after its last and its checksum, at last a checksum of them all.
enum Checkpoint {
    static let name = "checkpoint"
    private static let magic: UInt64 = 0x314B_4843_5248_54 | UInt64(DedupRecord.format) << 56

    /// What was read of a list.
    enum Reading {
        case missing
        case damaged
        case runs([(numbers: Range<Int>, checksum: UInt64)])
    }

    static func write(_ runs: [SealedRun], to storage: any DeciderStorage) throws(StageError) {
        var words = [magic, UInt64(runs.count)]
        for run in runs {
            words += [
                UInt64(run.numbers.lowerBound), UInt64(run.numbers.upperBound),
                run.layout.checksum,
            ]
        }
        words.append(WordSum.of(words))
        let whole = words
        try storage.write(name) { emit throws(StageError) in try emit(whole) }
    }

    static func read(from storage: any DeciderStorage) -> Reading {
        guard let file = storage.open(name) else { return .missing }
        let words = file.withWords { words in words.indices.map { words[$0] } }
        guard words.count >= 3, words[0] == magic, words[1] < 1 << 20,
            words.count == 3 + 3 * Int(words[1]), WordSum.of(words.dropLast()) == words.last
        else { return .damaged }
        var runs: [(Range<Int>, UInt64)] = []
        var next: UInt64 = 0
        for index in 0..<Int(words[1]) {
            let (first, end) = (words[2 + 3 * index], words[3 + 3 * index])
            guard first == next, end > first, end < 1 << 31 else { return .damaged }
            runs.append((Int(first)..<Int(end), words[4 + 3 * index]))
            next = end
        }
        return .runs(runs)
    }

    /// Opens the runs of the list, as far as they are whole and the log has their records.
    static func open(in storage: any DeciderStorage) -> [SealedRun] {
        var runs: [SealedRun] = []
        switch read(from: storage) {
        case .missing: break
        case .damaged: storage.report(name, "is damaged")
        case .runs(let list):
            for (numbers, checksum) in list {
                let name = RunBuilder.name(numbers)
                guard let file = storage.open(name), let run = SealedRun(file),
                    run.layout.checksum == checksum, run.numbers == numbers,
                    run.layout.start == runs.last?.layout.end ?? .start
                else {
                    storage.report(name, "is damaged or missing")
                    break
                }
                guard storage.holds(run.layout.end) else {
                    storage.report(
                        name,
                        "tells of records up to number \(numbers.upperBound - 1), which the log does"
                            + " not have; they are forgotten, unless its backup is put back now")
                    break
                }
                runs.append(run)
            }
        }
        return runs
    }

    /// Removes files that no list names.
    static func removeOthers(than runs: [SealedRun], in storage: any DeciderStorage) {
        let known = Set(runs.map { RunBuilder.name($0.numbers) })
        for file in storage.fileNames
        where file.hasSuffix(".run") && !known.contains(file) || file.hasSuffix(".new") {
            storage.remove(file)
        }
    }
}
