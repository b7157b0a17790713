// SPDX-License-Identifier: Apache-2.0
import ThresherEngine

/// Forms of the words that pipelines use.
enum Words {
    /// Whether a pipeline may have this name.
    static func isPipelineName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 64
            && text.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F || $0 == 0x2D
            }
    }

    /// Whether a text is `type/subtype` or `type/*`, in lower case, without parameters.
    static func isMediaType(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        func isToken(_ part: Substring) -> Bool {
            !part.isEmpty
                && part.utf8.allSatisfy {
                    (0x61...0x7A).contains($0) || (0x30...0x39).contains($0)
                        || "!#$&-^_.+".utf8.contains($0)
                }
        }
        return parts.count == 2 && isToken(parts[0]) && (parts[1] == "*" || isToken(parts[1]))
    }

    /// Whether a text is a language tag such as `en` or `pt-BR`.
    static func isLanguage(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first, (2...3).contains(first.utf8.count) else { return false }
        func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
        return first.utf8.allSatisfy(isLetter)
            && parts.dropFirst().allSatisfy { part in
                (1...8).contains(part.utf8.count)
                    && part.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
            }
    }

    /// What is wrong with a glob pattern of paths; `nil` when nothing is.
    static func problem(ofPattern pattern: String) -> String? {
        if pattern.hasPrefix("/") {
            return "a path pattern begins below the intake folder, without '/'"
        }
        if pattern.utf8.count > 256 { return "a path pattern has at most 256 bytes" }
        let parts = pattern.split(separator: "/", omittingEmptySubsequences: false)
        if parts.contains("") { return "a path pattern has no empty part ('//' or '/' at its end)" }
        if parts.contains(".") || parts.contains("..") {
            return "a path pattern has no '.' or '..'"
        }
        return nil
    }

    /// What two lists of media types have in common; an empty list means all.
    static func intersection(_ left: [String], _ right: [String]) -> [String]? {
        if left.isEmpty { return right }
        if right.isEmpty { return left }
        var common: [String] = []
        for one in left {
            for other in right {
                if MediaType.covers(one, other) {
                    common.append(other)
                } else if MediaType.covers(other, one) {
                    common.append(one)
                }
            }
        }
        return common.isEmpty ? nil : common
    }
}
