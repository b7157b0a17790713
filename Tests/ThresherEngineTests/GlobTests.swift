// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherEngine

struct GlobTests {
    @Test(arguments: [
        ("**", "a/b/c.html"), ("**", ""), ("*.html", "a.html"), ("news/**", "news/a/b"),
        ("**/a.html", "a.html"), ("**/a.html", "x/y/a.html"), ("x/**/a", "x/a"),
        ("x/**/a", "x/y/z/a"), ("a?c", "aéc"), ("*", ""), ("a*b*c", "a1b2c"),
        ("**/*.txt", "d/e.txt"),
    ])
    func `matches`(pattern: String, path: String) {
        #expect(Glob(pattern).matches(path))
    }

    @Test(arguments: [
        ("*.html", "a/b.html"), ("*.html", "a.htm"), ("news/**", "newsy/a"), ("a?c", "ac"),
        ("x/**/a", "xa"), ("**/a.html", "ba.html"), ("", "a"), ("a", ""), ("?", "/"),
    ])
    func `does not match`(pattern: String, path: String) {
        #expect(!Glob(pattern).matches(path))
    }

    @Test(.timeLimit(.minutes(1)))
    func `takes no more than pattern times path on hostile patterns`() {
        let pattern = String(repeating: "*a", count: 200) + "b"
        #expect(!Glob(pattern).matches(String(repeating: "a", count: 4_000)))
    }
}
