// SPDX-License-Identifier: Apache-2.0

/// Names of months, and of what else stands in written dates, as data.
enum MonthNames {
    /// One line for each language or form: the names from January to December.
    ///
    /// Inflected languages have a line with the form that dates use. A beginning of three letters
    /// or more also counts, unless two months share it.
    private static let names: [[String]] = [
        // English
        words(
            "january february march april may june"
                + " july august september october november december"),
        // German, Austrian
        words(
            "januar februar märz april mai juni"
                + " juli august september oktober november dezember"),
        words(
            "jänner feber maerz april mai juni"
                + " juli august september oktober november dezember"),
        // French
        words(
            "janvier février mars avril mai juin"
                + " juillet août septembre octobre novembre décembre"),
        words(
            "janvier fevrier mars avril mai juin"
                + " juillet aout septembre octobre novembre decembre"),
        // Spanish
        words(
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
        ),
        words(
            "enero febrero marzo abril mayo junio julio agosto setiembre octubre noviembre diciembre"
        ),
        // Italian
        words(
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"
        ),
        // Portuguese
        words(
            "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"
        ),
        // Dutch
        words(
            "januari februari maart april mei juni juli augustus september oktober november december"
        ),
        // Polish: after a day, by itself
        words(
            "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia"
        ),
        words(
            "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień"
        ),
        // Russian: after a day, by itself
        words(
            "января февраля марта апреля мая июня"
                + " июля августа сентября октября ноября декабря"),
        words(
            "январь февраль март апрель май июнь"
                + " июль август сентябрь октябрь ноябрь декабрь"),
        // Arabic: Egypt and the Gulf, the Maghreb, the Levant (one word of two-word names)
        words(
            "يناير فبراير مارس أبريل مايو يونيو"
                + " يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"),
        words(
            "جانفي فيفري مارس أفريل ماي جوان"
                + " جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر"),
        words("- شباط آذار نيسان أيار حزيران تموز آب أيلول - - -"),
        words("- - - ابريل - - - اغسطس - اكتوبر - -"),
        // Turkish, Swedish, Danish and Norwegian, Czech, Ukrainian
        words(
            "ocak şubat mart nisan mayıs haziran"
                + " temmuz ağustos eylül ekim kasım aralık"),
        words(
            "januari februari mars april maj juni"
                + " juli augusti september oktober november december"),
        words(
            "januar februar marts april maj juni"
                + " juli august september oktober november desember"),
        words(
            "ledna února března dubna května června"
                + " července srpna září října listopadu prosince"),
        words(
            "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"
        ),
    ]

    /// Short forms that are no beginning of the name, or that several names share.
    private static let short: [(String, Int)] = [
        ("sept", 9), ("ene", 1), ("gen", 1), ("mrt", 3), ("mär", 3), ("mrz", 3), ("juil", 7),
        ("déc", 12), ("dic", 12), ("dez", 12), ("paź", 10), ("may", 5), ("mai", 5), ("mei", 5),
        ("maj", 5), ("mag", 5), ("mar", 3), ("jun", 6), ("jul", 7), ("июн", 6), ("июл", 7),
    ]

    /// Words that may stand between day, month and year.
    static let joints: Set<String> = ["of", "de", "del", "do", "da", "den", "d", "the", "г", "di"]

    private static let table: [String: Int] = {
        var table: [String: Int] = [:]
        var shared: Set<String> = []
        for line in names {
            for (index, name) in line.enumerated() where name != "-" {
                let letters = Array(name)
                for count in min(3, letters.count)...letters.count {
                    let form = String(letters[..<count])
                    if let known = table[form], known != index + 1, count < letters.count {
                        shared.insert(form)
                    } else {
                        table[form] = index + 1
                    }
                }
            }
        }
        for form in shared { table[form] = nil }
        for line in names {
            for (index, name) in line.enumerated() where name != "-" { table[name] = index + 1 }
        }
        for (form, month) in short { table[form] = month }
        return table
    }()

    /// The month that a word in lower case names, 1 to 12.
    static func month(_ word: String) -> Int? { table[word] }

    private static func words(_ line: String) -> [String] {
        line.split(separator: " ").map(String.init)
    }
}
