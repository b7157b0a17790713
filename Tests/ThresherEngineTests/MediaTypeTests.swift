// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherEngine

struct MediaTypeTests {
    @Test(arguments: [
        ("<!DOCTYPE html><p>x", "page", "text/html"), (" \n<html>", "a.txt", "text/html"),
        ("Just words.", "a.txt", "text/plain"), ("Just words.", "a", "text/plain"),
        ("Words with <b>markup</b>", "a.html", "text/html"), ("<p>x", "a", "text/html"),
        ("<p align=center>logo", "README.md", "text/markdown"),
        ("{}", "a.json", "application/json"),
        ("<?xml version=\"1.0\"?><rss>", "feed", "application/rss+xml"),
        ("<?xml version=\"1.0\"?><html xmlns=\"x\">", "a", "application/xhtml+xml"),
        ("<?xml version=\"1.0\"?><note/>", "a.bin", "text/xml"),
        ("%PDF-1.7", "a.html", "application/pdf"),
        ("\u{FEFF}<!doctype HTML>", "a", "text/html"),
        ("WARC/1.1\r\n", "x.warc", "application/warc"),
        ("<!-- saved --> <HTML>", "a.txt", "text/html"),
    ])
    func `is told from the first bytes, then from the name`(
        text: String, name: String, expected: String
    ) {
        #expect(MediaType.of(Array(text.utf8), name: name) == expected)
    }

    @Test func `bytes full of controls are binary whatever the name says`() {
        #expect(
            MediaType.of((0..<64).map { UInt8($0 % 7) }, name: "a.html") == MediaType.unknownBinary)
        #expect(!MediaType.isTextual(MediaType.unknownBinary))
    }

    @Test func `UTF-16 is text with a mark, and markup without`() {
        #expect(MediaType.of([0xFF, 0xFE, 0x41, 0, 0x42, 0], name: "a.txt") == "text/plain")
        let wide: [UInt8] = "<html><p>x".utf8.flatMap { [$0, 0] }
        #expect(MediaType.of(wide, name: "a") == "text/html")
    }

    @Test(arguments: [true, false])
    func `UTF-16 without a mark is text, and numbers of two bytes are none`(isLittle: Bool) {
        func bytes(_ units: [UInt16]) -> [UInt8] {
            units.flatMap { unit in
                isLittle
                    ? [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)]
                    : [UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit)]
            }
        }
        let texts = ["The harbour master said no.", "Корабль вышел из порта в субботу."]
        for text in texts {
            #expect(MediaType.of(bytes(Array(text.utf16)), name: "a") == "text/plain")
        }
        #expect(MediaType.of(bytes((0..<99).map { $0 * 3 }), name: "a") == MediaType.unknownBinary)
    }
}
