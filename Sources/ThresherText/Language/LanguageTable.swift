// SPDX-License-Identifier: Apache-2.0

/// What has to be known of languages beside their statistics.
enum LanguageTable {
    /// The BCP 47 tag of a code of CLD2; `nil` for what is no language.
    static func tag(ofCLD2 code: String) -> String? {
        switch code {
        case "un", "xxx", "": nil
        case "iw": "he"
        case "jw": "jv"
        case "bh": "bho"
        case "sr-ME": "cnr"
        case "xx-Bugi": "bug"
        case "xx-Goth": "got"
        default: code.hasPrefix("xx-") || code.hasPrefix("zz") ? nil : code
        }
    }

    /// Languages that are written so alike that the page knows better which of them it is in, or
    /// that CLD2 takes for the first of their line because it has no table of them.
    private static let alike: [String: Set<String>] = [
        "no": ["nb", "nn", "no"], "nb": ["nb", "nn", "no"], "nn": ["nb", "nn", "no"],
        "hr": ["hr", "bs", "sr", "sh", "cnr"], "sr": ["hr", "bs", "sr", "sh", "cnr"],
        "bs": ["hr", "bs", "sr", "sh", "cnr"], "cnr": ["hr", "bs", "sr", "sh", "cnr"],
        "id": ["id", "ms"], "ms": ["id", "ms"], "tl": ["tl", "fil"], "zh": ["zh", "yue", "wuu"],
        "nl": ["fy", "li", "nds", "zea"], "de": ["lb", "nds", "gsw", "bar", "pdc"],
        "is": ["fo"], "ca": ["oc", "ast", "an"], "es": ["ast", "an", "lad"],
        "it": ["co", "lmo", "scn", "vec", "nap", "sc", "pms", "fur"], "lg": ["ln"],
        "st": ["tn", "nso", "ss"], "rw": ["rn"], "ceb": ["war"], "en": ["sco"],
        "ht": ["gcf", "mfe"],
        "fa": ["prs", "ps", "az", "ku", "ckb"], "ur": ["sd", "pnb"], "hi": ["bho", "mai", "awa"],
        "bho": ["hi", "mai", "awa"], "bn": ["as"], "ku": ["kmr"], "ro": ["mo"], "sq": ["aln"],
        "az": ["azj"], "lv": ["ltg"], "lt": ["sgs"], "ru": ["rue"], "pt": ["mwl"], "tr": ["crh"],
        "et": ["vro"], "ny": ["sn"],
    ]

    /// Whether a declaration of one language and a measure of another may both be true.
    static func agree(declared: String, measured: String) -> Bool {
        let declared = primary(declared)
        let measured = primary(measured)
        return declared == measured || alike[measured]?.contains(declared) == true
    }

    /// The first subtag, which names the language.
    static func primary(_ tag: String) -> String {
        String(tag.prefix { $0 != "-" })
    }

    /// The tag to give when a page declares one and its text is measured as another that agrees.
    ///
    /// The declaration is kept, because it knows the region; but not when it names the wrong
    /// script of Chinese.
    static func merged(declared: String, measured: String) -> String {
        guard primary(declared) == "zh", primary(measured) == "zh" else { return declared }
        let subtags = declared.split(separator: "-").dropFirst()
        let saysTraditional = subtags.contains { ["TW", "HK", "MO", "Hant"].contains($0) }
        let saysSimplified = subtags.contains { ["CN", "SG", "MY", "Hans"].contains($0) }
        if measured == "zh-Hant" { return saysTraditional ? declared : measured }
        return saysTraditional && !saysSimplified ? measured : declared
    }
}
