// SPDX-License-Identifier: Apache-2.0
import Glibc
import ThresherEngine
import ThresherPlugin

/// Does what an entry's first line says: `trap`, `loop`, `many 10000`, …; anything else is text.
final class BehaviourExecutor: EntryExecutor {
    private let prefix: String
    private var kept: [[UInt8]] = []

    init(ownContent prefix: String) { self.prefix = prefix }

    func run(
        _ entry: any EntryContent, path: String, skipping: (Int) -> Bool,
        observer: any StageObserver, emit: (DocumentResult) -> Bool
    ) {
        observer.enter(record: 0, stage: "read")
        let bytes: [UInt8]
        do {
            bytes = try entry.read(at: 0, count: entry.byteCount)
        } catch {
            _ = emit(result(nil, .failed(.init(code: error.code.name), isRetriable: true)))
            return
        }
        let text = String(decoding: bytes, as: UTF8.self)
        let words = text.prefix { $0 != "\n" }.split(separator: " ").map(String.init)
        let argument = words.count > 1 ? Int(words[1]) ?? 0 : 0
        if words.first == "many" || words.first == "dawdle" {
            for record in 0..<argument where !skipping(record) {
                observer.enter(record: record, stage: "work")
                if words[0] == "dawdle" { usleep(UInt32(words[2]).map { $0 * 1_000 } ?? 0) }
                if words.count > 3, words[2] == "trap", Int(words[3]) == record { trap() }
                guard emit(result(record, .stored, body: "\(record)")) else { return }
            }
            return
        }
        observer.enter(record: 0, stage: "work")
        let answer = behave(words, argument, bytes)
        _ = emit(result(nil, .stored, body: prefix + (answer ?? text)))
    }

    private func result(
        _ record: Int?, _ end: DocumentResult.End, body: String? = nil
    ) -> DocumentResult {
        var result = DocumentResult(
            record: record, document: "D\(record ?? 0)", sha256: "",
            byteCount: body?.utf8.count ?? 0,
            mediaType: "text/plain", pipeline: "fixture", fingerprint: "f", end: end)
        if let body { result.renderings = [Rendering(body: Array(body.utf8))] }
        return result
    }

    private func trap() { preconditionFailure("as asked") }

    // The bad accesses are the point.
    private func behave(_ words: [String], _ argument: Int, _ bytes: [UInt8]) -> String? {
        switch words.first {
        case "trap": trap()
        case "abort": abort()
        case "segfault":
            if let nowhere = unsafe UnsafeMutableRawPointer(bitPattern: 8) {
                _ = unsafe memset(nowhere, 1, argument + 8)
            }
        case "recurse": return "\(recurse(argument))"
        case "exit": exit(Int32(argument))
        case "loop": while getpid() != 0 {}
        case "hang": while true { pause() }
        case "slow": usleep(UInt32(argument) * 1_000)
        case "allocate": while true { kept.append([UInt8](repeating: 1, count: 1 << 20)) }
        case "reserve": kept.append([UInt8](repeating: 1, count: argument << 20))
        case "malloc": return unsafe malloc(argument << 20) == nil ? "refused" : "given"
        case "shared":
            let size = argument << 20
            let memory = unsafe mmap(
                nil, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)
            if let memory = unsafe memory { _ = unsafe memset(memory, 1, size) }
            while true { pause() }
        case "keep": kept.append([UInt8](repeating: 1, count: argument << 20))
        case "say":
            let said = words.dropFirst().joined(separator: " ") + "\u{1B}[31m\u{0}\n"
            _ = unsafe write(1, said, said.utf8.count)
            trap()
        case "chatter":
            let line = [UInt8](repeating: 0x61, count: 1 << 16)
            for _ in 0..<argument { _ = unsafe write(2, line, line.count) }
            trap()
        case "big": return String(repeating: "x", count: argument << 20)
        case "garbage": _ = unsafe write(3, bytes, bytes.count)
        case "flood":
            let header: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF, 19]
            _ = unsafe write(3, header, header.count)
        case "close":
            close(3)
            while true { pause() }
        case "probe": return Probe.run()
        default: return nil
        }
        return nil
    }

    private func recurse(_ depth: Int) -> Int {
        depth == -1 ? 0 : depth &+ (recurse(depth &+ 1) ^ 3)
    }
}
