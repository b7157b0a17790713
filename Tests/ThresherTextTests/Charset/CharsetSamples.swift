// SPDX-License-Identifier: Apache-2.0

/// Texts in the bytes of every character set, made by Python's codecs.
enum CharsetSamples {
    /// The set's name, the bytes in hexadecimal, the text.
    static let all: [(name: String, hex: String, text: String)] = [
        (
            "windows-1252",
            "5a6feb209720936e61ef76659420803520636166e9",
            "Zoë — “naïve” €5 café"
        ),
        (
            "iso-8859-2",
            "5a61bff3b3e62067eab66cb1206a61bcf1",
            "Zażółć gęślą jaźń"
        ),
        (
            "iso-8859-3",
            "a161f561722051696d2c20d567616e74696a61",
            "Ħaġar Qim, Ġgantija"
        ),
        (
            "iso-8859-4",
            "c0626f6c69f1b92c20b9f3ba726573",
            "Āboliņš, šķēres"
        ),
        (
            "iso-8859-5",
            "c1ead5e8ec20d6d520d5e9f1",
            "Съешь же ещё"
        ),
        (
            "iso-8859-6",
            "e5d1cdc8c720c8c7e4d9c7e4e5",
            "مرحبا بالعالم"
        ),
        (
            "iso-8859-7",
            "cee5f3eae5f0dce6f920f4e7ed20f8f5f7de",
            "Ξεσκεπάζω την ψυχή"
        ),
        (
            "iso-8859-8",
            "f9ece5ed20f2e5eced",
            "שלום עולם"
        ),
        (
            "iso-8859-10",
            "a9616b6f766f20bf20bb",
            "Đakovo ŋ ŧ"
        ),
        (
            "iso-8859-13",
            "c16c696e6b64616d61206665636874756f746f6a6f",
            "Įlinkdama fechtuotojo"
        ),
        (
            "iso-8859-14",
            "d0fea220a56cfa61696e",
            "Ŵŷḃ ċlúain"
        ),
        (
            "iso-8859-15",
            "bc7576726520e0203520a4",
            "Œuvre à 5 €"
        ),
        (
            "iso-8859-16",
            "aa61ba697520ba6920fee26efe617220a5b5",
            "Șașiu și țânțar „”"
        ),
        (
            "koi8-r",
            "f3dfc5dbd820d6c520c5dda3",
            "Съешь же ещё"
        ),
        (
            "koi8-u",
            "f6c5c2d2c1cbd5c0d4d820c6a6cccfd3cfc6c920adc1cecbd5",
            "Жебракують філософи ґанку"
        ),
        (
            "macintosh",
            "4361668e20d2ae6f6ed320ad20b0",
            "Café “Æon” ≠ ∞"
        ),
        (
            "windows-874",
            "cac7d1cab4d585",
            "สวัสดี…"
        ),
        (
            "windows-1250",
            "50f8ed6c699a209e6c759d6f75e86bfd206bf9f22084fa70ec6c93",
            "Příliš žluťoučký kůň „úpěl“"
        ),
        (
            "windows-1251",
            "d1fae5f8fc20e6e520e5f9b8209720abe1f3ebeeeabb",
            "Съешь же ещё — «булок»"
        ),
        (
            "windows-1253",
            "cee5f3eae5f0dce6f9209620f8f5f7de",
            "Ξεσκεπάζω – ψυχή"
        ),
        (
            "windows-1254",
            "50696a616d616cfd206861737461207961f0fd7a20fe6f66f67265",
            "Pijamalı hasta yağız şoföre"
        ),
        (
            "windows-1255",
            "f9c8d1ece5c9ed209620a4",
            "ש\u{5B8}\u{5C1}לו\u{5B9}ם – ₪"
        ),
        (
            "windows-1256",
            "e3d1cdc8c720962081edc7e3",
            "مرحبا – پيام"
        ),
        (
            "windows-1257",
            "d0ede77265732084fb64656e7393",
            "Šķēres „ūdens“"
        ),
        (
            "windows-1258",
            "d0fdf5cc6e67209620fe",
            "Đươ\u{300}ng – ₫"
        ),
        (
            "x-mac-cyrillic",
            "91fae5f8fc20e6e520e5f9de",
            "Съешь же ещё"
        ),
        (
            "ibm866",
            "91eaa5e8ec20a6a520a5e9f120b3",
            "Съешь же ещё │"
        ),
        (
            "gbk",
            "d6d0cec4bcf2cce5a3acb2e2cad4a1a3",
            "中文简体，测试。"
        ),
        (
            "gb18030",
            "d6d0cec4953282362081308a39",
            "中文𠀀 ñ"
        ),
        (
            "big5",
            "c163c5e9a4a4a4e5a141b4fab8d5a1439def",
            "繁體中文，測試。嘅"
        ),
        (
            "euc-jp",
            "c6fccbdcb8eca5c6a5b9a5c8a1a2a5aba5bfa5aba5caa1a3",
            "日本語テスト、カタカナ。"
        ),
        (
            "iso-2022-jp",
            "1b2442467c4b5c386c2546253925481b2842",
            "日本語テスト"
        ),
        (
            "shift_jis",
            "93fa967b8cea87408160caddb6b820835c955c",
            "日本語①～ﾊﾝｶｸ ソ表"
        ),
        (
            "euc-kr",
            "c7d1b1b9beee208c63b9e6b0a2c7cf",
            "한국어 똠방각하"
        ),
        (
            "iso-2022-kr",
            "1b2429430e475131393e6e0f200e3d4347680f",
            "한국어 시험"
        ),
        (
            "hz-gb-2312",
            "7e7b56504e447e7d2074657374",
            "中文 test"
        ),
        (
            "ibm437",
            "477294e16520ab2064826a85207675209c35",
            "Größe ½ déjà vu £5"
        ),
        (
            "ibm720",
            "eaa9a5a09f20a09fe9e39fe9ea",
            "مرحبا بالعالم"
        ),
        (
            "ibm737",
            "8d9ca9a19ca7e19de020ab9ea420afacaee3",
            "Ξεσκεπάζω την ψυχή"
        ),
        (
            "ibm775",
            "bd6c696e6b64616d61206665636874756f746f6a6f20d5e989726573",
            "Įlinkdama fechtuotojo šķēres"
        ),
        (
            "ibm850",
            "477294e16520e8a272d0757220c6e4209ef6",
            "Größe Þórður ãõ ×÷"
        ),
        (
            "ibm852",
            "5a61bea288862067a9986ca5206a61abe42c2070fda16c69e7",
            "Zażółć gęślą jaźń, příliš"
        ),
        (
            "ibm855",
            "e49ea8f5ed20e9a820a8f98420f7e5b7b5",
            "Съешь же ещё этих"
        ),
        (
            "ibm856",
            "998c858d2092858c8d",
            "שלום עולם"
        ),
        (
            "ibm857",
            "499f8da78d2067947264816d2c208761a7",
            "Işığı gördüm, çağ"
        ),
        (
            "ibm858",
            "477294e16520d535",
            "Größe €5"
        ),
        (
            "ibm860",
            "53846f204a6f846f2c206187846f",
            "São João, ação"
        ),
        (
            "ibm861",
            "8da2728c757220918c69",
            "Þórður æði"
        ),
        (
            "ibm862",
            "998c858d2092858c8d",
            "שלום עולם"
        ),
        (
            "ibm863",
            "4e6f896c2c206f972087612c208e",
            "Noël, où ça, À"
        ),
        (
            "ibm865",
            "426c8662917267729b64207086209b656e",
            "Blåbærgrød på øen"
        ),
        (
            "ibm869",
            "bddeece4deea9be0fa20eee1e720f6f2f49e",
            "Ξεσκεπάζω την ψυχή"
        ),
        (
            "ibm1125",
            "f8a6a0aa20f3a0adaeaa20f5",
            "Їжак ґанок є"
        ),
        (
            "x-mac-greek",
            "a5e5f3ebe5f0c0faf620f4e8ee20e3f9f8dc",
            "Ξεσκεπάζω την ψυχή"
        ),
        (
            "x-mac-turkish",
            "49dfdddbdd20679a72649f6d",
            "Işığı gördüm"
        ),
        (
            "x-mac-centraleurroman",
            "5a61fd97b88d2067abe66c88206a6190c4",
            "Zażółć gęślą jaźń"
        ),
        (
            "hp-roman8",
            "4772cede652064c56ac8207675",
            "Größe déjà vu"
        ),
        (
            "iso-8859-8-i",
            "f9ece5ed20f2e5eced",
            "שלום עולם"
        ),
        (
            "utf-16le",
            "7b01f30042017700200034d81edd2000e5652c670a00",
            "Żółw 𝄞 日本\n"
        ),
        (
            "utf-16be",
            "017b00f3014200770020d834dd1e002065e5672c000a",
            "Żółw 𝄞 日本\n"
        ),
        (
            "utf-32le",
            "7b010000f30000004201000077000000200000001ed101000a000000",
            "Żółw 𝄞\n"
        ),
        (
            "utf-32be",
            "0000017b000000f30000014200000077000000200001d11e0000000a",
            "Żółw 𝄞\n"
        ),
    ]

    /// The bytes that hexadecimal digits spell.
    static func bytes(_ hex: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Substring(hex)
        while let byte = UInt8(rest.prefix(2), radix: 16) {
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        return bytes
    }
}
