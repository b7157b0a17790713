// SPDX-License-Identifier: Apache-2.0

/// What a word or phrase can tell; the names are those of the sections in the cue files.
enum Cue: UInt8, CaseIterable {
    // Speech.
    case say, according, pronoun, speech
    // Numbers.
    case number, multiplier, vague, more_than, at_least, less_than, up_to, about, almost, exactly
    case percent, unit, currency, casualty, be, toll, change
    // Time.
    case month, weekday, day_word, day_part, period, decade, last, next, ago, ahead, clock, since
    // Names.
    case title, organisation, company, not_name, kin, first_name, gender, place_word
    // Grammar.
    case article, preposition, conjunction, function, particle, abbreviation
    // Lines of an article.
    case teaser, source_line, credit, credit_tail, byline, notes, agency, dateline_word,
        related_head, section
    case boilerplate, tool, label, correction
    // The rest.
    case known, honorific, passive
    /// Endings are no words, so this one is in no set.
    case verb_ending
}

/// A set of cues.
struct CueSet: OptionSet, Sendable {
    let rawValue: UInt64
    init(rawValue: UInt64) { self.rawValue = rawValue }
    init(_ cue: Cue) { rawValue = 1 << UInt64(cue.rawValue) }

    init(_ cues: [Cue]) { rawValue = cues.reduce(0) { $0 | 1 << UInt64($1.rawValue) } }

    func has(_ cue: Cue) -> Bool { rawValue & (1 << UInt64(cue.rawValue)) != 0 }
}
