// SPDX-License-Identifier: Apache-2.0

internal import CHTMLSink
internal import ThresherPlugin

/// Tells the hidden parts of a page that a reader unfolds (the panels of tabs, the bodies of
/// accordions) from those that no reader sees.
struct FoldedParts {
    private let tree: HTMLTree
    /// The ids that controls of the page name, hashed; collected when the first is asked for.
    private var controlled: Set<UInt64>?
    /// How much of the element before is searched for a control.
    private static let reach = 64

    init(_ tree: HTMLTree) { self.tree = tree }

    /// Whether a hidden element is such a part; `previous` is the element before it in its parent.
    mutating func contains(_ node: Int, _ tag: ThresherHTMLTag, after previous: Int?) -> Bool {
        switch tag {
        case .noscript, .noframes, .template, .dialog: return false
        default: break
        }
        if let role = tree.attribute(.role, of: node) {
            if tree.equals(role, "tabpanel") { return true }
            for other: StaticString in ["dialog", "alertdialog", "menu", "listbox", "tooltip"]
            where tree.equals(role, other) {
                return false
            }
        }
        if let previous, holdsToggle(previous) { return true }
        guard let id = tree.attribute(.id, of: node), !id.isEmpty else { return false }
        let targets = controlled ?? self.targets()
        controlled = targets
        return targets.contains(hash(id))
    }

    private func holdsToggle(_ node: Int) -> Bool {
        (node..<min(max(tree.end(of: node), node + 1), node + Self.reach)).contains {
            tree.attribute(.ariaExpanded, of: $0) != nil
        }
    }

    private func targets() -> Set<UInt64> {
        var found: Set<UInt64> = []
        for attribute in tree.attributes
        where attribute.name == ThresherHTMLAttribute.ariaControls.rawValue {
            let end = Int(attribute.start) + Int(attribute.count)
            var start = Int(attribute.start)
            for index in start...end where index == end || ASCII.isSpace(tree.bytes[index]) {
                if start < index { found.insert(hash(start..<index)) }
                start = index + 1
            }
        }
        return found
    }

    private func hash(_ range: Range<Int>) -> UInt64 { FNV.hash(tree.bytes.span, range) }
}
