// SPDX-License-Identifier: Apache-2.0

/// The names that are no writer's: the site's, its host's, the page's title.
struct SiteNames {
    private let sites: [[UInt64]]
    private let host: [UInt8]
    private let title: [UInt64]

    init(sites: [String?], address: String?, title: String?) {
        self.sites = sites.compactMap { $0.map(WordHashes.of) }.filter { !$0.isEmpty }
        let domain = address.flatMap(URLReference.host) ?? ""
        host = WordHashes.letters(domain.hasPrefix("www.") ? domain.dropFirst(4) : domain)
        self.title = WordHashes.of(title ?? "")
    }

    func isSite(_ name: String) -> Bool { sites.contains(WordHashes.of(name)) }

    /// Whether one is the other with words more.
    func isNearSite(_ name: String) -> Bool {
        let words = WordHashes.of(name)
        return sites.contains {
            $0 != words && (WordHashes.contains($0, words) || WordHashes.contains(words, $0))
        }
    }

    /// Whether the host's name spells it.
    func isHost(_ name: String) -> Bool {
        let letters = WordHashes.letters(name)
        guard letters.count >= 3, letters.count <= host.count else { return false }
        return (0...host.count - letters.count).contains {
            host[$0..<$0 + letters.count].elementsEqual(letters)
        }
    }

    func isInTitle(_ name: String) -> Bool { WordHashes.contains(title, WordHashes.of(name)) }

    func isTitle(_ name: String) -> Bool { WordHashes.of(name) == title }
}
