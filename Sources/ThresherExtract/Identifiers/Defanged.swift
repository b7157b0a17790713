// SPDX-License-Identifier: Apache-2.0

/// Addresses that their writers have made unfit to follow: `hxxps://news[.]example`.
enum Defanged {
    /// The address that is meant; the text itself when nothing in it is defanged.
    static func restored(_ text: String) -> String {
        let isBracketed = text.utf8.contains { $0 == 0x5B || $0 == 0x28 || $0 == 0x7B }
        let scheme = schemes.first { text.lowercased().hasPrefix($0.written) }
        guard isBracketed || scheme != nil else { return text }
        var restored = text
        if let scheme { restored = scheme.meant + restored.dropFirst(scheme.written.utf8.count) }
        guard isBracketed else { return restored }
        for (written, meant) in marks {
            restored = replaced(written, by: meant, in: restored)
        }
        return restored
    }

    private static let schemes: [(written: String, meant: String)] = [
        ("hxxps://", "https://"), ("hxxp://", "http://"), ("hxxps[:]//", "https://"),
        ("hxxp[:]//", "http://"), ("hxxps[://]", "https://"), ("hxxp[://]", "http://"),
        ("fxp://", "ftp://"),
    ]

    private static let marks: [(written: String, meant: String)] = [
        ("[.]", "."), ("(.)", "."), ("{.}", "."), ("[dot]", "."), ("(dot)", "."), ("[:]", ":"),
        ("[://]", "://"), ("[@]", "@"), ("[at]", "@"), ("(at)", "@"),
    ]

    private static func replaced(_ written: String, by meant: String, in text: String) -> String {
        let pattern = Array(written.utf8)
        let bytes = Array(text.utf8)
        guard bytes.count >= pattern.count else { return text }
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let end = index + pattern.count
            if end <= bytes.count, bytes[index..<end].elementsEqual(pattern) {
                result += Array(meant.utf8)
                index = end
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
