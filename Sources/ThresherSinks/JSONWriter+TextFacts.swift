// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

extension JSONWriter {
    /// Writes the members from `dateline` to `identifiers`: what the text says.
    mutating func textFacts(of document: Document) {
        if let dateline = document.dateline {
            key("dateline")
            beginObject()
            member("text", dateline.text)
            member("place", dateline.place)
            member("country", dateline.country)
            member("date", dateline.date)
            endObject()
        }
        strings("agencies", document.agencies)
        objects("credits", document.credits) { writer, credit in
            writer.member("text", credit.text)
            writer.member("caption", credit.caption)
        }
        objects("entities", document.entities) { writer, entity in
            writer.member("kind", entity.kind.rawValue)
            writer.member("name", entity.name)
            writer.member("country", entity.country)
            writer.number("latitude", entity.latitude)
            writer.number("longitude", entity.longitude)
            writer.objects("mentions", entity.mentions) { $0.members(of: $1) }
        }
        objects("quotes", document.quotes) { writer, quote in
            writer.members(of: quote.span)
            writer.member("speaker", quote.speaker)
            writer.member("cue", quote.cue)
            guard let attribution = quote.attribution else { return }
            writer.key("attribution")
            writer.beginObject()
            writer.members(of: attribution)
            writer.endObject()
        }
        objects("figures", document.figures) { writer, figure in
            writer.members(of: figure.span)
            writer.amount("value", figure.value)
            writer.amount("upper", figure.upper)
            writer.member("qualifier", figure.qualifier)
            writer.member("unit", figure.unit)
            writer.member("of", figure.of)
            writer.member("state", figure.state)
            writer.member("claimant", figure.claimant)
        }
        objects("dates", document.dates) { writer, date in
            writer.members(of: date.span)
            writer.member("value", date.value)
            writer.member("until", date.until)
            writer.member("precision", date.precision.rawValue)
        }
        objects("identifiers", document.identifiers) { writer, identifier in
            writer.member("kind", identifier.kind)
            writer.member("value", identifier.value)
            writer.members(of: identifier.span)
        }
    }

    private mutating func members(of span: TextSpan) {
        member("text", span.text)
        member("start", span.start)
        member("end", span.end)
    }

    /// Writes a number, without a fraction when it is whole.
    private mutating func amount(_ name: String, _ value: Double?) {
        guard let value else { return }
        key(name)
        if let whole = Int(exactly: value) { self.value(whole) } else { self.value(value) }
    }

    private mutating func objects<Element>(
        _ name: String, _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void
    ) {
        guard !elements.isEmpty else { return }
        key(name)
        beginArray()
        for element in elements {
            beginObject()
            write(&self, element)
            endObject()
        }
        endArray()
    }
}
