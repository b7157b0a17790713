// SPDX-License-Identifier: Apache-2.0

/// Running sums over a page's blocks: entry *i* counts the blocks before *i*.
struct BlockSums {
    private var words: [Int] = [0]
    private var scalars: [Int] = [0]
    private var linked: [Int] = [0]
    private var punctuation: [Int] = [0]
    private var prose: [Int] = [0]
    private var plain: [Double] = [0]

    /// Words from which on a block counts as prose.
    static let proseWords = 12

    init(_ segmentation: Segmentation, _ text: PageText) {
        var (words, scalars, linked, punctuation, prose, plain) = (0, 0, 0, 0, 0, 0.0)
        for segment in segmentation.segments {
            words += segment.words
            scalars += segment.scalars
            linked += segment.linked
            punctuation += segment.punctuation
            prose += segment.words >= Self.proseWords ? 1 : 0
            let share = Double(segment.linked) / Double(max(segment.scalars, 1))
            plain += Double(segment.words) * (1 - share)
            self.words.append(words)
            self.scalars.append(scalars)
            self.linked.append(linked)
            self.punctuation.append(punctuation)
            self.prose.append(prose)
            self.plain.append(plain)
        }
    }

    func words(_ first: Int, _ end: Int) -> Int { words[end] - words[first] }
    /// The words between two places, negative when the first comes after the second.
    func signedWords(_ from: Int, _ to: Int) -> Int {
        from <= to ? words(from, to) : -words(to, from)
    }
    func scalars(_ first: Int, _ end: Int) -> Int { scalars[end] - scalars[first] }
    func linked(_ first: Int, _ end: Int) -> Int { linked[end] - linked[first] }
    func punctuation(_ first: Int, _ end: Int) -> Int { punctuation[end] - punctuation[first] }
    /// Blocks of prose.
    func prose(_ first: Int, _ end: Int) -> Int { prose[end] - prose[first] }
    /// Words that are no links.
    func plain(_ first: Int, _ end: Int) -> Double { plain[end] - plain[first] }
}
