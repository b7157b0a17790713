// SPDX-License-Identifier: Apache-2.0

/// A character set of the WHATWG Encoding Standard, or one of the few beyond it that ICU reads.
package struct Charset: Sendable, Equatable {
    /// The standard's name in lower case.
    package let name: String
    let method: Method

    /// How its bytes are read.
    enum Method: Sendable, Equatable {
        case utf8
        /// Bytes below 80 are ASCII, the others one character each, by ICU's table with patches.
        case singleByte(converter: String, patches: [UInt8: UInt16])
        /// ICU's converter.
        case converter(String, ConverterQuirks)
        /// Bytes from 80 on are the private characters F780 and following.
        case userDefined
    }

    /// UTF-8.
    package static let utf8 = Charset(name: "utf-8", method: .utf8)
    /// Windows-1252, which everything undeclared and everything called Latin 1 is read as.
    package static let windows1252 = single("windows-1252")
    static let utf16LittleEndian = convert("utf-16le", "UTF-16LE")
    static let utf16BigEndian = convert("utf-16be", "UTF-16BE")
    static let utf32LittleEndian = convert("utf-32le", "UTF-32LE")
    static let utf32BigEndian = convert("utf-32be", "UTF-32BE")
    static let iso2022JP = convert("iso-2022-jp", "ISO-2022-JP")
    static let iso2022KR = convert("iso-2022-kr", "ISO-2022-KR", .ibmControls)
    static let iso2022CN = convert("iso-2022-cn", "ISO-2022-CN-EXT")
    static let hz = convert("hz-gb-2312", "HZ")

    static func single(_ name: String, _ converter: String? = nil, patches: [UInt8: UInt16] = [:])
        -> Charset
    {
        Charset(
            name: name, method: .singleByte(converter: converter ?? name, patches: patches))
    }

    static func convert(_ name: String, _ converter: String, _ quirks: ConverterQuirks = [])
        -> Charset
    {
        Charset(name: name, method: .converter(converter, quirks))
    }

    /// Whether all its bytes are below 80, so that they pass for ASCII.
    var isSevenBit: Bool {
        self == .iso2022JP || self == .iso2022KR || self == .iso2022CN || self == .hz
    }

    /// Whether a unit has two or four bytes, so that ASCII text is full of zeros.
    var isWide: Bool { name.hasPrefix("utf-16") || name.hasPrefix("utf-32") }

    /// Whether some characters have two or more bytes and some sequences are malformed.
    var isMultiByte: Bool {
        guard case .converter = method else { return false }
        return true
    }
}
