// SPDX-License-Identifier: Apache-2.0

/// Kinds of marks.
enum Marks {
    static let comma: UInt32 = 0x2C
    static let dot: UInt32 = 0x2E
    static let colon: UInt32 = 0x3A
    static let hyphen: UInt32 = 0x2D

    static func isComma(_ mark: UInt32) -> Bool { mark == 0x2C || mark == 0x60C }

    static func isHyphen(_ mark: UInt32) -> Bool {
        mark == 0x2D || mark == 0x2010 || mark == 0x2011
    }

    static func isDash(_ mark: UInt32) -> Bool {
        mark == 0x2D || (0x2010...0x2015).contains(mark) || mark == 0x2212
    }

    static func isApostrophe(_ mark: UInt32) -> Bool { mark == 0x27 || mark == 0x2019 }

    /// Marks that can stand behind a sentence's end: quotes and brackets.
    static func isClosing(_ mark: UInt32) -> Bool {
        switch mark {
        case 0x22, 0x27, 0x29, 0x5D, 0x7D, 0xBB, 0xAB, 0x2019, 0x201D, 0x203A, 0x201C: true
        default: false
        }
    }

    /// Marks that open a quote or bracket and nothing else.
    static func isOpening(_ mark: UInt32) -> Bool {
        switch mark {
        case 0x28, 0x5B, 0xAB, 0xBB, 0x2018, 0x201A, 0x201C, 0x201E, 0x2039: true
        default: false
        }
    }
}
