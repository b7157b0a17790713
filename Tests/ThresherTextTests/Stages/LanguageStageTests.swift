// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherPlugin
import ThresherTesting
import ThresherText

private let german = "Der Sturm nahm in der Nacht zum Montag das Dach der alten Fischhalle mit."

private func detect(_ document: Document, _ config: [String: JSONValue] = [:]) throws -> Document {
    let stage = LanguageStage(StageConfig(config), StageContext())
    guard case .forward(let after) = try stage.process(document) else {
        throw StageError(.internal, "not forwarded")
    }
    return after
}

struct LanguageStageTests {
    @Test func `keeps the stage contract`() { checkStage(LanguageStage.self) }

    @Test func `tells the language with a confidence and where it is from`() throws {
        let after = try detect(Document(id: "d", text: german))
        #expect(after.language?.tag == "de")
        #expect((after.language?.confidence ?? 0) > 0.9)
        #expect(after.language?.declared == nil)
        #expect(after.metadataFrom["language"] == "text")
    }

    @Test func `a true declaration keeps its region and its place`() throws {
        var document = Document(id: "d", text: german)
        document.language = Language(tag: "de-CH")
        document.metadataFrom["language"] = "html"
        let after = try detect(document)
        #expect(after.language?.tag == "de-CH")
        #expect((after.language?.confidence ?? 0) > 0.9)
        #expect(after.metadataFrom["language"] == "html")
    }

    @Test func `a false declaration is told beside what is so`() throws {
        var document = Document(id: "d", text: german)
        document.language = Language(tag: "en-US")
        document.metadataFrom["language"] = "html"
        let after = try detect(document)
        #expect(after.language?.tag == "de")
        #expect(after.language?.declared == "en-US")
        #expect(after.metadataFrom["language"] == "text")
        #expect(try detect(after).language == after.language)
    }

    @Test func `the title helps a short text`() throws {
        var document = Document(id: "d", text: "5:0")
        document.title = german
        #expect(try detect(document).language?.tag == "de")
    }

    @Test func `declarations can be left unread`() throws {
        var document = Document(id: "d", text: "Hello")
        document.language = Language(tag: "de")
        #expect(try detect(document).language?.tag == "de")
        #expect(try detect(document, ["use_declared": false]).language?.tag == "und")
    }
}
