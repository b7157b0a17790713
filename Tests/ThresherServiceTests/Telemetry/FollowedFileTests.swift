// SPDX-License-Identifier: Apache-2.0
import Glibc
import TestSupport
import Testing
import ThresherService

@Suite(.timeLimit(.minutes(1)))
struct FollowedFileTests {
    let folder = TemporaryFolder()
    var path: String { folder.file("log") }

    func append(_ text: String, to name: String = "log") throws {
        let number = unsafe open(folder.file(name), O_WRONLY | O_APPEND | O_CREAT, 0o644)
        let file = Descriptor.owning(number)
        _ = try file.write(Array(text.utf8)[...])
    }

    func news(_ file: FollowedFile) throws -> [String] {
        var news: [String] = []
        try file.poll {
            switch $0 {
            case .bytes(let bytes): news.append(String(decoding: bytes, as: UTF8.self))
            case .replaced: news.append("<replaced>")
            case .cut: news.append("<cut>")
            }
        }
        return news
    }

    @Test func `reads what is added`() throws {
        try append("one\n")
        let file = try FollowedFile(path: path)
        #expect(try news(file) == ["one\n"])
        #expect(try news(file) == [])
        try append("two\n")
        #expect(try news(file) == ["two\n"])
    }

    @Test func `follows a rotation without losing a line`() throws {
        try append("one\n")
        let file = try FollowedFile(path: path)
        _ = try news(file)
        _ = unsafe rename(path, folder.file("log.1"))
        try append("two\n", to: "log.1")
        #expect(try news(file) == ["two\n"])
        // The new file is there before the writer has noticed.
        try append("")
        try append("three\n", to: "log.1")
        #expect(try news(file) == ["three\n"])
        try append("four\n", to: "log.1")
        try append("five\n")
        #expect(try news(file) == ["four\n", "<replaced>", "five\n"])
    }

    @Test func `follows a file that is cut short`() throws {
        try append("one\ntwo\n")
        let file = try FollowedFile(path: path)
        _ = try news(file)
        _ = unsafe truncate(path, 0)
        try append("three\n")
        #expect(try news(file) == ["<cut>", "three\n"])
    }

    @Test(arguments: [
        (0, ""), (1, "c\n"), (2, "b\nc\n"), (3, "a\nb\nc\n"), (9, "a\nb\nc\n"),
    ])
    func `begins at the last lines`(count: Int, expected: String) throws {
        try append("a\nb\nc\n")
        let file = try FollowedFile(path: path)
        try file.skip(toLast: count)
        #expect(try news(file).joined() == expected)
    }

    @Test func `begins at the last lines of a large file`() throws {
        let line = String(repeating: "x", count: 999) + "\n"
        try append(String(repeating: line, count: 500) + "end")
        let file = try FollowedFile(path: path)
        try file.skip(toLast: 201)
        #expect(try news(file).joined() == String(repeating: line, count: 200) + "end")
    }

    @Test func `finds nothing to skip in an empty file`() throws {
        try append("")
        let file = try FollowedFile(path: path)
        try file.skip(toLast: 10)
        #expect(try news(file) == [])
    }
}
