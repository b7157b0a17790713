// SPDX-License-Identifier: Apache-2.0

/// Addresses as pages write them, made absolute (RFC 3986, section 5).
enum URLReference {
    private struct Parts {
        var scheme: Substring = ""
        /// `nil` when there is no `//`.
        var authority: Substring?
        var path: Substring = ""
        /// With its `?`.
        var query: Substring = ""
        /// With its `#`.
        var fragment: Substring = ""

        init(_ text: Substring) {
            var rest = text
            if let hash = rest.utf8.firstIndex(of: UInt8(ascii: "#")) {
                fragment = rest[hash...]
                rest = rest[..<hash]
            }
            if let mark = rest.utf8.firstIndex(of: UInt8(ascii: "?")) {
                query = rest[mark...]
                rest = rest[..<mark]
            }
            if let colon = rest.utf8.firstIndex(of: UInt8(ascii: ":")), isScheme(rest[..<colon]) {
                scheme = rest[..<colon]
                rest = rest[rest.utf8.index(after: colon)...]
            }
            if rest.hasPrefix("//") {
                rest = rest.dropFirst(2)
                let end = rest.utf8.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
                authority = rest[..<end]
                rest = rest[end...]
            }
            path = rest
        }
    }

    private static func isScheme(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, ASCII.isLetter(first) else { return false }
        return text.utf8.allSatisfy {
            ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-")
                || $0 == UInt8(ascii: ".")
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
        let cleaned = clean(reference)
        guard !cleaned.isEmpty, cleaned.utf8.first != UInt8(ascii: "#") else { return nil }
        let parts = Parts(cleaned[...])
        if !parts.scheme.isEmpty { return isWeb(parts.scheme) ? cleaned : nil }
        guard let base else { return cleaned }
        let root = Parts(base[...])
        guard let authority = root.authority, isWeb(root.scheme) else { return cleaned }
        if let host = parts.authority {
            return "\(root.scheme)://\(host)\(parts.path)\(parts.query)\(parts.fragment)"
        }
        var path = parts.path
        var query = parts.query
        if path.isEmpty {
            path = root.path
            if query.isEmpty { query = root.query }
        } else if !path.hasPrefix("/") {
            let slash = root.path.utf8.lastIndex(of: UInt8(ascii: "/"))
            let folder = slash.map { root.path[...$0] } ?? "/"
            path = folder + path
        }
        return "\(root.scheme)://\(authority)\(withoutDots(path))\(query)\(parts.fragment)"
    }

    /// Whether a text is an absolute address of the web.
    static func isAbsolute(_ text: String) -> Bool {
        let parts = Parts(text[...])
        return isWeb(parts.scheme) && !(parts.authority ?? "").isEmpty
    }

    /// The path of an absolute address, `/` at its start.
    static func path(of address: String) -> Substring { Parts(address[...]).path }

    /// The host of an absolute address, without user and port.
    static func host(of address: String) -> Substring? {
        guard var host = Parts(address[...]).authority else { return nil }
        if let at = host.utf8.lastIndex(of: UInt8(ascii: "@")) {
            host = host[host.utf8.index(after: at)...]
        }
        if let colon = host.utf8.firstIndex(of: UInt8(ascii: ":")) { host = host[..<colon] }
        return host.isEmpty ? nil : host
    }

    private static func isWeb(_ scheme: Substring) -> Bool {
        switch scheme.lowercased() {
        case "http", "https", "ftp": true
        default: false
        }
    }

    /// Without white space at the ends and line breaks inside; spaces percent-encoded.
    private static func clean(_ text: String) -> String {
        var kept: [UInt8] = []
        for byte in text.utf8 where byte != 0x0A && byte != 0x0D && byte != 0x09 {
            if byte > 0x20 || !kept.isEmpty { kept.append(byte) }
        }
        while let last = kept.last, last <= 0x20 { kept.removeLast() }
        guard kept.contains(0x20) else { return String(decoding: kept, as: UTF8.self) }
        var encoded: [UInt8] = []
        for byte in kept {
            if byte == 0x20 { encoded.append(contentsOf: "%20".utf8) } else { encoded.append(byte) }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    /// Without `.` and `..` steps (RFC 3986, section 5.2.4).
    private static func withoutDots(_ path: Substring) -> String {
        guard path.contains("/.") else { return String(path) }
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
