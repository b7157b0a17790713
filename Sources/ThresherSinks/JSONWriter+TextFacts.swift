// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

extension JSONBody {
    /// Writes the members from `dateline` to `identifiers`: what the text says.
    mutating func textFacts(of document: Document) {
        if let dateline = document.dateline {
            json.key("dateline")
            json.beginObject()
            json.member("text", dateline.text)
            json.member("place", dateline.place)
            json.member("country", dateline.country)
            json.member("date", dateline.date)
            json.endObject()
        }
        json.strings("agencies", document.agencies)
        objects("credits", document.credits) { writer, credit in
            writer.json.member("text", credit.text)
            writer.json.member("caption", credit.caption)
        }
        objects(
            "entities", document.entities, when: { $0.condition(anyOf: $2.mentions) }
        ) { writer, entity in
            writer.json.member("kind", entity.kind.rawValue)
            writer.json.member("name", entity.name)
            writer.json.member("country", entity.country)
            writer.json.number("latitude", entity.latitude)
            writer.json.number("longitude", entity.longitude)
            writer.objects("mentions", entity.mentions, when: { $0.condition($2) }) {
                $0.members(of: $1)
            }
        }
        objects("quotes", document.quotes, when: { $0.condition($2.span) }) { writer, quote in
            writer.members(of: quote.span)
            writer.json.member("speaker", quote.speaker)
            writer.json.member("cue", quote.cue)
            guard let attribution = quote.attribution else { return }
            writer.object("attribution", when: attribution) { $0.members(of: attribution) }
        }
        objects("figures", document.figures, when: { $0.condition($2.span) }) { writer, figure in
            writer.members(of: figure.span)
            writer.json.amount("value", figure.value)
            writer.json.amount("upper", figure.upper)
            writer.json.member("qualifier", figure.qualifier)
            writer.json.member("unit", figure.unit)
            writer.json.member("of", figure.of)
            writer.json.member("state", figure.state)
            writer.json.member("claimant", figure.claimant)
        }
        objects("dates", document.dates, when: { $0.condition($2.span) }) { writer, date in
            writer.members(of: date.span)
            writer.json.member("value", date.value)
            writer.json.member("until", date.until)
            writer.json.member("precision", date.precision.rawValue)
        }
        objects("identifiers", document.identifiers, when: { $0.condition($2.span) }) {
            writer, identifier in
            writer.json.member("kind", identifier.kind)
            writer.json.member("value", identifier.value)
            writer.members(of: identifier.span)
        }
    }
}

extension JSONWriter {
    /// Writes a number, without a fraction when it is whole.
    fileprivate mutating func amount(_ name: String, _ value: Double?) {
        guard let value else { return }
        key(name)
        if let whole = Int(exactly: value) { self.value(whole) } else { self.value(value) }
    }
}
