// SPDX-License-Identifier: Apache-2.0

internal import ThresherPlugin

extension MetadataFinder {
    func site() -> Found<String>? {
        if let name = plainMeta("og:site_name") { return Found(value: name, from: "open_graph") }
        for subject in subjects {
            if let name = data.text(subject["publisher"]) {
                return Found(value: name, from: "json_ld")
            }
        }
        if let name = data.text(data.first(of: "WebSite")?["name"]) {
            return Found(value: name, from: "json_ld")
        }
        if let name = plainMeta("application-name") { return Found(value: name, from: "meta") }
        guard let title = head.title, let address = source ?? head.canonical,
            let host = URLReference.host(of: address)
        else { return nil }
        // A part of the title that the host's name spells.
        let letters = host.lowercased().utf8.filter { ASCII.isAlphanumeric($0) }
        for part in TitleChoice.parts(of: title).reversed() {
            let name = part.lowercased().utf8.filter { ASCII.isAlphanumeric($0) }
            guard name.count >= 3, name.count <= letters.count else { continue }
            let fits = (0...letters.count - name.count).contains {
                letters[$0..<$0 + name.count].elementsEqual(name)
            }
            if fits { return Found(value: part, from: "title") }
        }
        return nil
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

    private func plainMeta(_ key: String) -> String? {
        guard let value = head.meta(key) else { return nil }
        let plain = MarkupText.plain(value)
        return plain.isEmpty ? nil : plain
    }
}
