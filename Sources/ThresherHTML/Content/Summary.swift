// SPDX-License-Identifier: Apache-2.0

internal import ThresherPlugin

/// What a page without any text says about itself elsewhere.
///
/// Applications that draw their page by script often leave the whole article in JSON-LD, or at
/// least its beginning in the description.
enum Summary {
    /// The text and where it was found, `nil` when there is none.
    static func find(in tree: HTMLTree) -> (text: String, from: String)? {
        let data = StructuredData(tree.jsonLD)
        for key in ["articleBody", "reviewBody", "text"] {
            for subject in data.subjects {
                if let text = data.text(subject[key]) { return (text, "json_ld") }
            }
        }
        let head = HeadFacts(tree)
        var longest = ""
        for key in ["og:description", "description", "twitter:description"] {
            let text = MarkupText.plain(head.meta(key) ?? "")
            if text.utf8.count > longest.utf8.count { longest = text }
        }
        for subject in data.subjects {
            let text = data.text(subject["description"]) ?? ""
            if text.utf8.count > longest.utf8.count { longest = text }
        }
        return longest.isEmpty ? nil : (longest, "description")
    }
}
