// SPDX-License-Identifier: Apache-2.0

/// Words that say what a written date is the date of, as data.
///
/// Twelve languages and more; no single word decides, each is one piece of evidence.
enum DateLabels {
    /// What stands before or around a date.
    enum Meaning {
        case published, updated
        /// When somebody joined, when goods came out, when an offer ends: no date of the page.
        case unrelated
    }

    private static let published = [
        "publish", "posted", "created", "written", "started", "asked",  // English
        "veröffentlicht", "erstellt", "erschienen", "publiziert",  // German
        "publié", "posté", "mis en ligne", "paru le",  // French
        "publicado", "publicación", "fecha",  // Spanish, Portuguese
        "pubblicat", "postado",  // Italian, Portuguese
        "gepubliceerd", "geplaatst",  // Dutch
        "opublikowano", "dodano", "data publikacji", "utworzono",  // Polish
        "опубликовано", "дата публикации", "создано",  // Russian
        "نشر", "تاريخ النشر",  // Arabic
        "发布", "發布", "发表", "發表", "公開", "投稿", "掲載", "作成",  // Chinese, Japanese
        "yayın", "publicerad", "udgivet", "publisert", "publikováno", "опубліковано",
    ]
    private static let updated = [
        "update", "modified", "edited", "reviewed", "revised",  // English
        "aktualisiert", "geändert", "bearbeitet", "stand:",  // German
        "mis à jour", "mise à jour", "modifié",  // French
        "actualizad", "actualización", "modificad", "atualizad",  // Spanish, Portuguese
        "aggiornat", "modificat",  // Italian
        "bijgewerkt", "gewijzigd",  // Dutch
        "zaktualizowan", "aktualizacja", "zmodyfikowano",  // Polish
        "обновлен", "изменено", "оновлено",  // Russian, Ukrainian
        "تحديث", "تعديل",  // Arabic
        "更新", "修改", "編集",  // Chinese, Japanese
        "güncelle", "uppdaterad", "opdateret", "oppdatert", "aktualizováno",
    ]
    private static let unrelated = [
        "joined", "registered", "member since", "expires", "copyright", "©", "deadline",
        "mitglied seit", "registriert", "gültig bis", "inscrit", "membre depuis", "expire",
        "registrado", "miembro desde", "membro desde", "iscritto", "lid sinds", "geregistreerd",
        "dołączył", "zarejestrowany", "регистрация", "на форуме с", "انضم", "注册", "加入", "登録",
        // When goods came out.
        "release date", "first available", "erscheinungsdatum", "erscheinungstermin",
        "date de sortie", "date de parution", "fecha de lanzamiento", "data de lançamento",
        "data di uscita", "data di rilascio", "releasedatum", "data wydania",
        "дата выхода", "تاريخ الإصدار", "发行日期", "發行日期", "発売日", "リリース日",
    ]

    private static let phrases = PhraseList([unrelated, updated, published])

    /// What the words before a date say it is, `nil` when they say nothing.
    static func meaning(of words: String) -> Meaning? {
        guard !words.isEmpty else { return nil }
        return phrases.group(in: words.lowercased()).map { [.unrelated, .updated, .published][$0] }
    }

    /// The order of day and month in numbers, by a language tag.
    ///
    /// Of English only the tags with a country say it.
    static func order(_ language: String?) -> WrittenDate.Order {
        guard let language else { return .unknown }
        let parts = language.split(separator: "-")
        guard let first = parts.first else { return .unknown }
        if first != "en" { return .dayFirst }
        switch parts.last {
        case "US", "PH": return .monthFirst
        case "GB", "IE", "AU", "NZ", "IN", "ZA", "SG": return .dayFirst
        default: return .unknown
        }
    }
}
