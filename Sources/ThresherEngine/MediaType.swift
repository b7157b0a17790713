// SPDX-License-Identifier: Apache-2.0

/// Tells an entry's media type from its first bytes, then from its name.
///
/// The signatures follow the WHATWG MIME Sniffing Standard, sections 6 and 7.1, and the formats'
/// own magic numbers.
package enum MediaType {
    /// How many of the first bytes are looked at.
    package static let sampleBytes = 4_096

    /// The type of bytes that are no text and have no known signature.
    package static let unknownBinary = "application/octet-stream"

    /// The media type, lower case, without parameters.
    package static func of(_ sample: [UInt8], name: String) -> String {
        if let type = signature(sample) { return type }
        let named = byName(name)
        if !hasByteOrderMark(sample), !isWideMarkup(sample), isBinary(sample), !isWideText(sample) {
            return unknownBinary
        }
        // Nearly every page says at once what it is.
        if case .page = markup(asciiText(sample.prefix(256))) { return "text/html" }
        switch markup(asciiText(sample[...])) {
        case .page: return "text/html"
        case .xml(let type):
            return type ?? named.flatMap { $0.hasSuffix("xml") ? $0 : nil } ?? "text/xml"
        case .fragment: return named ?? "text/html"
        case .none: return named ?? "text/plain"
        }
    }

    /// Whether stages can read it as text.
    ///
    /// Of XML only pages: of other vocabularies no stage knows what is text.
    package static func isTextual(_ type: String) -> Bool {
        if type.hasSuffix("xml") { return type == "application/xhtml+xml" }
        return type.hasPrefix("text/") || type.hasSuffix("+json") || type == "application/json"
            || type == "application/x-ndjson"
    }

    /// Whether a type is one of a list in which `text/*` stands for all of a kind.
    package static func matches(_ type: String, any patterns: [String]) -> Bool {
        patterns.contains { covers($0, type) }
    }

    /// Whether all that the second means, a type or `text/*`, is meant by the first.
    package static func covers(_ wide: String, _ narrow: String) -> Bool {
        wide == narrow || wide == "*/*"
            || (wide.hasSuffix("/*") && narrow.hasPrefix(wide.dropLast()))
    }

    private static let signatures: [(offset: Int, bytes: [UInt8], type: String)] = [
        (0, Array("%PDF-".utf8), "application/pdf"),
        (0, [0x50, 0x4B, 0x03, 0x04], "application/zip"),
        (0, [0x50, 0x4B, 0x05, 0x06], "application/zip"),
        (0, [0x1F, 0x8B], "application/gzip"),
        (0, [0x28, 0xB5, 0x2F, 0xFD], "application/zstd"),
        (0, [0x42, 0x5A, 0x68], "application/x-bzip2"),
        (0, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "application/x-xz"),
        (0, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "application/x-7z-compressed"),
        (0, Array("Rar!\u{1A}\u{07}".utf8), "application/vnd.rar"),
        (257, Array("ustar".utf8), "application/x-tar"),
        (0, Array("WARC/".utf8), "application/warc"),
        (0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        (0, [0xFF, 0xD8, 0xFF], "image/jpeg"),
        (0, Array("GIF87a".utf8), "image/gif"),
        (0, Array("GIF89a".utf8), "image/gif"),
        (8, Array("WEBP".utf8), "image/webp"),
        (4, Array("ftyp".utf8), "video/mp4"),
        (0, [0x1A, 0x45, 0xDF, 0xA3], "video/webm"),
        (0, Array("OggS".utf8), "application/ogg"),
        (0, Array("ID3".utf8), "audio/mpeg"),
        (0, Array("fLaC".utf8), "audio/flac"),
        (0, [0x7F, 0x45, 0x4C, 0x46], "application/x-elf"),
        (0, Array("SQLite format 3\0".utf8), "application/vnd.sqlite3"),
        (0, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "application/x-ole-storage"),
        (0, Array("wOFF".utf8), "font/woff"), (0, Array("wOF2".utf8), "font/woff2"),
        (0, Array("{\\rtf".utf8), "application/rtf"),
    ]

    private static func signature(_ sample: [UInt8]) -> String? {
        for index in signatures.indices {
            let (offset, first) = (signatures[index].offset, signatures[index].bytes[0])
            guard offset < sample.count, sample[offset] == first,
                sample[offset...].starts(with: signatures[index].bytes)
            else { continue }
            return signatures[index].type
        }
        return nil
    }

    private static let names: [String: String] = [
        "html": "text/html", "htm": "text/html", "shtml": "text/html", "asp": "text/html",
        "aspx": "text/html", "php": "text/html", "jsp": "text/html",
        "xhtml": "application/xhtml+xml", "xht": "application/xhtml+xml", "txt": "text/plain",
        "text": "text/plain", "md": "text/markdown", "markdown": "text/markdown",
        "csv": "text/csv", "tsv": "text/tab-separated-values", "json": "application/json",
        "jsonl": "application/x-ndjson", "ndjson": "application/x-ndjson", "xml": "text/xml",
        "rss": "application/rss+xml", "atom": "application/atom+xml", "css": "text/css",
        "js": "text/javascript", "mjs": "text/javascript", "svg": "image/svg+xml",
    ]

    private static func byName(_ name: String) -> String? {
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        return names[name[name.utf8.index(after: dot)...].lowercased()]
    }

    private static func hasByteOrderMark(_ sample: [UInt8]) -> Bool {
        sample.starts(with: [0xEF, 0xBB, 0xBF]) || sample.starts(with: [0xFF, 0xFE])
            || sample.starts(with: [0xFE, 0xFF]) || sample.starts(with: [0, 0, 0xFE, 0xFF])
    }

    /// Markup in UTF-16 without a byte-order mark: `<` and a NUL beside it.
    private static func isWideMarkup(_ sample: [UInt8]) -> Bool {
        sample.starts(with: [0x3C, 0]) || sample.starts(with: [0, 0x3C])
    }

    /// Text in UTF-16 without a byte-order mark: units of two bytes that are all characters, with ASCII
    /// among them, if only spaces, whose other byte is zero.
    ///
    /// Of numbers in two bytes some are control characters, of chance's units one in seven means
    /// nothing.
    private static func isWideText(_ sample: [UInt8]) -> Bool {
        isWideText(sample, high: 1) || isWideText(sample, high: 0)
    }

    private static func isWideText(_ sample: [UInt8], high: Int) -> Bool {
        var units = 0
        var ascii = 0
        var isOpen = false
        for start in stride(from: 0, to: sample.count - 1, by: 2) {
            let unit = UInt16(sample[start + high]) << 8 | UInt16(sample[start + 1 - high])
            switch unit {
            case 0x09, 0x0A, 0x0D, 0x20...0x7E: ascii += 1
            case 0...0x9F, 0xE000...0xF8FF, 0xFFFE...0xFFFF: return false
            default: break
            }
            guard isOpen == (0xDC00...0xDFFF).contains(unit) else { return false }
            isOpen = (0xD800...0xDBFF).contains(unit)
            units += 1
        }
        return units >= 8 && ascii * 20 >= units
    }

    private static func isBinary(_ sample: [UInt8]) -> Bool {
        // A single NUL or form feed happens in saved pages; a binary file is full of controls.
        var controls = 0
        let bytes = sample.span
        for start in stride(from: 0, to: bytes.count, by: 128) {
            // In one byte and without branches, so that the compiler takes many at once.
            var few: UInt8 = 0
            for index in start..<min(start + 128, bytes.count) {
                // Within the sample, as the line above says.
                let byte = unsafe bytes[unchecked: index]
                let isLow: UInt8 = byte < 0x20 ? 1 : 0
                let isLayout: UInt8 = byte &- 0x09 < 5 ? 1 : 0
                let isVerticalTab: UInt8 = byte == 0x0B ? 1 : 0
                let isEscape: UInt8 = byte == 0x1B ? 1 : 0
                few &+= isLow &- isLayout &+ isVerticalTab &- isEscape
            }
            controls += Int(few)
        }
        return controls * 50 > sample.count
    }

    /// The sample's ASCII letters in lower case, without a byte-order mark, NULs and leading space.
    private static func asciiText(_ sample: ArraySlice<UInt8>) -> String {
        let bytes = sample.drop { $0 >= 0x80 || $0 <= 0x20 }.filter { $0 != 0 }
        return String(decoding: bytes, as: UTF8.self).lowercased()
    }

    private enum Markup {
        case none, page, fragment
        case xml(String?)
    }

    private static func markup(_ text: String) -> Markup {
        guard text.utf8.first == UInt8(ascii: "<") else { return .none }
        if text.hasPrefix("<?xml") {
            if text.contains("<html") { return .xml("application/xhtml+xml") }
            if text.contains("<rss") || text.contains("<rdf:rdf") {
                return .xml("application/rss+xml")
            }
            if text.contains("<feed") { return .xml("application/atom+xml") }
            if text.contains("<svg") { return .xml("image/svg+xml") }
            return .xml(nil)
        }
        if text.hasPrefix("<rss") { return .xml("application/rss+xml") }
        if text.hasPrefix("<feed") { return .xml("application/atom+xml") }
        if text.hasPrefix("<svg") { return .xml("image/svg+xml") }
        for tag in ["<!doctype html", "<html", "<head", "<body"] where text.hasPrefix(tag) {
            return .page
        }
        if text.contains("<html") || text.contains("<!doctype html") { return .page }
        let fragments = [
            "<!--", "<script", "<iframe", "<h1", "<div", "<font", "<table", "<a ", "<style",
            "<title", "<b>", "<br", "<p>", "<p ", "<meta", "<link", "<article", "<section", "<main",
            "<ul", "<ol", "<span", "<img", "<h2", "<header", "<nav", "<!doctype",
        ]
        for tag in fragments where text.hasPrefix(tag) { return .fragment }
        return .none
    }
}
