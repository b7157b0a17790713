// SPDX-License-Identifier: Apache-2.0

extension CharsetSamples {
    /// Czech text in Windows-1250.
    static func windows1250(_ text: String) -> [UInt8] {
        let letters: [Character: UInt8] = [
            "á": 0xE1, "č": 0xE8, "Č": 0xC8, "ď": 0xEF, "é": 0xE9, "ě": 0xEC, "í": 0xED, "ň": 0xF2,
            "ó": 0xF3, "ř": 0xF8, "š": 0x9A, "ť": 0x9D, "ú": 0xFA, "ů": 0xF9, "ý": 0xFD, "ž": 0x9E,
        ]
        return text.map { letters[$0] ?? $0.asciiValue ?? 0x3F }
    }
}
