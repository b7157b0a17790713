// SPDX-License-Identifier: Apache-2.0

extension Charset {
    /// The character set that a label stands for, as browsers read it; `nil` for an unknown one.
    ///
    /// - Parameter label: Any case, with or without white space around it.
    package init?(label: some StringProtocol) {
        let key = label.utf8.drop { Self.isSpace($0) }
        let trimmed = key.reversed().drop { Self.isSpace($0) }.reversed()
        guard trimmed.count <= 40 else { return nil }
        let lower = trimmed.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
        guard let charset = Self.byLabel[String(decoding: lower, as: UTF8.self)] else { return nil }
        self = charset
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (byte >= 0x09 && byte <= 0x0D && byte != 0x0B)
    }

    private static let byLabel: [String: Charset] = {
        var table: [String: Charset] = [:]
        for (charset, labels) in all {
            for label in labels.split(separator: " ") { table[String(label)] = charset }
        }
        return table
    }()

    /// Every character set with its labels.
    ///
    /// Source: the Encoding Standard, "Names and labels". Where it differs from browsers: the
    /// sets that the standard maps to "replacement" are decoded, because no script can be smuggled
    /// into a text and the reader loses nothing; the last line of a group may hold labels that the
    /// standard does not know and files carry.
    static let all: [(Charset, String)] = [
        (
            .utf8,
            """
            unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8 \
            utf_8 utf8mb4 utf-8-sig cp65001
            """
        ),
        (single("ibm866", "ibm-866_P100-1995"), "866 cp866 csibm866 ibm866"),
        (
            single("iso-8859-2"),
            """
            csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 \
            latin2
            """
        ),
        (
            single("iso-8859-3"),
            """
            csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 \
            latin3
            """
        ),
        (
            single("iso-8859-4"),
            """
            csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 \
            latin4
            """
        ),
        (
            single("iso-8859-5"),
            """
            csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 \
            iso_8859-5:1988
            """
        ),
        (
            single("iso-8859-6"),
            """
            arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 \
            iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987
            """
        ),
        (
            single("iso-8859-7"),
            """
            csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 \
            iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek
            """
        ),
        (
            single("iso-8859-8"),
            """
            csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 \
            iso88598 iso_8859-8 iso_8859-8:1988 visual
            """
        ),
        (single("iso-8859-8-i", "iso-8859-8"), "csiso88598i iso-8859-8-i logical"),
        (
            single("iso-8859-10"),
            "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6"
        ),
        (single("iso-8859-13"), "iso-8859-13 iso8859-13 iso885913"),
        (single("iso-8859-14"), "iso-8859-14 iso8859-14 iso885914"),
        (
            single("iso-8859-15"),
            "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9 latin-9 latin9"
        ),
        (single("iso-8859-16", "iso-8859-2", patches: latin10), "iso-8859-16 latin10 l10"),
        (single("koi8-r"), "cskoi8r koi koi8 koi8-r koi8_r"),
        (single("koi8-u", patches: [0xAE: 0x045E, 0xBE: 0x040E]), "koi8-ru koi8-u"),
        (single("macintosh"), "csmacintosh mac macintosh x-mac-roman macroman"),
        (
            single("windows-874", patches: thaiHoles),
            "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874 cp874"
        ),
        (single("windows-1250"), "cp1250 windows-1250 x-cp1250"),
        (single("windows-1251"), "cp1251 windows-1251 x-cp1251"),
        (
            .windows1252,
            """
            ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 \
            iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252 \
            latin-1 iso-latin-1 ansi
            """
        ),
        (single("windows-1253", patches: [0xAA: 0xFFFD]), "cp1253 windows-1253 x-cp1253"),
        (
            single("windows-1254"),
            """
            cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 \
            iso_8859-9:1989 l5 latin5 windows-1254 x-cp1254
            """
        ),
        (single("windows-1255", patches: [0xCA: 0x05BA]), "cp1255 windows-1255 x-cp1255"),
        (single("windows-1256"), "cp1256 windows-1256 x-cp1256"),
        (single("windows-1257"), "cp1257 windows-1257 x-cp1257"),
        (single("windows-1258"), "cp1258 windows-1258 x-cp1258"),
        (single("x-mac-cyrillic"), "x-mac-cyrillic x-mac-ukrainian"),
        (
            convert("gbk", "gb18030", .euro80),
            """
            chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk \
            cp936 ms936 windows-936 euc-cn
            """
        ),
        (convert("gb18030", "gb18030", .euro80), "gb18030"),
        (
            convert("big5", "Big5-HKSCS"),
            "big5 big5-hkscs cn-big5 csbig5 x-x-big5 cp950 windows-950"
        ),
        (convert("euc-jp", "EUC-JP"), "cseucpkdfmtjapanese euc-jp x-euc-jp eucjp"),
        (.iso2022JP, "csiso2022jp iso-2022-jp"),
        (
            convert("shift_jis", "ibm-943_P15A-2003", .ibmControls),
            """
            csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis \
            cp932 windows-932
            """
        ),
        (
            convert("euc-kr", "windows-949", .privateHoles),
            """
            cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 \
            ksc5601 ksc_5601 windows-949 cp949 uhc
            """
        ),
        (.iso2022KR, "csiso2022kr iso-2022-kr"),
        (.iso2022CN, "iso-2022-cn iso-2022-cn-ext"),
        (.hz, "hz-gb-2312 hz"),
        (single("ibm437", "ibm-437"), "ibm437 cp437 437 cspc8codepage437"),
        (single("ibm720", "ibm-720"), "ibm720 cp720 dos-720"),
        (single("ibm737", "ibm-737"), "ibm737 cp737"),
        (single("ibm775", "ibm-775"), "ibm775 cp775 cspc775baltic"),
        (single("ibm850", "ibm-850"), "ibm850 cp850 850 cspc850multilingual"),
        (single("ibm852", "ibm-852"), "ibm852 cp852 852 cspcp852"),
        (single("ibm855", "ibm-855"), "ibm855 cp855 855 csibm855"),
        (single("ibm856", "ibm-856"), "ibm856 cp856"),
        (single("ibm857", "ibm-857"), "ibm857 cp857 857 csibm857"),
        (single("ibm858", "ibm-858"), "ibm858 cp858 ibm00858"),
        (single("ibm860", "ibm-860"), "ibm860 cp860 860 csibm860"),
        (single("ibm861", "ibm-861"), "ibm861 cp861 861 cp-is csibm861"),
        (single("ibm862", "ibm-862"), "ibm862 cp862 862 dos-862 cspc862latinhebrew"),
        (single("ibm863", "ibm-863"), "ibm863 cp863 863 csibm863"),
        (single("ibm865", "ibm-865"), "ibm865 cp865 865 csibm865"),
        (single("ibm869", "ibm-869"), "ibm869 cp869 869 cp-gr csibm869"),
        (single("ibm1125", "ibm-1125"), "ibm1125 cp1125 cp866u"),
        (single("x-mac-greek", "macos-6_2-10.4"), "x-mac-greek macgreek"),
        (single("x-mac-turkish", "macos-35-10.2"), "x-mac-turkish macturkish"),
        (
            single("x-mac-centraleurroman", "macos-29-10.2"),
            "x-mac-centraleurroman x-mac-ce maccentraleurope"
        ),
        (single("hp-roman8", "ibm-1051"), "hp-roman8 roman8 r8 cshproman8"),
        (.utf16BigEndian, "unicodefffe utf-16be"),
        (
            .utf16LittleEndian,
            "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le"
        ),
        (.utf32BigEndian, "utf-32be"),
        (.utf32LittleEndian, "utf-32 utf-32le ucs-4 iso-10646-ucs-4"),
        (Charset(name: "x-user-defined", method: .userDefined), "x-user-defined"),
    ]

    private static let thaiHoles: [UInt8: UInt16] = Dictionary(
        uniqueKeysWithValues: [0xDB, 0xDC, 0xDD, 0xDE, 0xFC, 0xFD, 0xFE, 0xFF].map { ($0, 0xFFFD) })

    /// ISO 8859-16, which ICU lacks, from A1 on.
    private static let latin10: [UInt8: UInt16] = {
        let characters = """
            ĄąŁ€„Š§š©Ș«Ź\u{AD}źŻ°±ČłŽ”¶·žčș»ŒœŸżÀÁÂĂÄĆÆÇÈÉÊËÌÍÎÏĐŃÒÓÔŐÖŚŰÙÚÛÜĘȚß\
            àáâăäćæçèéêëìíîïđńòóôőöśűùúûüęțÿ
            """
        var patches: [UInt8: UInt16] = [:]
        for (byte, scalar) in zip(0xA1...0xFF, characters.unicodeScalars) {
            patches[UInt8(byte)] = UInt16(truncatingIfNeeded: scalar.value)
        }
        return patches
    }()
}
