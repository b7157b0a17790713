// SPDX-License-Identifier: Apache-2.0
import ThresherEngine
import ThresherPlugin

/// Checks a pipeline's steps as a whole: order, guards that can never hold, stages without work.
struct PlanCheck {
    let file: PipelineFile
    let catalogue: Catalogue

    private var checker: Checker { file.checker }
    private var steps: [PipelineDefinition.Step] { file.definition.steps }
    private var types: [any Stage.Type] {
        steps.compactMap { step in catalogue.stages.first { $0.spec.name == step.stage } }
    }

    /// The document's fields that a guard may name.
    private var fieldNames: [String] {
        let declared = catalogue.stages.flatMap { $0.spec.reads.union($0.spec.writes) }
        let others = Set(declared).subtracting(DocumentField.all)
        return DocumentField.all.filter(\.canBeAbsent).map(\.name) + others.map(\.name).sorted()
    }

    func run() {
        let types = types
        guard types.count == steps.count else { return }
        checkOrder(types)
        let known = fieldNames
        for index in steps.indices {
            checkMediaTypes(index, types[index].spec)
            checkPaths(index)
            checkContradiction(index)
            checkFields(index, types, known)
            checkReads(index, types)
            checkPlaces(index, types)
        }
    }

    /// Refuses a step that changes `text` after one whose values say where in `text` they stand.
    private func checkPlaces(_ index: Int, _ types: [any Stage.Type]) {
        let spec = types[index].spec
        guard spec.writes.contains(.text) else { return }
        let earlier = (0..<index).first { step in
            !types[step].spec.writes.isDisjoint(with: DocumentField.placedInText)
        }
        guard let earlier, let mine = mediaTypes(index, types),
            let theirs = mediaTypes(earlier, types), Words.intersection(mine, theirs) != nil
        else { return }
        checker.error(
            at: file.stepOffsets[index],
            "stage '\(spec.name)' changes 'text' after '\(steps[earlier].stage)', whose values say"
                + " where in 'text' they stand; put it before")
    }

    private func checkOrder(_ types: [any Stage.Type]) {
        var decider: String?
        for (index, step) in steps.enumerated() {
            let offset = file.stepOffsets[index]
            if types[index] is any DecidedStage.Type {
                if steps[..<index].contains(where: {
                    $0.stage == step.stage && $0.config == step.config
                }) {
                    checker.error(at: offset, "'\(step.stage)' decides the same twice")
                }
                decider = step.stage
            } else if let decider {
                checker.error(
                    at: offset,
                    "stage '\(step.stage)' cannot follow '\(decider)', which decides when the document"
                        + " is committed; only such stages may follow it")
            } else if index > 0, steps[index - 1].stage == step.stage,
                steps[index - 1].config == step.config
            {
                checker.error(
                    at: offset, "stage '\(step.stage)' twice in a row with the same options")
            }
        }
    }

    // MARK: Conditions against the pipeline's own match

    private func guardWords(_ index: Int, _ key: String) -> (
        words: [String], offsets: GuardOffsets
    )? {
        guard let position = steps[index].guards.firstIndex(where: { $0.key == key }) else {
            return nil
        }
        return (steps[index].guards[position].words, file.guardOffsets[index][position])
    }

    private func checkMediaTypes(_ index: Int, _ spec: StageSpec) {
        let match = file.definition.match.mediaTypes
        guard let (words, offsets) = guardWords(index, "media_type") else {
            if Words.intersection(match, spec.mediaTypes) == nil {
                checker.warning(
                    at: file.stepOffsets[index],
                    "stage '\(spec.name)' has nothing to do: it works on"
                        + " \(spec.mediaTypes.joined(separator: ", ")), and 'match' takes none of them"
                )
            }
            return
        }
        for (word, offset) in zip(words, offsets.words) {
            if Words.intersection(match, [word]) == nil {
                checker.error(
                    at: offset,
                    "never holds: the pipeline's 'match' takes no '\(word)', only"
                        + " \(match.joined(separator: ", "))")
            } else if Words.intersection(spec.mediaTypes, [word]) == nil {
                checker.error(
                    at: offset,
                    "never of use: stage '\(spec.name)' works on"
                        + " \(spec.mediaTypes.joined(separator: ", ")), not on '\(word)'")
            }
        }
    }

    private func checkPaths(_ index: Int) {
        let match = file.definition.match.paths.map { Glob($0) }
        guard !match.isEmpty, let (words, offsets) = guardWords(index, "path") else { return }
        for (word, offset) in zip(words, offsets.words)
        where !match.contains(where: { $0.canMeet(Glob(word)) }) {
            checker.error(
                at: offset,
                "never holds: no path matches both \(Visible.quoted(word)) and the pipeline's 'match'"
            )
        }
    }

    private func checkContradiction(_ index: Int) {
        guard let has = guardWords(index, "has"), let lacks = guardWords(index, "lacks") else {
            return
        }
        for (word, offset) in zip(lacks.words, lacks.offsets.words) where has.words.contains(word) {
            checker.error(at: offset, "never holds: 'has' asks for '\(word)' and 'lacks' for none")
        }
    }

    // MARK: Conditions on fields that stages write

    private func checkFields(_ index: Int, _ types: [any Stage.Type], _ known: [String]) {
        for (condition, offsets) in zip(steps[index].guards, file.guardOffsets[index]) {
            switch condition {
            case .mediaType, .path: continue
            case .language, .pageType:
                checkWritten(
                    condition.key, at: offsets.key, "condition '\(condition.key)'", index, types)
                if case .pageType(let words) = condition {
                    checkPageTypes(words, offsets.words, types[..<index])
                }
            case .has(let fields), .lacks(let fields):
                let isLacks = condition.key == "lacks"
                for (field, offset) in zip(fields, offsets.words) {
                    guard known.contains(field) else {
                        checker.unknown(
                            at: offset, "unknown document field \(Visible.quoted(field))",
                            word: field, among: known)
                        continue
                    }
                    checkWritten(
                        field, at: offset, "'\(condition.key): \(field)'", index, types,
                        isLacks: isLacks)
                }
            }
        }
    }

    private func checkPageTypes(
        _ words: [String], _ offsets: [Int], _ earlier: ArraySlice<any Stage.Type>
    ) {
        let tellers = earlier.map { $0.spec }.filter { $0.writes.contains(.pageType) }
        let lists = tellers.map(\.pageTypes)
        // A stage that does not say its types may give any.
        guard !lists.isEmpty, !file.hasUnknownStage, !lists.contains([]) else { return }
        let known = Set(lists.joined()).sorted()
        for (word, offset) in zip(words, offsets) where !known.contains(word) {
            checker.unknown(
                at: offset, "unknown page type \(Visible.quoted(word))", word: word, among: known)
        }
    }

    /// Whether an earlier step can have written a field by the time a step runs.
    private func isWritten(_ field: String, before index: Int, _ types: [any Stage.Type]) -> Bool {
        if field == DocumentField.bytes.name { return true }
        let mine = mediaTypes(index, types)
        return (0..<index).contains { earlier in
            guard types[earlier].spec.writes.contains(where: { $0.name == field }) else {
                return false
            }
            guard let mine, let theirs = mediaTypes(earlier, types) else { return false }
            return Words.intersection(mine, theirs) != nil
        }
    }

    /// The media types that a step works on; empty means all, `nil` none.
    private func mediaTypes(_ index: Int, _ types: [any Stage.Type]) -> [String]? {
        var common = file.definition.match.mediaTypes
        for more in [types[index].spec.mediaTypes, guardWords(index, "media_type")?.words ?? []] {
            guard let both = Words.intersection(common, more) else { return nil }
            common = both
        }
        return common
    }

    private func checkWritten(
        _ field: String, at offset: Int, _ what: String, _ index: Int, _ types: [any Stage.Type],
        isLacks: Bool = false
    ) {
        // An unknown stage may write anything.
        if file.hasUnknownStage || isWritten(field, before: index, types) { return }
        let writers = catalogue.stages.map { $0.spec }.filter { spec in
            spec.writes.contains { $0.name == field }
        }
        if isLacks {
            checker.warning(at: offset, "\(what) always holds: no stage before writes '\(field)'")
            return
        }
        let name = steps[index].stage
        let later = steps[(index + 1)...].first { step in writers.contains { $0.name == step.stage }
        }
        let reason: String
        if field == DocumentField.duplicate.name {
            reason = "'duplicate' is decided when the document is committed"
        } else if writers.contains(where: { $0.name == name }) {
            reason = "it waits for itself, as '\(name)' is what writes '\(field)'"
        } else if let later {
            let isCycle = types[index].spec.writes.contains { written in
                types.contains { $0.spec.name == later.stage && $0.spec.reads.contains(written) }
            }
            reason =
                "'\(field)' is written by '\(later.stage)', which comes later"
                + (isCycle ? " and itself needs what '\(name)' writes" : "")
        } else if writers.isEmpty {
            reason = "no stage writes '\(field)'"
        } else {
            reason =
                "no stage before writes '\(field)';"
                + " \(writers.map { "'\($0.name)'" }.joined(separator: " or ")) would"
        }
        checker.error(at: offset, "\(what) never holds: \(reason)")
    }

    private func checkReads(_ index: Int, _ types: [any Stage.Type]) {
        let reads = types[index].spec.reads
        guard !reads.isEmpty, !file.hasUnknownStage, mediaTypes(index, types) != nil,
            !reads.contains(where: { isWritten($0.name, before: index, types) })
        else { return }
        let names = reads.map(\.name).sorted().map { "'\($0)'" }.joined(separator: ", ")
        checker.warning(
            at: file.stepOffsets[index],
            "stage '\(steps[index].stage)' has nothing to read: no stage before writes \(names)")
    }
}
