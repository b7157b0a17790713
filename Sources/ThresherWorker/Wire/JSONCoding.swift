// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

extension ResultCoding {
    /// Writes the members of an object.
    static func write(
        _ members: [JSONValue.Member], depth: Int, to writer: inout ByteWriter
    ) throws(WireError) {
        guard depth < Limit.depth else { throw WireError("values nested deeper than \(depth)") }
        guard members.count <= Limit.members else { throw WireError("\(members.count) members") }
        writer.count(members.count)
        for member in members {
            guard member.key.utf8.count <= Limit.word else { throw WireError("a long key") }
            writer.string(member.key)
            try write(member.value, depth: depth, to: &writer)
        }
    }

    /// Reads the members of an object.
    static func members(
        _ reader: inout ByteReader, depth: Int
    ) throws(WireError) -> [JSONValue.Member] {
        guard depth < Limit.depth else { throw WireError("values nested deeper than \(depth)") }
        var members: [JSONValue.Member] = []
        for _ in 0..<(try reader.count(atMost: Limit.members)) {
            let key = try reader.string(atMost: Limit.word)
            members.append(.init(key, try value(&reader, depth: depth)))
        }
        return members
    }

    private static func write(
        _ value: JSONValue, depth: Int, to writer: inout ByteWriter
    ) throws(WireError) {
        switch value {
        case .null: writer.byte(0)
        case .bool(false): writer.byte(1)
        case .bool(true): writer.byte(2)
        case .int(let number):
            writer.byte(3)
            writer.signed(number)
        case .double(let number):
            writer.byte(4)
            writer.number(number.bitPattern)
        case .string(let text):
            writer.byte(5)
            writer.string(shortened(text, to: Limit.detail))
        case .array(let elements):
            guard depth + 1 < Limit.depth, elements.count <= Limit.members else {
                throw WireError("an array too long or too deep")
            }
            writer.byte(6)
            writer.count(elements.count)
            for element in elements { try write(element, depth: depth + 1, to: &writer) }
        case .object(let members):
            writer.byte(7)
            try write(members, depth: depth + 1, to: &writer)
        }
    }

    private static func value(
        _ reader: inout ByteReader, depth: Int
    ) throws(WireError) -> JSONValue {
        switch try reader.byte() {
        case 0: return .null
        case 1: return .bool(false)
        case 2: return .bool(true)
        case 3: return .int(try reader.signed())
        case 4:
            let number = Double(bitPattern: try reader.number())
            guard number.isFinite else { throw WireError("a number that is not finite") }
            return .double(number)
        case 5: return .string(try reader.string(atMost: Limit.detail))
        case 6:
            guard depth + 1 < Limit.depth else { throw WireError("values nested too deep") }
            var elements: [JSONValue] = []
            for _ in 0..<(try reader.count(atMost: Limit.members)) {
                elements.append(try value(&reader, depth: depth + 1))
            }
            return .array(elements)
        case 7: return .object(try members(&reader, depth: depth + 1))
        case let kind: throw WireError("a value of the unknown kind \(kind)")
        }
    }
}
