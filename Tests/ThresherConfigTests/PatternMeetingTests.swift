// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherConfig
import ThresherEngine

struct PatternMeetingTests {
    @Test(arguments: [
        ("a", "a", true), ("a", "b", false), ("a/*", "a/b", true), ("a/*", "a/b/c", false),
        ("a/**", "a/b/c", true), ("a/**", "b/**", false), ("**/x", "x", true),
        ("**/x", "a/x", true),
        ("*.html", "a/*.html", false), ("**/*.html", "news/**", true), ("a?c", "abc", true),
        ("a?c", "a/c", false), ("*a", "b*", true), ("*a", "*b", false), ("a*", "ab*c", true),
        ("**", "anything/at/all", true), ("news/**", "news", false), ("[a]", "a", false),
    ])
    func `tells whether two patterns can match one path`(left: String, right: String, meet: Bool) {
        #expect(PatternMeeting.meet(left, right) == meet)
        #expect(PatternMeeting.meet(right, left) == meet)
    }

    /// Every path of up to five characters of a small alphabet is tried.
    @Test func `never denies a meeting that there is`() {
        var paths = [""]
        for _ in 0..<4 { paths += paths.flatMap { path in "ab/".map { path + String($0) } } }
        let all = Array(Set(paths))
        let patterns = [
            "a", "ab", "a/b", "*", "**", "?", "a*", "*a", "a**", "**a", "**/a", "a/**", "a/**/b",
            "*/b", "?/a", "a?", "*b*", "a/*", "**/*", "?b", "ba", "b/a", "**/b/**", "a**b",
        ]
        let globs = patterns.map { Glob($0) }
        let matches = globs.map { glob in Set(all.filter { glob.matches($0) }) }
        for (i, left) in patterns.enumerated() {
            for (j, right) in patterns.enumerated() where !matches[i].isDisjoint(with: matches[j]) {
                #expect(PatternMeeting.meet(left, right), "\(left) and \(right)")
            }
        }
    }
}
