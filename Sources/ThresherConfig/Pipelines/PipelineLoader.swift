// SPDX-License-Identifier: Apache-2.0
import ThresherEngine
import ThresherPlugin

/// A configuration file's name and bytes.
package struct ConfigurationText: Sendable {
    /// The name for diagnostics, as the user knows it.
    package var name: String
    /// The bytes as they were read.
    package var bytes: [UInt8]
    /// Why the bytes could not be read.
    private(set) var problem: String?

    init(name: String, problem: String) {
        self.init(name: name, bytes: [])
        self.problem = problem
    }

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    package init(name: String, _ text: String) { self.init(name: name, bytes: Array(text.utf8)) }

    /// A checker for the text; invalid UTF-8 is said and read as U+FFFD.
    func checker(environment: [String: String]) -> Checker {
        let isTooLarge = bytes.count > SourceText.maxBytes
        let text = isTooLarge ? "" : String(decoding: bytes, as: UTF8.self)
        let checker = Checker(SourceText(name: name, text: text), environment: environment)
        if isTooLarge {
            checker.error(
                at: 0,
                "the file is \(Units.text(bytes: bytes.count)) large; at most"
                    + " \(Units.text(bytes: SourceText.maxBytes)) are read")
        } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            checker.error(at: 0, "the file is UTF-16; save it as UTF-8")
        } else if let offset = ConfigurationText.invalidUTF8(bytes) {
            checker.error(at: offset, "invalid UTF-8")
        }
        return checker
    }

    /// The offset, in scalars without a byte order mark, of the first byte that is no UTF-8.
    private static func invalidUTF8(_ bytes: [UInt8]) -> Int? {
        if String(validating: bytes, as: UTF8.self) != nil { return nil }
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? -1 : 0
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue: offset += 1
            case .emptyInput: return nil
            case .error: return max(0, offset)
            }
        }
    }
}

/// Reads pipeline files and checks them alone and together.
struct PipelineLoader {
    let catalogue: Catalogue
    let environment: [String: String]

    /// The pipelines of some files in the order they are tried, and everything found.
    ///
    /// - Parameters:
    ///   - texts: The files.
    ///   - isSingle: Whether a file was named instead of a folder; its `match.path` then says
    ///     nothing, as there is nothing to choose from.
    /// - Returns: The pipelines, with whatever mistakes they have, and the diagnostics.
    func load(_ texts: [ConfigurationText], isSingle: Bool = false)
        -> (pipelines: [PipelineDefinition], diagnostics: [Diagnostic])
    {
        var diagnostics: [Diagnostic] = []
        var checkers: [Checker] = []
        var files: [PipelineFile] = []
        for text in texts {
            if let problem = text.problem {
                diagnostics.append(Diagnostic(file: text.name, message: problem))
                continue
            }
            let checker = text.checker(environment: environment)
            checkers.append(checker)
            guard !checker.hasErrors else { continue }
            let (root, isComplete) = YAMLComposer.compose(checker)
            let reader = PipelineReader(
                checker: checker, catalogue: catalogue,
                defaultName: PipelineLoader.defaultName(text.name), isComplete: isComplete)
            guard var file = reader.read(root) else { continue }
            PlanCheck(file: file, catalogue: catalogue).run()
            if isSingle { file.definition.match.paths = [] }
            files.append(file)
        }
        let set = PipelineSet(files)
        set.check()
        diagnostics += checkers.flatMap { $0.finished() }
        // The files in their order, whatever was wrong with them.
        let order = Dictionary(texts.enumerated().map { ($1.name, $0) }) { first, _ in first }
        diagnostics.sort(by: { order[$0.file, default: 0] < order[$1.file, default: 0] })
        return (set.files.map(\.definition), diagnostics.sortedByPlace())
    }

    /// The base name without `.yaml` or `.yml`.
    static func defaultName(_ path: String) -> String {
        let base = Paths.baseName(path)
        for ending in [".yaml", ".yml"] where base.hasSuffix(ending) {
            return String(base.dropLast(ending.count))
        }
        return base
    }
}
