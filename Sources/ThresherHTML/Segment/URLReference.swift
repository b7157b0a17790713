// SPDX-License-Identifier: Apache-2.0

/// Addresses as pages write them, made absolute (RFC 3986, section 5).
enum URLReference {
    /// The parts of an address, as ranges of its bytes.
    fileprivate struct Parts {
        var scheme = 0..<0
        /// `nil` when there is no `//`.
        var authority: Range<Int>?
        var path: Range<Int>
        /// With its `?`.
        var query: Range<Int>
        /// With its `#`.
        var fragment: Range<Int>

        init(_ bytes: Span<UInt8>) {
            var start = 0
            var end = bytes.firstIndex(of: UInt8(ascii: "#"), from: 0) ?? bytes.count
            fragment = end..<bytes.count
            let front = bytes.extracting(0..<end)
            let mark = front.firstIndex(of: UInt8(ascii: "?"), from: 0) ?? end
            query = mark..<end
            end = mark
            let colon = bytes.extracting(0..<end).firstIndex(of: UInt8(ascii: ":"), from: 0)
            if let colon, URLReference.isScheme(bytes.extracting(0..<colon)) {
                scheme = 0..<colon
                start = colon + 1
            }
            if bytes.extracting(0..<end).hasPrefix("//", at: start) {
                let rest = bytes.extracting(0..<end)
                let slash = rest.firstIndex(of: UInt8(ascii: "/"), from: start + 2) ?? end
                authority = start + 2..<slash
                start = slash
            }
            path = start..<end
        }
    }

    private static func isScheme(_ text: Span<UInt8>) -> Bool {
        guard !text.isEmpty, ASCII.isLetter(text[0]) else { return false }
        for index in text.indices {
            let byte = text[index]
            guard
                ASCII.isAlphanumeric(byte) || byte == UInt8(ascii: "+")
                    || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            else { return false }
        }
        return true
    }

    /// An absolute address of the web that others are resolved against.
    struct Base {
        fileprivate let bytes: [UInt8]
        fileprivate let parts: Parts
        fileprivate let authority: Range<Int>

        /// `nil` when the address is none.
        init?(_ address: String) {
            let bytes = Array(address.utf8)
            let parts = Parts(bytes.span)
            guard let authority = parts.authority, isWeb(bytes.span, parts.scheme) else {
                return nil
            }
            (self.bytes, self.parts, self.authority) = (bytes, parts, authority)
        }

        /// The path up to its last slash.
        fileprivate var folder: Range<Int>? {
            let slash = parts.path.last { bytes[$0] == UInt8(ascii: "/") }
            return slash.map { parts.path.lowerBound..<$0 + 1 }
        }
    }

    /// The address of a page that a reference points to.
    ///
    /// - Parameters:
    ///   - reference: As written; white space around it and line breaks in it do not count.
    ///   - base: An absolute address, when one is known.
    /// - Returns: The absolute address; the reference itself when it is relative and there is no
    ///   base; `nil` when it points into the same page, is empty, or is no address of the web
    ///   (`javascript:`, `mailto:`, `tel:`).
    static func resolve(_ reference: String, against base: String?) -> String? {
        resolve(reference.utf8Span.span, against: base.flatMap { Base($0) })
    }

    static func resolve(_ reference: Span<UInt8>, against base: Base?) -> String? {
        for index in reference.indices where reference[index] <= 0x20 {
            let cleaned = clean(reference)
            return resolve(cleaned: cleaned.span, against: base)
        }
        return resolve(cleaned: reference, against: base)
    }

    private static func resolve(cleaned: Span<UInt8>, against base: Base?) -> String? {
        guard !cleaned.isEmpty, cleaned[0] != UInt8(ascii: "#") else { return nil }
        let parts = Parts(cleaned)
        if !parts.scheme.isEmpty { return isWeb(cleaned, parts.scheme) ? cleaned.text : nil }
        guard let base else { return cleaned.text }
        let root = base.bytes.span
        var address = ByteBuffer(capacity: root.count + cleaned.count)
        address.append(root.extracting(base.parts.scheme))
        address.append("://")
        if let host = parts.authority {
            address.append(cleaned.extracting(host.lowerBound..<cleaned.count))
            return address.text
        }
        address.append(root.extracting(base.authority))
        let start = address.count
        var query = cleaned.extracting(parts.query)
        if parts.path.isEmpty {
            address.append(root.extracting(base.parts.path))
            if parts.query.isEmpty { query = root.extracting(base.parts.query) }
        } else {
            if cleaned[parts.path.lowerBound] != UInt8(ascii: "/") {
                if let folder = base.folder {
                    address.append(root.extracting(folder))
                } else {
                    address.append(UInt8(ascii: "/"))
                }
            }
            address.append(cleaned.extracting(parts.path))
        }
        removeDots(from: start, of: &address)
        address.append(query)
        address.append(cleaned.extracting(parts.fragment))
        return address.text
    }

    /// Whether a text is an absolute address of the web.
    static func isAbsolute(_ text: String) -> Bool {
        let bytes = text.utf8Span.span
        let parts = Parts(bytes)
        return isWeb(bytes, parts.scheme) && !(parts.authority?.isEmpty ?? true)
    }

    /// The path of an absolute address, `/` at its start.
    static func path(of address: String) -> Substring {
        let bytes = address.utf8Span.span
        return bytes.extracting(Parts(bytes).path).text[...]
    }

    /// The host of an absolute address, without user and port.
    static func host(of address: String) -> Substring? {
        let bytes = address.utf8Span.span
        guard var host = Parts(bytes).authority else { return nil }
        if let at = host.last(where: { bytes[$0] == UInt8(ascii: "@") }) {
            host = at + 1..<host.upperBound
        }
        if let colon = host.first(where: { bytes[$0] == UInt8(ascii: ":") }) {
            host = host.lowerBound..<colon
        }
        return host.isEmpty ? nil : bytes.extracting(host).text[...]
    }

    private static func isWeb(_ bytes: Span<UInt8>, _ scheme: Range<Int>) -> Bool {
        for name: StaticString in ["http", "https", "ftp"]
        where scheme.count == name.utf8CodeUnitCount
            && bytes.hasPrefix(name, at: scheme.lowerBound)
        {
            return true
        }
        return false
    }

    /// Without white space at the ends and line breaks inside; spaces percent-encoded.
    private static func clean(_ text: Span<UInt8>) -> [UInt8] {
        var kept: [UInt8] = []
        for index in text.indices {
            let byte = text[index]
            if byte == 0x0A || byte == 0x0D || byte == 0x09 { continue }
            if byte > 0x20 || !kept.isEmpty { kept.append(byte) }
        }
        while let last = kept.last, last <= 0x20 { kept.removeLast() }
        guard kept.contains(0x20) else { return kept }
        var encoded: [UInt8] = []
        for byte in kept {
            if byte == 0x20 { encoded.append(contentsOf: "%20".utf8) } else { encoded.append(byte) }
        }
        return encoded
    }

    /// Takes the `.` and `..` steps out of the path that begins at `start`.
    private static func removeDots(from start: Int, of address: inout ByteBuffer) {
        let dot = UInt8(ascii: ".")
        for index in start..<max(address.count - 1, start)
        where address[index + 1] == dot && address[index] == UInt8(ascii: "/") {
            let path = address.text(from: start)
            address.truncate(to: start)
            address.append(withoutDots(path[...]).utf8Span.span)
            return
        }
    }

    /// Without `.` and `..` steps (RFC 3986, section 5.2.4).
    private static func withoutDots(_ path: Substring) -> String {
        var kept: [Substring] = []
        let steps = path.split(separator: "/", omittingEmptySubsequences: false)
        for (index, step) in steps.enumerated() {
            let isLast = index == steps.count - 1
            switch step {
            case ".":
                if isLast { kept.append("") }
            case "..":
                if kept.count > 1 { kept.removeLast() }
                if isLast { kept.append("") }
            default: kept.append(step)
            }
        }
        return kept.joined(separator: "/")
    }
}
