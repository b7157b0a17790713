// SPDX-License-Identifier: Apache-2.0
public import Testing
public import ThresherPlugin

/// Checks that a stage keeps the contract that every stage has, and records what it breaks.
///
/// Its spec is complete and its examples are true; the same document gives the same verdict; empty,
/// huge and hostile documents end in a verdict; and it changes only what its spec says it writes.
///
///     @Test func `keeps the stage contract`() { checkStage(ShoutStage.self) }
///
/// - Parameters:
///   - type: The stage.
///   - sourceLocation: Where issues are shown.
public func checkStage(
    _ type: any Stage.Type, sourceLocation: SourceLocation = #_sourceLocation
) {
    let check = StageCheck(type: type, location: sourceLocation)
    check.spec()
    check.examples()
    check.hostileDocuments()
}

/// One stage under examination.
struct StageCheck {
    let type: any Stage.Type
    let location: SourceLocation

    var name: String { type.spec.name }

    func fail(_ message: String) {
        Issue.record("\(name): \(message)", sourceLocation: location)
    }

    func make(_ config: StageConfig = StageConfig()) -> (any Stage)? {
        do throws(StageError) {
            return try type.init(config, StageContext(pipeline: "conformance"))
        } catch {
            fail("cannot be created with \(config.values): \(error.message)")
            return nil
        }
    }

    // MARK: Examples

    func examples() {
        for example in type.spec.examples {
            do throws(ExampleConfig.Problem) {
                let values = try ExampleConfig.parse(example.config, fields: type.spec.fields)
                run(example, StageConfig(values))
            } catch {
                fail("example '\(example.title)': \(error.message)")
            }
        }
    }

    private func run(_ example: StageSpec.Example, _ config: StageConfig) {
        guard let stage = make(config) else { return }
        let document = SampleDocument.make(example.input, mediaType: example.mediaType)
        switch Answer(of: stage, document) {
        case .forward(let after, _):
            // Swift's `==` would take a decomposed letter for a composed one.
            if !after.text.utf8.elementsEqual(example.output.utf8) {
                fail(
                    "example '\(example.title)' gives \(after.text.debugDescription), "
                        + "the spec says \(example.output.debugDescription)")
            }
        case .drop(let reason): fail("example '\(example.title)' is dropped: \(reason.code)")
        case .fail(let error): fail("example '\(example.title)' fails: \(error.message)")
        }
    }

    // MARK: Hostile documents

    func hostileDocuments() {
        guard let stage = make(), let other = make() else { return }
        // A stage breaks a rule for most documents or for few: three of them show either.
        var broken = 0
        for (title, document) in SampleDocument.hostile(mediaTypes: type.spec.mediaTypes) {
            let problems = problems(stage, other, document)
            for problem in problems { fail("\(title): \(problem)") }
            broken += problems.isEmpty ? 0 : 1
            if broken == 3 { return }
        }
    }

    private func problems(
        _ stage: any Stage, _ other: any Stage, _ document: Document
    ) -> [String] {
        let first = Answer(of: stage, document)
        var problems: [String] = []
        if first != Answer(of: other, document) {
            problems.append("two stages of the same options give two verdicts")
        }
        // Memory of other documents shows in small ones, and the huge ones take long.
        if document.bytes.count < 65_536, first != Answer(of: stage, document) {
            problems.append("the same stage gives another verdict the second time")
        }
        switch first {
        case .forward(let after, _):
            if after.id != document.id { problems.append("gives the document another id") }
            for field in DocumentDifference.fields(document, after)
            where !type.spec.writes.contains(field) {
                problems.append("changes '\(field.name)', which is not in the spec's writes")
            }
        case .drop(let reason):
            if !Self.isWord(reason.code) {
                problems.append("reason '\(reason.code)' is not lower_snake_case")
            }
        case .fail(let error):
            if error.code == .internal { problems.append("fails as a bug: \(error.message)") }
            if error.message.isEmpty { problems.append("fails without a message") }
        }
        return problems
    }
}
