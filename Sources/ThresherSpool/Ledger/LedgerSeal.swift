// SPDX-License-Identifier: Apache-2.0
import ThresherEngine
import ThresherPlugin

/// The line that closes a bundle in the ledger, or opens a file: it says what came before.
///
/// `chain` is the SHA-256 of the previous `chain` (64 digits) and the bundle's lines, so that a
/// line cannot be changed or lost without every later seal being wrong.
struct LedgerSeal: Equatable {
    var bundle: Int
    /// The SHA-256 of the bundle's manifest, 64 digits.
    var manifest: String
    var previous: String
    var chain: String

    static let format = "thresher.ledger/1"
    static let zero = String(repeating: "0", count: 64)
    /// Before the first bundle.
    static let origin = LedgerSeal(bundle: 0, manifest: zero, previous: zero, chain: zero)
    static let start: [UInt8] = Array("{\"bundle\":".utf8)
    static let headerStart: [UInt8] = Array("{\"format\":".utf8)

    /// The seal of a bundle that follows this one.
    func next(bundle: Int, manifest: String, lines: some Sequence<UInt8>) -> LedgerSeal {
        LedgerSeal(
            bundle: bundle, manifest: manifest, previous: chain,
            chain: LedgerSeal.chain(previous: chain, lines: lines))
    }

    static func chain(previous: String, lines: some Sequence<UInt8>) -> String {
        var bytes = Array(previous.utf8)
        bytes.append(contentsOf: lines)
        return Digest(of: bytes).hex
    }

    /// The closing line, with its line feed.
    func line(documents: Int, committed: String) -> [UInt8] {
        let value: JSONValue = [
            "bundle": .int(bundle), "documents": .int(documents),
            "committed_at": .string(committed), "manifest": .string(manifest),
            "previous": .string(previous), "chain": .string(chain),
        ]
        return value.utf8 + [UInt8(ascii: "\n")]
    }

    /// A file's first line, with its line feed.
    func header(spool: String) -> [UInt8] {
        let value: JSONValue = [
            "format": .string(LedgerSeal.format), "spool": .string(spool),
            "bundle": .int(bundle), "manifest": .string(manifest),
            "previous": .string(previous), "chain": .string(chain),
        ]
        return value.utf8 + [UInt8(ascii: "\n")]
    }

    /// Takes a line of either kind; `nil` when it is none.
    init?(line: some Collection<UInt8>) {
        guard line.starts(with: LedgerSeal.start) || line.starts(with: LedgerSeal.headerStart),
            let value = try? JSONValue(parsing: Array(line)),
            let bundle = value["bundle"]?.int, let manifest = value["manifest"]?.string,
            let previous = value["previous"]?.string, let chain = value["chain"]?.string
        else { return nil }
        self.init(bundle: bundle, manifest: manifest, previous: previous, chain: chain)
    }

    init(bundle: Int, manifest: String, previous: String, chain: String) {
        self.bundle = bundle
        self.manifest = manifest
        self.previous = previous
        self.chain = chain
    }
}
