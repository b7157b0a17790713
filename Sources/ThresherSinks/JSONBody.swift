// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Writes the members of a document, in pieces when parts of the text may be left out later.
struct JSONBody {
    /// The writer of what is the same whatever is left out.
    var json = JSONWriter(continuingAfterMembers: true)
    let places: TextPlaces?
    private var pieces: [RenderingChoices.Piece] = []

    init(_ places: TextPlaces?) { self.places = places }

    /// The bytes, when nothing can be left out.
    var bytes: [UInt8] { json.bytes }

    /// The pieces, when something can; `nil` for too many.
    mutating func choices() -> RenderingChoices? {
        flush()
        guard let places, pieces.count <= RenderingChoices.mostPieces else { return nil }
        return RenderingChoices(extents: places.extents, pieces: pieces)
    }

    /// Writes a text's own member.
    mutating func text(_ text: String) {
        guard let places else { return json.member("text", text) }
        json.key("text")
        flush()
        pieces.append(.bytes([UInt8(ascii: "\"")]))
        pieces += places.text(lineFeed: Array("\\n".utf8)) { text in
            var writer = JSONWriter()
            writer.value(text)
            return Array(writer.bytes.dropFirst().dropLast())
        }
        pieces.append(.bytes([UInt8(ascii: "\"")]))
    }

    /// Writes a list of objects, or nothing when it is empty.
    ///
    /// - Parameters:
    ///   - name: The member's name.
    ///   - elements: What it lists.
    ///   - condition: When an element is there; asked with its place in the list.
    ///   - more: Elements that come after the others.
    ///   - write: Writes an element's members.
    mutating func objects<Element>(
        _ name: String, _ elements: [Element],
        when condition: (TextPlaces, Int, Element) -> RenderingChoices.Condition = { _, _, _ in
            .always
        },
        and more: [(condition: RenderingChoices.Condition, element: Element)] = [],
        _ write: (inout JSONBody, Element) -> Void
    ) {
        guard !elements.isEmpty || !more.isEmpty else { return }
        guard let places else {
            json.key(name)
            json.beginArray()
            for element in elements {
                json.beginObject()
                write(&self, element)
                json.endObject()
            }
            return json.endArray()
        }
        list(",\"\(name)\":[", "]") { body in
            for (index, element) in elements.enumerated() {
                body.item(condition(places, index, element)) { write(&$0, element) }
            }
            for (condition, element) in more {
                body.item(condition) { write(&$0, element) }
            }
        }
    }

    /// Writes an object that stands in another and is there when a stretch of the text is.
    mutating func object(_ name: String, when span: TextSpan, _ write: (inout JSONBody) -> Void) {
        guard let places else {
            json.key(name)
            json.beginObject()
            write(&self)
            return json.endObject()
        }
        list(",\"\(name)\":", "") { $0.item(places.condition(span), write) }
    }

    /// Writes where in the text something stands.
    mutating func members(of span: TextSpan) {
        json.member("text", span.text)
        place("start", span.start, places?.block(at: span.start))
        // The end of a block and not the start of the next, which may be apart from it later.
        let last = places?.block(at: max(span.start, span.end - 1))
        place("end", span.end, last.map { ($0.block, $0.offset + (span.end > span.start ? 1 : 0)) })
    }

    private mutating func place(_ name: String, _ scalar: Int, _ place: (block: Int, offset: Int)?)
    {
        guard let place else { return json.member(name, scalar) }
        json.key(name)
        flush()
        pieces.append(.place(block: place.block, offset: place.offset))
    }

    private mutating func list(
        _ opening: String, _ closing: String, _ write: (inout JSONBody) -> Void
    ) {
        flush()
        pieces.append(
            .list(
                opening: Array(opening.utf8), separator: [UInt8(ascii: ",")],
                closing: Array(closing.utf8)))
        write(&self)
        pieces.append(.end)
        json = JSONWriter(continuingAfterMembers: true)
    }

    private mutating func item(
        _ condition: RenderingChoices.Condition, _ write: (inout JSONBody) -> Void
    ) {
        pieces.append(.item(condition))
        json = JSONWriter()
        json.beginObject()
        write(&self)
        json.endObject()
        flush()
    }

    /// What comes next has something before it in its object.
    private mutating func flush() {
        if !json.bytes.isEmpty { pieces.append(.bytes(json.bytes)) }
        json = JSONWriter(continuingAfterMembers: true)
    }
}
