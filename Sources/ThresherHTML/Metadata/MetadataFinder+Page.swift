// SPDX-License-Identifier: Apache-2.0

internal import ThresherPlugin

extension MetadataFinder {
    func site() -> Found<String>? {
        if let name = plainMeta("og:site_name") { return Found(value: name, from: "open_graph") }
        if let name = publisher() ?? data.siteName { return Found(value: name, from: "json_ld") }
        if let name = plainMeta("application-name") { return Found(value: name, from: "meta") }
        guard let title = head.title, let address = source ?? head.canonical,
            let host = URLReference.host(of: address)
        else { return nil }
        // A part of the title that the host's name spells.
        let letters = host.lowercased().utf8.filter { ASCII.isAlphanumeric($0) }
        for part in TitleParts(title).texts.reversed() {
            let name = part.lowercased().utf8.filter { ASCII.isAlphanumeric($0) }
            guard name.count >= 3, name.count <= letters.count else { continue }
            let fits = (0...letters.count - name.count).contains {
                letters[$0..<$0 + name.count].elementsEqual(name)
            }
            if fits { return Found(value: part, from: "title") }
        }
        return nil
    }

    /// The publisher that the structured data names.
    func publisher() -> String? {
        subjects.lazy.compactMap { data.text($0["publisher"]) }.first
    }

    func description() -> Found<String>? {
        for (key, from) in [
            ("og:description", "open_graph"), ("description", "meta"),
            ("twitter:description", "twitter"), ("dc.description", "meta"),
        ] {
            if let text = plainMeta(key) { return Found(value: text, from: from) }
        }
        for subject in subjects {
            if let text = data.text(subject["description"]) {
                return Found(value: text, from: "json_ld")
            }
        }
        return nil
    }

    func language() -> Found<String>? {
        let declared: [(String?, String)] = [
            (head.language, "html_lang"), (head.meta("og:locale"), "open_graph"),
            (head.meta("content-language"), "meta"), (head.meta("language"), "meta"),
            (subjects.first.flatMap { data.text($0["inLanguage"]) }, "json_ld"),
        ]
        for (text, from) in declared {
            if let tag = text.flatMap(LanguageTag.normalized) {
                return Found(value: tag, from: from)
            }
        }
        return nil
    }

    func url() -> Found<String>? {
        let candidates: [(String?, String)] = [
            (head.canonical, "canonical"), (head.meta("og:url"), "open_graph"),
            (subjects.lazy.compactMap { data.text($0["url"], "@id") }.first, "json_ld"),
            (
                subjects.lazy.compactMap { data.text($0["mainEntityOfPage"], "@id") }.first,
                "json_ld"
            ),
        ]
        for (text, from) in candidates {
            guard let text, let url = URLReference.resolve(text, against: base),
                URLReference.isAbsolute(url)
            else { continue }
            return Found(value: url, from: from)
        }
        return source.map { Found(value: $0, from: "source") }
    }

    func image() -> Found<String>? {
        let candidates: [(String?, String)] = [
            (head.meta("og:image") ?? head.meta("og:image:url"), "open_graph"),
            (subjects.lazy.compactMap { data.text($0["image"], "url") }.first, "json_ld"),
            (head.meta("twitter:image") ?? head.meta("twitter:image:src"), "twitter"),
            (head.image, "link"), (head.property("image"), "microdata"),
        ]
        for (text, from) in candidates {
            guard let text, let url = URLReference.resolve(text, against: base) else { continue }
            return Found(value: url, from: from)
        }
        return nil
    }

    /// The part of the publication that it stands in.
    func section() -> Found<String>? {
        for subject in subjects {
            if let text = data.text(subject["articleSection"]), text.utf8.count <= 100 {
                return Found(value: text, from: "json_ld")
            }
        }
        for key in [
            "article:section", "section", "parsely-section", "sailthru.section", "dc.subject",
        ] {
            if let text = plainMeta(key), text.utf8.count <= 100, !URLReference.isAbsolute(text) {
                return Found(value: text, from: "meta")
            }
        }
        if let text = head.property("articlesection"), text.utf8.count <= 100 {
            return Found(value: text, from: "microdata")
        }
        return nil
    }

    /// The address of the licence, or its name when there is no address.
    func license() -> Found<String>? {
        for subject in subjects {
            if let text = data.text(subject["license"], "url") {
                return Found(
                    value: URLReference.resolve(text, against: base) ?? text, from: "json_ld")
            }
        }
        let candidates: [(String?, String)] = [
            (head.licenseLinks.first, "rel_license"), (head.meta("dcterms.license"), "meta"),
            (head.meta("dc.rights.license"), "meta"), (head.deedLinks.first, "link"),
        ]
        for (text, from) in candidates {
            guard let text, let url = URLReference.resolve(text, against: base) else { continue }
            return Found(value: url, from: from)
        }
        return nil
    }

    func tags() -> Found<[String]>? {
        var seen: Set<String> = []
        func list(_ texts: [String]) -> [String] {
            var tags: [String] = []
            for text in texts {
                for part in text.split(separator: ",") {
                    let tag = Whitespace.collapsed(MarkupText.plain(String(part)))
                    guard !tag.isEmpty, tag.utf8.count <= 100, tags.count < 64 else { continue }
                    if seen.insert(tag.lowercased()).inserted { tags.append(tag) }
                }
            }
            return tags
        }
        func metas(_ key: String) -> [String] {
            head.metas.filter { $0.key == key }.map(\.value)
        }
        for (texts, from) in [
            (subjects.flatMap { data.names($0["keywords"]) }, "json_ld"),
            (metas("article:tag"), "open_graph"), (metas("news_keywords"), "meta"),
            (metas("keywords"), "meta"), (metas("parsely-tags"), "meta"),
            (head.tagLinks, "rel_tag"),
        ] {
            let tags = list(texts)
            if !tags.isEmpty { return Found(value: tags, from: from) }
        }
        return nil
    }

    func plainMeta(_ key: String) -> String? {
        guard let value = head.meta(key) else { return nil }
        let plain = MarkupText.plain(value)
        return plain.isEmpty ? nil : plain
    }
}
