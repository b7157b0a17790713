// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherText

/// How markup declares a character set, seen through what it makes of a byte beyond ASCII.
struct MarkupDeclarationTests {
    private func read(_ head: String) -> TextDecoder.Result {
        TextDecoder.decode(Array(head.utf8) + [0xE8, 0x3C], isMarkup: true)
    }

    @Test(arguments: [
        "<meta charset=iso-8859-2>", "<META CHARSET='ISO-8859-2'>",
        "<meta charset = \"iso-8859-2\" />", "<meta/charset=\" iso-8859-2 \"/>",
        "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-2'>",
        "<meta content=\"text/html;charset=iso-8859-2\" http-equiv=\"content-type\">",
        "<meta http-equiv='CONTENT-TYPE' content='charset = \"iso-8859-2\"; x'>",
        "<meta name=a content='charset=koi8-r'><meta charset=latin2>",
        "<!-- <meta charset=koi8-r> --><meta charset=l2>",
        "<!doctype html><html lang=cs data-x='<meta charset=koi8-r>'><meta charset=iso8859-2>",
        "<?xml version='1.0' encoding='ISO-8859-2'?>",
        "<?xml version=\"1.0\" encoding = \"iso-8859-2\" standalone='yes' ?><r/>",
        "<meta charset=koi8-r charset=iso-8859-2",
    ])
    func `is found in every spelling`(head: String) {
        let result = read(head + (head.hasSuffix(">") ? "" : ">"))
        let isFirstAttribute = head.hasPrefix("<meta charset=koi8-r charset")
        #expect(result.charset.name == (isFirstAttribute ? "koi8-r" : "iso-8859-2"))
        #expect(result.origin == .meta)
    }

    @Test(arguments: [
        "<meta content='text/html; charset=koi8-r'>", "<meta name=charset content=koi8-r>",
        "<metacharset=koi8-r>", "<!-- <meta charset=koi8-r> -->",
        "<p title='<meta charset=koi8-r>'>",
        "<meta charset=>", "<meta charset=bogus>", "<meta charset", "<meta", "<", "",
        "<meta http-equiv=refresh content='0; charset=koi8-r'>", "<?php encoding='koi8-r' ?>",
    ])
    func `is not made up`(head: String) {
        #expect(read(head).origin != .meta)
    }

    @Test func `of UTF-16 in what reads as ASCII means UTF-8`() {
        let bytes = Array("<meta charset=utf-16>ééé".utf8) + [0xFF]
        let result = TextDecoder.decode(bytes, declared: nil, isMarkup: true)
        #expect(result.charset == .utf8)
    }

    @Test func `of x-user-defined means Windows-1252`() {
        #expect(read("<meta charset=x-user-defined>").charset == .windows1252)
    }

    @Test func `is searched for in the first 4 KB`() {
        let near = "<style>" + String(repeating: " ", count: 4000) + "</style>"
        #expect(read(near + "<meta charset=iso-8859-2>").origin == .meta)
        let far = "<style>" + String(repeating: " ", count: 4100) + "</style>"
        #expect(read(far + "<meta charset=iso-8859-2>").origin != .meta)
    }

    @Test func `gives way to what the transport declared`() {
        let bytes = Array("<meta charset=koi8-r>".utf8) + [0xE8]
        let result = TextDecoder.decode(bytes, declared: "iso-8859-2", isMarkup: true)
        #expect(result.text.hasSuffix("č"))
        #expect(result.origin == .declared)
    }

    @Test func `is not looked for in plain text`() {
        let bytes = Array("<meta charset=koi8-r>".utf8) + [0xE8]
        #expect(TextDecoder.decode(bytes, isMarkup: false).origin != .meta)
    }
}
