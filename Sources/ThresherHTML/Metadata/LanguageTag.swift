// SPDX-License-Identifier: Apache-2.0

/// Language tags as pages declare them, in the form of BCP 47.
enum LanguageTag {
    /// `en_us` becomes `en-US`, `zh-hans-cn` becomes `zh-Hans-CN`; `nil` when it is no tag.
    static func normalized(_ text: String) -> String? {
        let first = text.split(separator: ",").first.map(String.init) ?? text
        let parts = Whitespace.collapsed(first).split { $0 == "-" || $0 == "_" }
        guard let language = parts.first, (2...3).contains(language.utf8.count),
            language.utf8.allSatisfy(ASCII.isLetter), parts.count <= 8
        else { return nil }
        var tag = language.lowercased()
        if tag == "und" { return nil }
        for part in parts.dropFirst() {
            guard part.utf8.count <= 8, part.utf8.allSatisfy(ASCII.isAlphanumeric) else {
                return nil
            }
            switch part.utf8.count {
            case 2: tag += "-" + part.uppercased()
            case 4 where part.utf8.allSatisfy(ASCII.isLetter):
                tag += "-" + part.prefix(1).uppercased() + part.dropFirst().lowercased()
            default: tag += "-" + part.lowercased()
            }
        }
        return tag
    }
}
