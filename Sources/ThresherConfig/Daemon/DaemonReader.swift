// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Reads the daemon's configuration from a file's node.
struct DaemonReader {
    let checker: Checker
    /// The names of the sinks there are.
    let sinks: [String]
    /// The values read so far.
    private(set) var values = ConfigValues()
    /// Where each value stands.
    private(set) var offsets: [String: Int] = [:]

    init(_ checker: Checker, sinks: [String]) {
        self.checker = checker
        self.sinks = sinks
    }

    /// Reads the top level; a file with nothing but comments has only defaults.
    mutating func read(_ root: YAMLNode?) {
        guard let root, !root.isNull, !root.isRefused else { return }
        guard let pairs = root.pairs else {
            checker.error(
                at: root.start, "a configuration is 'key: value' lines, found \(root.found)")
            return
        }
        let sections = DaemonKeys.sections
        let top = sections[0]
        let names = sections.dropFirst().map(\.name)
        for pair in pairs {
            if let key = top.keys.first(where: { $0.name == pair.key }) {
                read(pair, key, in: top)
            } else if let section = sections.dropFirst().first(where: { $0.name == pair.key }) {
                read(section, pair)
            } else {
                unknown(pair, in: nil, candidates: top.keys.map(\.name) + names)
            }
        }
    }

    private mutating func read(_ section: ConfigSection, _ pair: YAMLPair) {
        // A section whose lines are all commented out is an empty one.
        if pair.value.isNull || pair.value.isRefused { return }
        guard let pairs = pair.value.pairs else {
            checker.error(
                at: pair.value.start,
                "'\(section.name)' must hold 'key: value' lines, found \(pair.value.found)")
            return
        }
        for pair in pairs {
            if let key = section.keys.first(where: { $0.name == pair.key }) {
                read(pair, key, in: section)
            } else {
                unknown(pair, in: section, candidates: section.keys.map(\.name))
            }
        }
    }

    private mutating func read(_ pair: YAMLPair, _ key: ConfigKey, in section: ConfigSection) {
        let path = section.path(of: key)
        let reader = ValueReader(checker: checker, name: key.name, keyStart: pair.keyStart)
        let value = reader.read(
            pair.value, as: key.type, words: key.words, mayBeEmpty: key.mayBeEmpty)
        guard let value, check(value, of: path, pair) else { return }
        // The first of two keys with one name counts; the second has its diagnostic already.
        guard offsets[path] == nil else { return }
        values[path] = value
        offsets[path] = pair.value.start
    }

    private func check(_ value: JSONValue, of path: String, _ pair: YAMLPair) -> Bool {
        switch path {
        case "sinks": return checkSinks(value, pair)
        case "intake.ignore": return checkPatterns(value, pair)
        default: return true
        }
    }

    private func checkSinks(_ value: JSONValue, _ pair: YAMLPair) -> Bool {
        let names = (value.array ?? []).compactMap(\.string)
        let nodes = pair.value.elements ?? [pair.value]
        var isGood = true
        if names.isEmpty {
            checker.error(at: pair.value.start, "'sinks' must name at least one sink")
            isGood = false
        }
        var seen: Set<String> = []
        for (index, name) in names.enumerated() where index < nodes.count {
            let offset = nodes[index].start
            if !sinks.contains(name) {
                checker.unknown(
                    at: offset, "unknown sink \(Visible.quoted(name))", word: name, among: sinks)
                isGood = false
            } else if !seen.insert(name).inserted {
                checker.error(at: offset, "sink '\(name)' is named twice")
                isGood = false
            }
        }
        return isGood
    }

    private func checkPatterns(_ value: JSONValue, _ pair: YAMLPair) -> Bool {
        let nodes = pair.value.elements ?? [pair.value]
        var isGood = true
        for (index, pattern) in (value.array ?? []).compactMap(\.string).enumerated()
        where pattern.contains("/") && index < nodes.count {
            checker.error(
                at: nodes[index].start, "'ignore' takes patterns of names, without '/'")
            isGood = false
        }
        return isGood
    }

    private func unknown(_ pair: YAMLPair, in section: ConfigSection?, candidates: [String]) {
        let place = section.map { " in '\($0.name)'" } ?? ""
        checker.error(
            at: pair.keyStart, "unknown key \(Visible.quoted(pair.key))\(place)", word: pair.key,
            among: candidates, orElse: home(of: pair.key, notIn: section, candidates))
    }

    /// Where a key belongs, when it stands in the wrong section; else what is valid here.
    private func home(of key: String, notIn section: ConfigSection?, _ candidates: [String])
        -> String
    {
        let homes = DaemonKeys.sections.filter { home in
            home.name != (section?.name ?? "") && home.keys.contains { $0.name == key }
        }
        guard homes.count == 1 else { return "; valid here: \(candidates.joined(separator: ", "))" }
        return homes[0].name.isEmpty
            ? "; it belongs at the top level" : "; it belongs under '\(homes[0].name)'"
    }
}
