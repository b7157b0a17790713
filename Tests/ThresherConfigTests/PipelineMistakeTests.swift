// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherConfig

struct PipelineMistakeTests {
    @Test(arguments: [
        ("", "1:1: the file is empty; a pipeline has at least 'stages:'"),
        ("name: x", "1:1: 'stages' is missing: a pipeline has at least one stage"),
        ("stages:", "1:1: 'stages' must be a list of stages ('- name'), found nothing"),
        ("stages: []", "1:9: 'stages' must have at least one stage"),
        ("stages: decode", "1:9: 'stages' must be a list of stages ('- name'), found 'decode'"),
        (
            "stages:\n  decode:",
            "2:3: 'stages' must be a list of stages ('- name'), found a mapping"
        ),
        ("decode", "1:1: a pipeline is 'key: value' lines, found 'decode'"),
        ("stagse: [decode]", "1:1: unknown key 'stagse'; did you mean 'stages'?"),
        (
            "name: My Pipe\nstages: [decode]",
            "1:7: 'name' takes up to 64 of a-z, 0-9, '_' and '-', found 'My Pipe'"
        ),
        ("version: 1.5\nstages: [decode]", "1:10: 'version' must be a whole number, found '1.5'"),
        (
            "reader: documnet\nstages: [decode]",
            "1:9: unknown reader 'documnet'; did you mean 'document'?"
        ),
        (
            "match:\nstages: [decode]",
            "1:1: 'match' must hold 'path' or 'media_type'; leave it out to take every entry"
        ),
        (
            "match: {paths: x}\nstages: [decode]",
            "1:9: unknown key 'paths' in 'match'; did you mean 'path'?"
        ),
        ("match: {path: []}\nstages: [decode]", "1:15: 'path' must name at least one"),
        (
            "match: {path: /in/**}\nstages: [decode]",
            "1:15: a path pattern begins below the intake folder, without '/'"
        ),
        ("match: {path: a/../b}\nstages: [decode]", "1:15: a path pattern has no '.' or '..'"),
        (
            "match: {media_type: html}\nstages: [decode]",
            "1:21: 'media_type' must be like 'text/html' or 'text/*', found 'html'"
        ),
        (
            "match: {media_type: Text/HTML}\nstages: [decode]",
            "1:21: 'media_type' must be like 'text/html' or 'text/*', found 'Text/HTML'; write 'text/html'"
        ),
        (
            "stages:\n  - decode\n  - html_stripe",
            "3:5: unknown stage 'html_stripe'; did you mean 'html_strip'?"
        ),
        (
            "stages: [decode, extract, normalize]",
            "1:27: stage 'normalize' changes 'text' after 'extract', whose values say where in 'text'"
                + " they stand; put it before"
        ),
        ("stages:\n  - decode\n  -", "3:4: a stage is missing behind '-'"),
        (
            "stages:\n  - decode\n  - [html_strip]",
            "3:5: a stage is its name, or its name and options, found a list"
        ),
        (
            "stages:\n  - decode\n  - truncate:\n      max_bytes: 0",
            "4:18: 'max_bytes' must be between 1 and 16777216, found 0"
        ),
        (
            "stages:\n  - decode\n  - truncate:\n      max_bytes: 17MiB",
            "4:18: 'max_bytes' must be between 1B and 16MiB, found 17MiB"
        ),
        (
            "stages:\n  - decode\n  - everything:\n      max_lines: 101",
            "4:18: 'max_lines' must be between 1 and 100, found 101"
        ),
        (
            "stages:\n  - decode\n  - truncate:\n    max_bytes: 5",
            "4:5: 'max_bytes' must be indented deeper than 'truncate' to belong to it"
        ),
        (
            "stages:\n  - decode\n  - truncate: {}\n    normalize: {}",
            "4:5: one stage for each '-', found 'normalize' beside 'truncate'"
        ),
        (
            "stages:\n  - decode\n  - truncate: 5",
            "3:15: the options of 'truncate' must be 'key: value' lines, found '5'"
        ),
        (
            "stages:\n  - decode\n  - everything:\n      mode: fats",
            "4:13: 'mode' must be one of fast, thorough, off, found 'fats'; did you mean 'fast'?"
        ),
        (
            "stages:\n  - decode\n  - everything:\n      min_ratio: 50%",
            "4:18: 'min_ratio' must be a number, found '50%'; write '0.5'"
        ),
        (
            "stages:\n  - decode\n  - everything:\n      words: [a, {b: c}]",
            "4:18: 'words' must be a text, found a mapping"
        ),
        (
            "stages:\n  - decode\n  - everything:\n      strict: true\n      lenient: true",
            "3:5: stage 'everything': 'strict' and 'lenient' exclude each other"
        ),
        (
            "stages:\n  - decode:\n      on_eror: pass",
            "3:7: stage 'decode' has no option 'on_eror'; did you mean 'on_error'?"
        ),
        (
            "stages:\n  - decode:\n      on_error: ignore",
            "3:17: 'on_error' must be one of quarantine, reject, pass, found 'ignore'"
        ),
        (
            "stages:\n  - decode:\n      when: text/html",
            "3:13: 'when' must hold conditions (media_type, path, language, page_type, has, lacks), found 'text/html'"
        ),
        (
            "stages:\n  - decode:\n      when: {}",
            "3:13: 'when' must hold conditions (media_type, path, language, page_type, has, lacks), found none"
        ),
        (
            "stages:\n  - decode:\n      when: {mediatype: text/html}",
            "3:14: unknown condition 'mediatype' in 'when'; did you mean 'media_type'?"
        ),
        (
            "stages:\n  - decode\n  - decode",
            "3:5: stage 'decode' twice in a row with the same options"
        ),
        (
            "stages:\n  - decode\n  - dedup\n  - normalize",
            "4:5: stage 'normalize' cannot follow 'dedup', which decides when the document is committed; only such stages may follow it"
        ),
        ("stages:\n  - decode\n  - dedup\n  - dedup", "4:5: 'dedup' decides the same twice"),
    ])
    func `says each mistake at its place`(text: String, expected: String) {
        #expect(findings(pipeline: text) == [expected])
    }

    @Test(arguments: [
        (
            "language: en", [],
            "3:23: condition 'language' never holds: no stage before writes 'language'; 'language' would"
        ),
        (
            "page_type: article", [],
            "3:23: condition 'page_type' never holds: no stage before writes 'page_type'; 'content' would"
        ),
        (
            "has: [text, titel]", [],
            "3:35: unknown document field 'titel'; did you mean 'title'?"
        ),
        (
            "has: title", ["metadata"],
            "3:28: 'has: title' never holds: 'title' is written by 'metadata', which comes later"
        ),
        (
            "has: duplicate", ["dedup"],
            "3:28: 'has: duplicate' never holds: 'duplicate' is decided when the document is committed"
        ),
        (
            "lacks: title", [],
            "3:30: warning: 'lacks: title' always holds: no stage before writes 'title'"
        ),
        (
            "has: text, lacks: [charset, text]", [],
            "3:51: never holds: 'has' asks for 'text' and 'lacks' for none"
        ),
        (
            "language: english", [],
            "3:33: 'language' must be a tag such as 'en' or 'pt-BR', found 'english'"
        ),
        ("media_type: [text/html, text/html]", [], "3:47: warning: 'text/html' stands here twice"),
    ])
    func `says which guards can never hold`(guards: String, later: [String], expected: String) {
        let text = """
            stages:
              - decode
              - truncate: {when: {\(guards)}}
            """ + later.map { "\n  - \($0)" }.joined()
        #expect(findings(pipeline: text) == [expected])
    }

    @Test func `says when a page type is none that a stage before can tell`() {
        let text = """
            stages:
              - decode
              - html_strip
              - content
              - metadata: {when: {page_type: [forum, artcle]}}
            """
        #expect(
            findings(pipeline: text) == [
                "5:42: unknown page type 'artcle'; did you mean 'article'?"
            ])
    }

    @Test func `says when a guard waits for its own stage, or in a circle`() {
        #expect(
            findings(pipeline: "stages:\n  - decode\n  - language: {when: {language: en}}") == [
                "3:23: condition 'language' never holds:"
                    + " it waits for itself, as 'language' is what writes 'language'"
            ])
        #expect(
            findings(
                pipeline: "stages:\n  - decode\n  - normalize: {when: {language: en}}\n  - language"
            ) == [
                "3:24: condition 'language' never holds: 'language' is written by 'language', which"
                    + " comes later and itself needs what 'normalize' writes"
            ])
    }

    @Test func `says when a guard is at odds with the pipeline or the stage`() {
        let text = """
            match: {path: news/**, media_type: [text/html, text/plain]}
            stages:
              - decode: {when: {media_type: [text/plain, image/png]}}
              - html_strip: {when: {media_type: text/plain}}
              - normalize: {when: {path: [news/today/*, sport/**]}}
            """
        #expect(
            findings(pipeline: text) == [
                "3:46: never holds: the pipeline's 'match' takes no 'image/png', only text/html, text/plain",
                "4:37: never of use: stage 'html_strip' works on text/html, application/xhtml+xml,"
                    + " not on 'text/plain'",
                "5:45: never holds: no path matches both 'sport/**' and the pipeline's 'match'",
            ])
    }

    @Test func `knows that a field written for other media types is never there`() {
        let text = """
            stages:
              - decode
              - metadata: {when: {media_type: text/plain}}
              - html_strip: {when: {has: title}}
            """
        #expect(
            findings(pipeline: text) == [
                "4:30: 'has: title' never holds: no stage before writes 'title'; 'metadata' would"
            ])
    }

    @Test func `warns about stages that have nothing to do or to read`() {
        #expect(
            findings(pipeline: "match: {media_type: text/plain}\nstages: [decode, html_strip]") == [
                "2:18: warning: stage 'html_strip' has nothing to do: it works on text/html,"
                    + " application/xhtml+xml, and 'match' takes none of them"
            ])
        #expect(
            findings(pipeline: "stages: [decode, content]") == [
                "1:18: warning: stage 'content' has nothing to read: no stage before writes 'blocks'"
            ])
    }

    @Test func `says nothing that only follows from another mistake`() {
        let text = """
            match: {media_type: [text/html, image]}
            stages:
              - decode
              - langage
              - truncate: {when: {language: en, media_type: image/png}}
            """
        #expect(
            findings(pipeline: text) == [
                "1:33: 'media_type' must be like 'text/html' or 'text/*', found 'image'",
                "4:5: unknown stage 'langage'; did you mean 'language'?",
            ])
    }

    @Test func `takes a file's base name as the pipeline's, if it can be one`() {
        #expect(findings(pipeline: "stages: [decode]", name: "a/b-2.yml").isEmpty)
        #expect(
            findings(pipeline: "stages: [decode]", name: "a/My Pipe.yaml") == [
                "1:1: the file's name 'My Pipe' is no name for a pipeline (a-z, 0-9, '_', '-');"
                    + " add 'name:'"
            ])
    }
}
