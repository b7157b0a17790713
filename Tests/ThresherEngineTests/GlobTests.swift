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

    @Test(arguments: [
        ("a", "a", true), ("a", "b", false), ("a/*", "a/b", true), ("a/*", "a/b/c", false),
        ("a/**", "a/b/c", true), ("a/**", "b/**", false), ("**/x", "x", true),
        ("**/x", "a/x", true), ("**/x", "yx", false),
        ("*.html", "a/*.html", false), ("**/*.html", "news/**", true), ("a?c", "abc", true),
        ("a?c", "a/c", false), ("*a", "b*", true), ("*a", "*b", false), ("a*", "ab*c", true),
        ("**", "anything/at/all", true), ("news/**", "news", false), ("[a]", "a", false),
        // A letter and its accent are two characters, and another text than both in one.
        ("cafe?", "cafe\u{301}", true), ("caf?", "cafe\u{301}", false),
        ("caf\u{E9}", "cafe\u{301}", false), ("caf??", "caf\u{E9}", false),
    ])
    func `tells whether two patterns can match one path`(left: String, right: String, meet: Bool) {
        #expect(Glob(left).canMeet(Glob(right)) == meet)
        #expect(Glob(right).canMeet(Glob(left)) == meet)
    }

    /// Every path of up to six characters of a small alphabet is tried.
    @Test func `two patterns meet when there is a path that both match`() {
        var paths = [""]
        for _ in 0..<6 { paths += paths.flatMap { path in "ab/".map { path + String($0) } } }
        let all = Array(Set(paths))
        let patterns = [
            "a", "ab", "a/b", "*", "**", "?", "a*", "*a", "a**", "**a", "**/a", "a/**", "a/**/b",
            "*/b", "?/a", "a?", "*b*", "a/*", "**/*", "?b", "ba", "b/a", "**/b/**", "a**b",
        ]
        let globs = patterns.map { Glob($0) }
        let matches = globs.map { glob in Set(all.filter { glob.matches($0) }) }
        for (i, left) in globs.enumerated() {
            for (j, right) in globs.enumerated() {
                let isMet = !matches[i].isDisjoint(with: matches[j])
                #expect(left.canMeet(right) == isMet, "\(patterns[i]) and \(patterns[j])")
            }
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `compares hostile patterns in bounded time`() {
        let left = Glob(String(repeating: "*a?", count: 84) + "a")
        let right = Glob(String(repeating: "**b", count: 85))
        #expect(!left.canMeet(right))
    }
}
