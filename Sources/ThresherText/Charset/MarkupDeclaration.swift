// SPDX-License-Identifier: Apache-2.0

/// Finds the character set that markup declares about itself.
///
/// Source: the HTML standard, "prescan a byte stream to determine its encoding" and "get an XML
/// encoding", over the first 4 KB instead of 1 KB, because real pages declare late.
struct MarkupDeclaration {
    /// How many bytes are searched.
    static let window = 4096

    private let bytes: ArraySlice<UInt8>
    private var position: Int

    /// The character set declared by a `meta` element or an XML declaration; `nil` without one
    /// that is known.
    static func charset(in bytes: ArraySlice<UInt8>) -> Charset? {
        var scan = MarkupDeclaration(bytes.prefix(window))
        guard let label = scan.label(), let charset = Charset(label: label) else { return nil }
        // What could be read as ASCII is no UTF-16, and the standard takes the other for a mistake.
        if charset.isWide { return .utf8 }
        return charset.name == "x-user-defined" ? .windows1252 : charset
    }

    private init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    private mutating func label() -> String? {
        if let label = xmlDeclaration() { return label }
        while position < bytes.endIndex {
            guard bytes[position] == UInt8(ascii: "<") else {
                position += 1
                continue
            }
            if starts(with: "<!--") {
                position += 2
                skip(past: "-->")
            } else if starts(with: "<meta"), let byte = peek(5), isSpaceOrSlash(byte) {
                position += 5
                if let label = metaLabel() { return label }
            } else if let byte = peek(1), isLetter(byte) || byte == UInt8(ascii: "/") {
                skipTag()
            } else if let byte = peek(1), byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") {
                skip(past: ">")
            } else {
                position += 1
            }
        }
        return nil
    }

    /// The `encoding` of `<?xml … ?>` at the very start.
    private mutating func xmlDeclaration() -> String? {
        guard starts(with: "<?xml"), let end = bytes.firstIndex(of: UInt8(ascii: ">")) else {
            return nil
        }
        let start = position
        defer { position = start }
        while position < end {
            if starts(with: "encoding") {
                position += 8
                skipSpace()
                guard take(UInt8(ascii: "=")) else { continue }
                skipSpace()
                guard let quote = peek(0), quote == 0x22 || quote == 0x27 else { return nil }
                position += 1
                return text { $0 == quote || $0 <= 0x20 }
            }
            position += 1
        }
        return nil
    }

    /// The label of the `meta` element whose attributes start here.
    private mutating func metaLabel() -> String? {
        var isContentType = false
        var needsContentType: Bool?
        var label: String?
        var seen: Set<String> = []
        while let (name, value) = attribute() {
            guard seen.insert(name).inserted else { continue }
            switch name {
            case "http-equiv":
                isContentType = value.lowercased() == "content-type"
            case "content":
                if label == nil, let found = Self.charset(inContentType: value) {
                    label = found
                    needsContentType = true
                }
            case "charset":
                label = value
                needsContentType = false
            default: break
            }
        }
        guard let needsContentType, !needsContentType || isContentType else { return nil }
        return label
    }

    /// The `charset` parameter of a media type, quoted or not.
    static func charset(inContentType value: String) -> String? {
        let bytes = Array(value.utf8)
        var scan = MarkupDeclaration(bytes[...])
        while scan.position < bytes.count {
            guard scan.starts(with: "charset") else {
                scan.position += 1
                continue
            }
            scan.position += 7
            scan.skipSpace()
            guard scan.take(UInt8(ascii: "=")) else { continue }
            scan.skipSpace()
            if let quote = scan.peek(0), quote == 0x22 || quote == 0x27 {
                scan.position += 1
                return scan.text { $0 == quote }
            }
            return scan.text { $0 <= 0x20 || $0 == UInt8(ascii: ";") }
        }
        return nil
    }

    /// The next attribute of a tag, its name in lower case; `nil` at the tag's end.
    private mutating func attribute() -> (name: String, value: String)? {
        while let byte = peek(0), isSpaceOrSlash(byte) { position += 1 }
        guard let first = peek(0), first != UInt8(ascii: ">") else { return nil }
        var name: [UInt8] = []
        while let byte = peek(0), !isSpaceOrSlash(byte), byte != UInt8(ascii: ">"),
            byte != UInt8(ascii: "=") || name.isEmpty
        {
            name.append(lower(byte))
            position += 1
        }
        skipSpace()
        let key = String(decoding: name, as: UTF8.self)
        guard take(UInt8(ascii: "=")) else { return (key, "") }
        skipSpace()
        guard let quote = peek(0) else { return (key, "") }
        if quote == 0x22 || quote == 0x27 {
            position += 1
            let value = text { $0 == quote }
            position += 1
            return (key, value)
        }
        return (key, text { $0 <= 0x20 || $0 == UInt8(ascii: ">") })
    }

    private mutating func skipTag() {
        position += 1
        while let byte = peek(0), byte > 0x20, byte != UInt8(ascii: ">") { position += 1 }
        while attribute() != nil {}
    }

    private mutating func skip(past end: String) {
        while position < bytes.endIndex, !starts(with: end) { position += 1 }
        position += end.utf8.count
    }

    private mutating func skipSpace() {
        while let byte = peek(0), isSpace(byte) { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek(0) == byte else { return false }
        position += 1
        return true
    }

    private mutating func text(until isEnd: (UInt8) -> Bool) -> String {
        let start = position
        while let byte = peek(0), !isEnd(byte) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private func peek(_ offset: Int) -> UInt8? {
        let index = position + offset
        return index < bytes.endIndex ? bytes[index] : nil
    }

    /// Whether the bytes here are these ASCII characters, letters in either case.
    private func starts(with word: String) -> Bool {
        var index = position
        guard bytes.endIndex - position >= word.utf8.count else { return false }
        for byte in word.utf8 {
            if lower(bytes[index]) != byte { return false }
            index += 1
        }
        return true
    }

    private func lower(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }
    private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    private func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0C || byte == 0x0D
    }
    private func isSpaceOrSlash(_ byte: UInt8) -> Bool {
        isSpace(byte) || byte == UInt8(ascii: "/")
    }
}
