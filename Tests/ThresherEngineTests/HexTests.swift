// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherEngine

struct HexTests {
    @Test func `bytes read back from their digits`() {
        let bytes = Array(UInt8.min...UInt8.max)
        #expect(Hex.text(bytes).hasPrefix("000102") && Hex.text(bytes).hasSuffix("fdfeff"))
        #expect(Hex.bytes(Hex.text(bytes)) == bytes)
        for byte in bytes {
            let digits = Hex.digits(of: byte)
            #expect(Hex.byte(digits[0], digits[1]) == byte)
        }
    }

    @Test(arguments: ["0", "0g", "+1", "AB", " 0", "é"])
    func `what is no digits is refused`(text: String) {
        #expect(Hex.bytes(text) == nil)
    }
}
