// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import ThresherHTML
import ThresherPlugin

/// The pre-pass leaves out what no page shows, and nothing else.
struct CutTests {
    /// The golden pages, and those of the folder that THRESHER_PAGES names.
    static let folders: [URL] = {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        var folders = [tests.appending(path: "Corpora/extraction")]
        if let more = ProcessInfo.processInfo.environment["THRESHER_PAGES"] {
            folders.append(URL(filePath: more))
        }
        return folders
    }()

    private func visibleText(_ markup: String, cuts: Bool) throws -> String {
        var document = page(markup)
        document.attachments[HTMLTree.self] = HTMLParser.parse(markup, cuts: cuts)
        return try forwarded(HTMLStripStage(StageConfig(), StageContext()), document).text
    }

    @Test(arguments: folders)
    func `leaving out what no page shows changes no text`(folder: URL) throws {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        var count = 0
        for path in paths.sorted() where path.hasSuffix(".html") {
            let data = try Data(contentsOf: folder.appending(path: path))
            let markup = String(decoding: data, as: UTF8.self)
            let cut = try visibleText(markup, cuts: true)
            let whole = try visibleText(markup, cuts: false)
            if cut != whole {
                let same = zip(cut, whole).prefix { $0 == $1 }.count
                let start = max(same - 40, 0)
                Issue.record(
                    """
                    \(path), character \(same):
                    cut   \(cut.dropFirst(start).prefix(120))
                    whole \(whole.dropFirst(start).prefix(120))
                    """)
            }
            count += 1
        }
        #expect(count >= 60)
    }

    @Test func `a script's text stays out of the text however it ends`() throws {
        let pieces = [
            "<script>a</scr</script>", "<script><!-- <script> </script> --></script>",
            "<style>a{content:'</p>'}</style>", "<textarea><p>x</textarea>",
            "<iframe><p>x</iframe>", "<svg><style>a</style><text>x</text></svg>",
            "<!-- <p>x</p> -->", "<template><p>x</template>", "<noembed><p>x</noembed>",
        ]
        for piece in pieces {
            let markup = "<body><p>one \(piece) two"
            #expect(try visibleText(markup, cuts: true) == visibleText(markup, cuts: false))
            #expect(!(try visibleText(markup, cuts: true).contains("x")), "\(piece)")
        }
    }
}
