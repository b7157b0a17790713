// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherText

/// Sets that nobody declares and ICU does not tell.
struct LegacyEvidenceTests {
    private static func bytes(_ hex: String) -> [UInt8] {
        stride(from: 0, to: hex.utf8.count, by: 2).compactMap {
            UInt8(hex.dropFirst($0).prefix(2), radix: 16)
        }
    }

    @Test(arguments: [
        (
            "koi8-u",
            """
            eda6cea6d3d4c5d2d3d4d7cf20d0cfd7a6c4cfcdc9cccf2c20ddcf20a7c8cea6ca20cbcfd2c1\
            c2c5ccd820d7c9cadbcfd720da20d0cfd2d4d520d720d3d5c2cfd4d520d7d2c1cec3a62c20a4\
            20cba6ccd8cbc120d0cfd2c1cec5cec9c820a620cfc4c9ce20dac1c7c9c2ccc9ca2e
            """,
            "Міністерство повідомило, що їхній корабель вийшов з порту в суботу вранці, є кілька поранених і один загиблий."
        ),
        (
            "ibm866",
            """
            8ca8ada8e1e2a5e0e1e2a2ae20e1aeaea1e9a8abae20a220e1e3a1a1aee2e32c20e7e2ae20aa\
            aee0a0a1abec20a2ebe8a5ab20a8a720afaee0e2a020e3e2e0aeac2c20a5e1e2ec20ada5e1aa\
            aeabecaaae20e0a0ada5adebe520a820aea4a8ad20afaea3a8a1e8a8a92e
            """,
            "Министерство сообщило в субботу, что корабль вышел из порта утром, есть несколько раненых и один погибший."
        ),
        (
            "windows-874",
            """
            a1c3d8a7e0b7bebbc3d0a1d2c8e0c1d7e8cdc7d1b9e0cad2c3ecc7e8d2e0c3d7cdcdcda1a8d2\
            a1b7e8d2e0c3d7cde1c5e9c720e1c5d0c1d5bcd9e9bad2b4e0a8e7bacbc5d2c2a4b9e3b9e0cb\
            b5d8a1d2c3b3ecb9d5e9b7d5e8e0c1d7cda7cbc5c7a7a2cda7bbc3d0e0b7c8e4b7c2
            """,
            "กรุงเทพประกาศเมื่อวันเสาร์ว่าเรือออกจากท่าเรือแล้ว และมีผู้บาดเจ็บหลายคนในเหตุการณ์นี้ที่เมืองหลวงของประเทศไทย"
        ),
        (
            "windows-1257",
            """
            56696c6e69757320f065f074616469656ee1207061736b656c62eb2c206b6164206c61697661\
            732069f0706c61756beb20e1206afb72e02c206f206b656c6920fe6d6f6eeb73206275766f20\
            7375fe65697374692e204d696e6973746572696a61207072616e65f0eb2c206b616420f0e120\
            727974e020fe7576757369f86af8206eeb72612c20626574206965f06b6f6d612064696e6775\
            7369f820fe76656af82e
            """,
            "Vilnius šeštadienį paskelbė, kad laivas išplaukė į jūrą, o keli žmonės buvo sužeisti. Ministerija pranešė, kad šį rytą žuvusiųjų nėra, bet ieškoma dingusių žvejų."
        ),
    ])
    func `are told by their letters`(label: String, hex: String, text: String) {
        let bytes = Self.bytes(hex)
        for isMarkup in [false, true] {
            let result = TextDecoder.decode(bytes, isMarkup: isMarkup)
            #expect(result.charset.name == label)
            #expect(result.text == text)
        }
    }

    @Test func `a declaration of a Latin set is not believed over text that is none`() {
        let text = Self.bytes(
            """
            cce8ede8f1f2e5f0f1f2e2ee20f1eeeee1f9e8ebee20e220f1f3e1e1eef2f32c20f7f2ee20ea\
            eef0e0e1ebfc20e2fbf8e5eb20e8e720efeef0f2e020f3f2f0eeec2c20e5f1f2fc20ede5f1ea\
            eeebfceaee20f0e0ede5edfbf52e
            """)
        let page = Array("<meta charset=windows-1252><p>".utf8) + text
        #expect(TextDecoder.decode(page, isMarkup: true).charset.name == "windows-1251")
    }
}
