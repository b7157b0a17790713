// SPDX-License-Identifier: Apache-2.0
import ThresherEngine
import ThresherPlugin

/// Reads a pipeline's steps: stages with their options, `when` and `on_error`.
struct StepReader {
    private static let stepKeys = ["when", "on_error"]

    /// The most steps of a pipeline.
    static let maxSteps = 200

    let checker: Checker
    let catalogue: Catalogue

    func read(_ pair: YAMLPair, into file: inout PipelineFile) {
        if pair.value.isRefused { return }
        guard let elements = pair.value.elements else {
            checker.error(
                at: pair.value.isNull ? pair.keyStart : pair.value.start,
                "'stages' must be a list of stages ('- name'), found \(pair.value.found)")
            return
        }
        if elements.isEmpty {
            checker.error(at: pair.value.start, "'stages' must have at least one stage")
        }
        guard elements.count <= StepReader.maxSteps else {
            checker.error(
                at: elements[StepReader.maxSteps].start, "more than \(StepReader.maxSteps) stages")
            return
        }
        for element in elements { read(element, into: &file) }
    }

    private func read(_ node: YAMLNode, into file: inout PipelineFile) {
        if node.isRefused { return }
        if let scalar = node.scalar {
            if node.isNull {
                checker.error(at: node.start, "a stage is missing behind '-'")
                return
            }
            guard let name = Interpolation.expand(scalar, node, checker) else { return }
            add(name, at: node.start, options: [], into: &file)
            return
        }
        guard let pairs = node.pairs, let first = pairs.first else {
            if node.pairs == nil || node.end > node.start {
                checker.error(
                    at: node.start,
                    "a stage is its name, or its name and options, found \(node.found)")
            }
            return
        }
        if let second = pairs.dropFirst().first {
            let (found, stage) = (Visible.quoted(second.key), Visible.quoted(first.key))
            checker.error(
                at: second.keyStart,
                first.value.isNull
                    ? "\(found) must be indented deeper than \(stage) to belong to it"
                    : "one stage for each '-', found \(found) beside \(stage)")
        }
        let isIndentedWrong = first.value.isNull && pairs.count > 1
        var options = isIndentedWrong ? Array(pairs.dropFirst()) : []
        if !isIndentedWrong, !first.value.isNull, !first.value.isRefused {
            guard let given = first.value.pairs else {
                checker.error(
                    at: first.value.start,
                    "the options of \(Visible.quoted(first.key)) must be 'key: value' lines, found"
                        + " \(first.value.found)")
                return
            }
            options = given
        }
        add(first.key, at: first.keyStart, options: options, into: &file)
    }

    private func add(
        _ name: String, at offset: Int, options: [YAMLPair], into file: inout PipelineFile
    ) {
        guard let type = catalogue.stages.first(where: { $0.spec.name == name }) else {
            checker.unknown(
                at: offset, "unknown stage \(Visible.quoted(name))", word: name,
                among: catalogue.stages.map { $0.spec.name })
            file.hasUnknownStage = true
            return
        }
        let spec = type.spec
        var step = PipelineDefinition.Step(stage: name)
        // Defaults are written into the definition, so that its fingerprint knows them.
        for field in spec.fields { step.config[field.name] = field.defaultValue }
        var offsets: [GuardOffsets] = []
        var seen: Set<String> = []
        let errorsBefore = checker.errorCount
        for option in options {
            let isFirst = seen.insert(option.key).inserted
            let reader = ValueReader(checker: checker, name: option.key, keyStart: option.keyStart)
            if let field = spec.fields.first(where: { $0.name == option.key }) {
                let value = reader.read(option.value, as: field.type)
                if isFirst, let value { step.config[field.name] = value }
            } else if option.key == "when" {
                let found = GuardReader(checker: checker).read(option)
                if isFirst { (step.guards, offsets) = (found.map(\.0), found.map(\.1)) }
            } else if option.key == "on_error" {
                let type = FieldType.choice(PipelineDefinition.OnError.allCases.map(\.rawValue))
                let word = reader.read(option.value, as: type)?.string
                if isFirst, let value = word.flatMap(PipelineDefinition.OnError.init(rawValue:)) {
                    step.onError = value
                }
            } else {
                checker.unknown(
                    at: option.keyStart,
                    "stage '\(name)' has no option \(Visible.quoted(option.key))",
                    word: option.key, among: spec.fields.map(\.name) + StepReader.stepKeys)
            }
        }
        if checker.errorCount == errorsBefore {
            tryOptions(options, of: type, step, at: offset, in: file)
        }
        file.definition.steps.append(step)
        file.stepOffsets.append(offset)
        file.guardOffsets.append(offsets)
    }

    /// Lets the stage itself say whether its options make sense together.
    private func tryOptions(
        _ options: [YAMLPair], of type: any Stage.Type, _ step: PipelineDefinition.Step,
        at offset: Int, in file: PipelineFile
    ) {
        do throws(StageError) {
            let context = StageContext(pipeline: file.definition.name)
            _ = try type.init(StageConfig(step.config), context)
        } catch {
            let place = options.first { $0.key == error.option }?.value.start ?? offset
            checker.error(at: place, "stage '\(step.stage)': \(Visible.text(error.message))")
        }
    }
}

/// Reads the conditions of `when`.
struct GuardReader {
    let checker: Checker

    func read(_ pair: YAMLPair) -> [(PipelineDefinition.Guard, GuardOffsets)] {
        if pair.value.isRefused { return [] }
        guard let pairs = pair.value.pairs, !pairs.isEmpty else {
            checker.error(
                at: pair.value.isNull ? pair.keyStart : pair.value.start,
                "'when' must hold conditions (\(PipelineDefinition.Guard.keys.joined(separator: ", ")))"
                    + ", found \(pair.value.pairs == nil ? pair.value.found : "none")")
            return []
        }
        var guards: [(PipelineDefinition.Guard, GuardOffsets)] = []
        var seen: Set<String> = []
        for condition in pairs {
            let isFirst = seen.insert(condition.key).inserted
            guard PipelineDefinition.Guard.keys.contains(condition.key) else {
                checker.unknown(
                    at: condition.keyStart,
                    "unknown condition \(Visible.quoted(condition.key)) in 'when'",
                    word: condition.key, among: PipelineDefinition.Guard.keys)
                continue
            }
            let errorsBefore = checker.errorCount
            let words = WordReader(checker: checker).read(condition)
            // What is left of a condition with a mistake says something else; leave it out.
            guard checker.errorCount == errorsBefore else { continue }
            let made = PipelineDefinition.Guard(key: condition.key, words: words.map(\.text))
            if isFirst, !words.isEmpty, let made {
                let offsets = GuardOffsets(key: condition.keyStart, words: words.map(\.offset))
                guards.append((made, offsets))
            }
        }
        return guards
    }
}
