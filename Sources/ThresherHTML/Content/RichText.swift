// SPDX-License-Identifier: Apache-2.0

internal import ThresherPlugin

/// Texts in a page's state that are trees of nodes, as editors write them.
///
/// A paragraph is a node whose pieces (text, links with text in them) are nodes of their own, under
/// `content` or `children`; a piece has its text under `text` or `value`.
enum RichText {
    /// Every such text of a value, as blocks.
    static func all(in root: JSONValue) -> [[Block]] {
        var found: [[Block]] = []
        var stack = [root]
        while let value = stack.popLast() {
            switch value {
            case .array(let elements):
                if elements.contains(where: { nodes(of: $0) != nil }) {
                    found.append(blocks(of: elements))
                } else {
                    stack.append(contentsOf: elements.reversed())
                }
            case .object(let members):
                if let nodes = nodes(of: value) {
                    found.append(isPiece(nodes) ? [block(of: value)] : blocks(of: nodes))
                } else {
                    stack.append(contentsOf: members.reversed().map(\.value))
                }
            default: break
            }
        }
        return found.map { $0.filter { !$0.text.isEmpty } }.filter { !$0.isEmpty }
    }

    /// The nodes below a node.
    private static func nodes(of value: JSONValue) -> [JSONValue]? {
        for key in ["content", "children"] {
            if let nodes = value[key]?.array, nodes.first?.members != nil { return nodes }
        }
        return nil
    }

    private static func text(of node: JSONValue) -> String? {
        node["text"]?.string ?? node["value"]?.string
    }

    private static func isPiece(_ nodes: [JSONValue]) -> Bool {
        nodes.contains { text(of: $0) != nil }
    }

    private static func blocks(of nodes: [JSONValue]) -> [Block] {
        var blocks: [Block] = []
        var stack = Array(nodes.reversed())
        while let node = stack.popLast() {
            guard let below = Self.nodes(of: node) else { continue }
            if isPiece(below) {
                blocks.append(block(of: node))
            } else {
                stack.append(contentsOf: below.reversed())
            }
        }
        return blocks
    }

    /// A node that holds pieces, as a block.
    private static func block(of node: JSONValue) -> Block {
        var line = ""
        var stack = [node]
        while let piece = stack.popLast() {
            if let nodes = nodes(of: piece) {
                stack.append(contentsOf: nodes.reversed())
            } else {
                // What has no text is a break or a picture.
                line += text(of: piece) ?? " "
            }
        }
        let type = ["type", "nodeType", "style"].lazy.compactMap { node[$0]?.string }.first
        let isHeading = type?.lowercased().hasPrefix("heading") ?? false
        return Block(isHeading ? .heading : .paragraph, text: Whitespace.collapsed(line))
    }
}
