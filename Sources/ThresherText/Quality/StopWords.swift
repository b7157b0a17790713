// SPDX-License-Identifier: Apache-2.0

/// The most frequent words of languages, which prose cannot do without and lists of names can.
enum StopWords {
    /// Eight words for each language.
    ///
    /// The English ones are those of Rae et al. 2021, "Gopher", appendix A.1.1; the others function words of the same kinds: articles, conjunctions, prepositions, forms of
    /// "to be" and "to have".
    private static let lists: [String: String] = [
        "en": "the be to of and that have with",
        "de": "der die und in den von mit ist",
        "fr": "de la le et les des en que",
        "es": "de la que el en y los con",
        "it": "di che la il e un per con",
        "pt": "de que o a e do da com",
        "nl": "de het van en een in dat met",
        "sv": "och att det som en på är av",
        "da": "og at det en er som på af",
        "no": "og det som en er på av til",
        "fi": "ja on ei että se oli hän kun",
        "pl": "w i na z się że do nie",
        "cs": "a se v na že je s to",
        "sk": "a sa v na že je s to",
        "sl": "in je v na se da za ki",
        "hr": "i je u na se da za su",
        "sr": "и је у на се да за су",
        "ro": "de și în a la cu pe care",
        "hu": "a az és hogy nem egy is van",
        "ru": "и в не на что с по как",
        "uk": "і в на що з до не та",
        "bg": "и на да в за се от е",
        "el": "και να το η που με της για",
        "tr": "ve bir bu için da de ile olarak",
        "ar": "في من على أن إلى عن التي الذي",
        "fa": "و در به از که این را با",
        "he": "של את על לא הוא זה עם גם",
        "hi": "के है में की और से को का",
        "id": "yang dan di dengan untuk dari ini itu",
        "ms": "yang dan di dengan untuk dari ini itu",
        "vi": "và của là có trong cho không được",
        "ca": "de la que i el en les amb",
        "gl": "de que a o e en do da",
        "et": "ja on ei et see oli ta kui",
        "lv": "un ir no ar par ka uz kas",
        "lt": "ir yra kad su iš į tai bet",
        "ko": "있다 수 이 그 및 등 것 한",
    ]

    /// The hash of each word of a language with its number; `nil` when there is no list.
    static func hashes(of language: String?) -> [UInt64: Int]? {
        guard let language else { return nil }
        return table[language == "nb" || language == "nn" ? "no" : language]
    }

    private static let table: [String: [UInt64: Int]] = lists.mapValues { list in
        var hashes: [UInt64: Int] = [:]
        for (number, word) in list.split(separator: " ").enumerated() {
            hashes[TextHash.of(String(word))] = number
        }
        return hashes
    }
}
