// SPDX-License-Identifier: Apache-2.0
import ThresherEngine

/// The order in which pipelines are tried, and what follows from it.
///
/// The more a pipeline's `match` says, the earlier it is tried: first those with path patterns, then
/// those with media types alone, last those that take everything; among equals by file name.
struct PipelineSet {
    /// The files in the order they are tried.
    private(set) var files: [PipelineFile]

    init(_ files: [PipelineFile]) {
        func rank(_ file: PipelineFile) -> Int {
            let match = file.definition.match
            return match.paths.isEmpty ? (match.mediaTypes.isEmpty ? 2 : 1) : 0
        }
        self.files = files.sorted {
            (rank($0), $0.checker.source.name) < (rank($1), $1.checker.source.name)
        }
    }

    /// Says which names are taken twice and which pipelines no entry can reach.
    func check() {
        for (index, file) in files.enumerated() {
            if let other = files[..<index].first(where: {
                $0.definition.name == file.definition.name
            }) {
                file.checker.error(
                    at: file.nameOffset,
                    "pipeline '\(file.definition.name)' is already in"
                        + " \(Visible.text(other.checker.source.name)); names must differ")
            }
            // With a mistake in its match, nobody knows what a pipeline takes.
            guard !file.checker.hasErrors,
                let first = files[..<index].first(where: { other in
                    !other.checker.hasErrors
                        && PipelineSet.covers(other.definition.match, file.definition.match)
                })
            else { continue }
            file.checker.error(
                at: file.matchOffset,
                "pipeline '\(file.definition.name)' is never reached:"
                    + " \(Visible.text(first.checker.source.name)) is tried before it and takes all of"
                    + " its entries")
        }
    }

    /// Whether the first takes every entry that the second takes, as far as can be told for sure.
    private static func covers(
        _ wide: PipelineDefinition.Match, _ narrow: PipelineDefinition.Match
    ) -> Bool {
        covers(wide.paths, narrow.paths, everything: ["**", "**/*"], by: pathCovers)
            && covers(wide.mediaTypes, narrow.mediaTypes, everything: [], by: MediaType.covers)
    }

    private static func covers(
        _ wide: [String], _ narrow: [String], everything: [String],
        by covers: (String, String) -> Bool
    ) -> Bool {
        if wide.isEmpty || wide.contains(where: everything.contains) { return true }
        guard !narrow.isEmpty else { return false }
        return narrow.allSatisfy { word in wide.contains { covers($0, word) } }
    }

    private static func pathCovers(_ wide: String, _ narrow: String) -> Bool {
        if wide.utf8.elementsEqual(narrow.utf8) { return true }
        guard wide.hasSuffix("/**") else { return false }
        let folder = wide.utf8.dropLast(2)
        return !folder.contains { "*?".utf8.contains($0) } && narrow.utf8.starts(with: folder)
    }
}
