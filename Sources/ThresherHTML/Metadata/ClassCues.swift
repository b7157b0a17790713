// SPDX-License-Identifier: Apache-2.0

/// What the names that a page gives its elements say about them.
///
/// The words in class names are those of templates and content systems, English on pages of any
/// language.
struct ClassCues: OptionSet {
    let rawValue: UInt16

    static let author = ClassCues(rawValue: 1 << 0)
    static let user = ClassCues(rawValue: 1 << 1)
    static let date = ClassCues(rawValue: 1 << 2)
    static let published = ClassCues(rawValue: 1 << 3)
    static let updated = ClassCues(rawValue: 1 << 4)
    static let comment = ClassCues(rawValue: 1 << 5)
    static let other = ClassCues(rawValue: 1 << 6)
    static let title = ClassCues(rawValue: 1 << 7)
    static let biography = ClassCues(rawValue: 1 << 8)

    /// Reads the words of a class attribute, parted by anything but letters and by capitals.
    init(_ bytes: [UInt8], _ range: Range<Int>) {
        self = []
        var start = range.lowerBound
        var index = start
        while index <= range.upperBound {
            let isEnd = index == range.upperBound || !ASCII.isLetter(bytes[index])
            let isHump =
                !isEnd && index > start && bytes[index] < 0x60 && bytes[index - 1] >= 0x60
            if isEnd || isHump {
                if index - start >= 4, index - start <= 20 { read(bytes, start..<index) }
                start = isHump ? index : index + 1
            }
            index += 1
        }
    }

    init(rawValue: UInt16) { self.rawValue = rawValue }

    private mutating func read(_ bytes: [UInt8], _ word: Range<Int>) {
        func begins(_ prefix: StaticString) -> Bool {
            let count = prefix.utf8CodeUnitCount
            guard word.count >= count else { return false }
            for offset in 0..<count
            where ASCII.lower(bytes[word.lowerBound + offset]) != prefix.byte(offset) {
                return false
            }
            return true
        }
        func ends(_ suffix: StaticString) -> Bool {
            let count = suffix.utf8CodeUnitCount
            guard word.count >= count else { return false }
            for offset in 0..<count
            where ASCII.lower(bytes[word.upperBound - count + offset]) != suffix.byte(offset) {
                return false
            }
            return true
        }
        switch ASCII.lower(bytes[word.lowerBound]) {
        case UInt8(ascii: "a"):
            if begins("author") { insert(.author) }
        case UInt8(ascii: "b"):
            if begins("byline") { insert(.author) }
            if begins("biography") { insert(.biography) }
        case UInt8(ascii: "c"):
            if begins("comment") { insert(.comment) }
            if begins("contributor") || begins("creator") { insert(.author) }
            if begins("created") { insert([.published, .date]) }
            if begins("carousel") { insert(.other) }
        case UInt8(ascii: "d"):
            if begins("date") { insert(.date) }
        case UInt8(ascii: "h"):
            if begins("headline") { insert(.title) }
        case UInt8(ascii: "l"):
            if begins("latest") { insert(.other) }
        case UInt8(ascii: "m"):
            if begins("modified") { insert([.updated, .date]) }
            if begins("menu") { insert(.other) }
        case UInt8(ascii: "p"):
            if begins("publish") || begins("posted") { insert([.published, .date]) }
            if begins("poster") { insert(.user) }
            if begins("postprofile") { insert(.user) }
            if begins("popular") { insert(.other) }
        case UInt8(ascii: "r"):
            if begins("reply") || begins("replies") || begins("response") { insert(.comment) }
            if begins("related") || begins("recommend") || begins("recent") || begins("review")
                || begins("rating")
            {
                insert(.other)
            }
        case UInt8(ascii: "s"):
            if begins("sidebar") || begins("suggest") { insert(.other) }
        case UInt8(ascii: "t"):
            if begins("time") && !begins("timeline") { insert(.date) }
            if begins("title") { insert(.title) }
            if begins("teaser") || begins("testimonial") { insert(.other) }
        case UInt8(ascii: "u"):
            if begins("update") { insert([.updated, .date]) }
            if begins("username") || begins("userinfo") || word.count == 4 && begins("user") {
                insert(.user)
            }
        case UInt8(ascii: "w"):
            if begins("writer") || begins("written") { insert(.author) }
            if begins("widget") { insert(.other) }
        default: break
        }
        if ends("date"), !contains(.updated) { insert(.date) }
        if ends("author") { insert(.author) }
        if ends("username") { insert(.user) }
    }
}
