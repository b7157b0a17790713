// SPDX-License-Identifier: Apache-2.0

// The parser inside Yams. Its Swift layer throws at the first duplicate key, forgets where an alias
// stood and recurses as deep as the input says; the events below it do none of that.
import CYaml

/// One step of the YAML parser.
struct YAMLEvent {
    enum Kind {
        case documentStart, documentEnd, streamEnd
        case scalar(YAMLScalar)
        case alias(String)
        case sequenceStart, sequenceEnd
        case mappingStart, mappingEnd
    }

    var kind: Kind
    /// Offsets in scalars; an anchor or tag in front of a node belongs to it.
    var start: Int
    var end: Int
    var anchor: String?
    var tag: String?
    /// Whether a list or mapping begins with a bracket.
    var isFlow = false
}

/// What the YAML parser could not read.
struct YAMLSyntaxError: Error {
    /// In the parser's words.
    var problem: String
    /// What it was reading, in the parser's words.
    var context: String?
    /// The offset of the problem.
    var offset: Int
    /// Where what it was reading began.
    var contextOffset: Int?
}

/// Hands out a text's events.
///
/// Safe, because the parser and its input live and end with the object and no pointer leaves it.
@safe final class YAMLEventReader {
    private var parser = unsafe yaml_parser_t()
    private let bytes: UnsafeMutableBufferPointer<UInt8>

    /// Starts to read.
    ///
    /// - Parameter utf8: Valid UTF-8 without a byte order mark.
    init(utf8: [UInt8]) {
        // The parser keeps a pointer to its input, so the input has an address of its own.
        unsafe bytes = UnsafeMutableBufferPointer.allocate(capacity: max(1, utf8.count))
        _ = unsafe bytes.initialize(from: utf8)
        unsafe yaml_parser_initialize(&parser)
        unsafe yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
        unsafe yaml_parser_set_input_string(&parser, bytes.baseAddress, utf8.count)
    }

    deinit {
        unsafe yaml_parser_delete(&parser)
        unsafe bytes.deallocate()
    }

    /// The next event.
    ///
    /// After an error or `streamEnd` it must not be called again.
    func next() throws(YAMLSyntaxError) -> YAMLEvent {
        while true {
            var event = unsafe yaml_event_t()
            guard unsafe yaml_parser_parse(&parser, &event) == 1 else { throw syntaxError() }
            defer { unsafe yaml_event_delete(&event) }
            if let event = unsafe read(event) { return event }
        }
    }

    private func read(_ event: yaml_event_t) -> YAMLEvent? {
        var anchor: String?
        var tag: String?
        var isFlow = false
        let kind: YAMLEvent.Kind
        switch unsafe event.type {
        case YAML_DOCUMENT_START_EVENT: kind = .documentStart
        case YAML_DOCUMENT_END_EVENT: kind = .documentEnd
        case YAML_STREAM_END_EVENT: kind = .streamEnd
        case YAML_ALIAS_EVENT: kind = unsafe .alias(string(event.data.alias.anchor) ?? "")
        case YAML_SCALAR_EVENT:
            let scalar = unsafe event.data.scalar
            unsafe (anchor, tag) = (string(scalar.anchor), string(scalar.tag))
            let value = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            kind = unsafe .scalar(
                YAMLScalar(
                    text: String(decoding: value, as: UTF8.self),
                    isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE))
        case YAML_SEQUENCE_START_EVENT:
            unsafe (anchor, tag) = (
                string(event.data.sequence_start.anchor), string(event.data.sequence_start.tag)
            )
            isFlow = unsafe event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
            kind = .sequenceStart
        case YAML_SEQUENCE_END_EVENT: kind = .sequenceEnd
        case YAML_MAPPING_START_EVENT:
            unsafe (anchor, tag) = (
                string(event.data.mapping_start.anchor), string(event.data.mapping_start.tag)
            )
            isFlow = unsafe event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
            kind = .mappingStart
        case YAML_MAPPING_END_EVENT: kind = .mappingEnd
        default: return nil
        }
        return unsafe YAMLEvent(
            kind: kind, start: event.start_mark.index, end: event.end_mark.index, anchor: anchor,
            tag: tag, isFlow: isFlow)
    }

    private func string(_ pointer: UnsafeMutablePointer<UInt8>?) -> String? {
        guard let pointer = unsafe pointer else { return nil }
        return unsafe String(cString: pointer)
    }

    private func syntaxError() -> YAMLSyntaxError {
        let problem = unsafe parser.problem.map { unsafe String(cString: $0) }
        if unsafe parser.error == YAML_READER_ERROR {
            // The reader counts bytes, everything else scalars.
            let before = unsafe bytes.prefix(parser.problem_offset)
            let offset = unsafe before.count { $0 & 0xC0 != 0x80 }
            return YAMLSyntaxError(problem: problem ?? "unreadable", context: nil, offset: offset)
        }
        let context = unsafe parser.context.map { unsafe String(cString: $0) }
        return unsafe YAMLSyntaxError(
            problem: problem ?? "out of memory", context: context,
            offset: parser.problem_mark.index,
            contextOffset: context == nil ? nil : parser.context_mark.index)
    }
}
