# SPDX-License-Identifier: Apache-2.0
"""The visible words of a page, by an HTML5 parser and the rules of `html_strip`.

The tree comes from lexbor (fast) or html5lib (slow, and able to parse as a browser that runs
scripts does). The rules are those of Sources/ThresherHTML/Segment, written a second time: which
elements are blocks, which are never shown, what an element's own style and attributes hide.
"""
import re

WORD = re.compile(r"\w+")

BLOCK = set(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt"
    " fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend"
    " li listing main menu nav noframes noscript ol optgroup option p pre search section select"
    " summary table tbody td tfoot th thead tr ul".split()
)
SKIPPED = set(
    "annotation annotation-xml applet audio canvas datalist head iframe meter noembed object"
    " progress rp script select style svg textarea title video".split()
)
NO_ROOM = {"annotation", "annotation-xml", "head", "noembed", "rp", "script", "style", "title"}
APART = {"a", "label", "time", "img", "picture", "output", "data"}
NO_DISPLAY = set("table thead tbody tfoot tr td th caption li body html pre br".split())
# Void or meaningless elements that never reach the tree.
DROPPED = set("source track param area wbr frame".split())
ROOM = {"input", "embed", "img", "image"}
# What React sends after the page's frame; a script puts it in its place.
STREAMED = re.compile("S:[0-9A-Za-z]+$")


def hides(tag, attributes):
    if tag in ("html", "body", "main"):
        return False
    if tag in ("noscript", "noframes"):
        return True
    if tag == "template":
        return "shadowrootmode" not in attributes
    if tag == "dialog" and "open" not in attributes:
        return True
    if "hidden" in attributes:
        return not STREAMED.search(attributes.get("id") or "")
    if (attributes.get("aria-hidden") or "").lower() == "true":
        return True
    style = re.sub(r"\s", "", attributes.get("style") or "").lower()
    return "display:none" in style or "visibility:hidden" in style


def display(tag, attributes):
    """`block`, `inline`, `apart` or None, as the element's own style has it."""
    if tag in NO_DISPLAY or not attributes.get("style"):
        return None
    style = re.sub(r"\s", "", attributes["style"]).lower()
    if "display:" not in style:
        return None
    if "display:inline-" in style:
        return "apart"
    if "display:inline" in style:
        return "inline"
    if re.search("display:(block|flex|grid)", style):
        return "block"
    return None


class Words:
    """Collects text; a space is anything that parts words."""

    def __init__(self):
        self.parts = []
        self.last_inline = None
        self.in_pre = 0

    def walk(self, node, children):
        """Visits a tree depth first without recursion."""
        stack = [(node, False, None)]
        while stack:
            node, leaving, state = stack.pop()
            if leaving:
                self.leave(*state)
                continue
            kind, value, attributes = node.kind, node.value, node.attributes
            if kind == "text":
                self.parts.append(value)
                self.last_inline = None
                continue
            if kind == "comment":
                continue
            if kind == "element":
                if value in DROPPED:
                    continue
                entered = self.enter(value, attributes)
                if entered is None:
                    continue
                stack.append((None, True, entered))
            for child in reversed(children(node)):
                stack.append((child, False, None))

    def enter(self, tag, attributes):
        if tag == "br":
            self.space()
            return None
        if tag in ROOM:
            self.space()
            return None
        shown = display(tag, attributes)
        is_block = shown == "block" if shown else tag in BLOCK or "-" in tag
        if tag in SKIPPED:
            if is_block or tag not in NO_ROOM:
                self.space()
            return None
        if hides(tag, attributes) or (tag == "button" and self.in_pre):
            if is_block and tag != "noscript":
                self.space()
            return None
        if is_block or shown == "apart":
            self.space()
        elif self.last_inline in APART and tag in APART:
            self.space()
        self.last_inline = None
        if tag in ("pre", "listing"):
            self.in_pre += 1
        return tag, is_block, shown

    def leave(self, tag, is_block, shown):
        if tag in ("pre", "listing"):
            self.in_pre -= 1
        if is_block or shown == "apart":
            self.space()
        self.last_inline = None if is_block else tag

    def space(self):
        self.parts.append(" ")
        self.last_inline = None

    def words(self):
        return WORD.findall("".join(self.parts))


class Node:
    __slots__ = ("kind", "value", "attributes", "inner")

    def __init__(self, kind, value, attributes, inner):
        self.kind, self.value, self.attributes, self.inner = kind, value, attributes, inner


def by_lexbor(markup):
    from selectolax.lexbor import LexborHTMLParser

    def wrap(node):
        tag = node.tag
        if tag == "-text":
            return Node("text", node.text(deep=True), {}, None)
        if tag in ("-comment", "!doctype", "-doctype") or tag is None:
            return Node("comment", "", {}, None)
        return Node("element", tag.lower(), node.attributes, node)

    def children(node):
        found = []
        child = node.inner.child
        while child is not None:
            found.append(wrap(child))
            child = child.next
        return found

    words = Words()
    words.walk(wrap(LexborHTMLParser(markup).root), children)
    return words.words()


def by_html5lib(markup):
    import html5lib

    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    root = parser.parse(markup, scripting=True)

    def wrap(element):
        tag = element.tag
        if not isinstance(tag, str):
            return Node("comment", "", {}, None)
        return Node("element", tag.rsplit("}", 1)[-1].lower(), dict(element.attrib), element)

    def children(node):
        found = []
        if node.inner.text:
            found.append(Node("text", node.inner.text, {}, None))
        for child in node.inner:
            found.append(wrap(child))
            if child.tail:
                found.append(Node("text", child.tail, {}, None))
        return found

    words = Words()
    words.walk(wrap(root), children)
    return words.words()
