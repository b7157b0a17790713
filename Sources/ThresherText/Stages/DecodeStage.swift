// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

/// Turns the bytes of a document into text.
///
/// Markup goes on as it is, in `content`; of any other text the paragraphs are the document.
package struct DecodeStage: Stage {
    static let mojibake = Field.bool(
        "mojibake", default: true,
        help: "Restore UTF-8 that was read as another set before (â€™ for ’) where it is certain.")

    package static let spec = StageSpec(
        "decode", stability: .beta, fields: [.init(mojibake)],
        summary: "Turns bytes of any character set into text.",
        reads: [.bytes], writes: [.content, .charset, .text, .blocks],
        failureModes: [
            "A text without a declaration that is too short to judge is read as Windows-1252.",
            "A wrong declaration of a single-byte character set is believed, as browsers do, unless a "
                + "page calls itself Windows-1252 and most letters are beyond ASCII.",
            "A text that shows such misread characters on purpose has them restored.",
        ],
        examples: [
            .init(
                "Paragraphs of plain text", input: "One line.\nAnother.\r\n\r\n\r\nNext.",
                output: "One line.\nAnother.\n\nNext."),
            .init(
                "Characters that were read by the wrong set", input: "Itâ€™s a cafÃ©",
                output: "It’s a café"),
            .init(
                "Markup is left to html_strip", input: "<p>Hello", output: "",
                mediaType: "text/html"),
        ]
    )

    private let repairs: Bool

    package init(_ config: StageConfig, _ context: StageContext) {
        repairs = config[Self.mojibake]
    }

    package func process(_ document: consuming Document) throws(StageError) -> Verdict {
        var document = document
        let isMarkup = document.source.isMarkup
        let result = TextDecoder.decode(
            document.bytes, declared: document.source.declaredCharset, isMarkup: isMarkup,
            repairs: repairs)
        document.content = result.text
        document.source.charset = result.charset.name
        document.source.charsetFrom = result.origin.rawValue
        document.source.replacements = result.replacements
        document.source.repaired = result.repaired
        document.blocks = isMarkup ? [] : Paragraphs.blocks(of: result.text)
        document.text = Document.text(of: document.blocks)
        return .forward(document)
    }
}
