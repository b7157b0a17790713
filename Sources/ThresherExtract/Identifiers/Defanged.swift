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
            restored = restored.replacing(written, with: meant)
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
}
