import CLibYAML

/// libyaml's events as values; the only file that knows libyaml.
enum YAMLEvent {
  case scalar(String, Node.Style)
  case alias(String)
  case startSequence(isFlow: Bool)
  case startMapping(isFlow: Bool)
  case endCollection
  case startDocument

  struct Placed {
    var event: YAMLEvent
    /// In Unicode scalars from the start of the text.
    var offsets: Range<Int>
    var anchor: String?
    var isTagged: Bool
  }

  /// Why libyaml could not go on.
  struct Fault {
    var problem: String
    /// "while parsing a block mapping"
    var context: String
    var offset: Int
    var contextOffset: Int
  }

  /// Hands over the events of `text` until `take` returns false; the fault that ended the text early, if any.
  static func read(_ text: String, _ take: (Placed) -> Bool) -> Fault? {
    if text.isEmpty { return nil }
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else { preconditionFailure("libyaml: out of memory") }
    defer { yaml_parser_delete(&parser) }
    var text = text
    return text.withUTF8 { bytes in
      yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
      yaml_parser_set_input_string(&parser, bytes.baseAddress, bytes.count)
      while true {
        var event = yaml_event_t()
        guard yaml_parser_parse(&parser, &event) == 1 else { return fault(of: parser, in: bytes) }
        defer { yaml_event_delete(&event) }
        if event.type == YAML_STREAM_END_EVENT { return nil }
        if let placed = placed(event), !take(placed) { return nil }
      }
    }
  }

  private static func placed(_ event: yaml_event_t) -> Placed? {
    let start = Int(event.start_mark.index)
    let offsets = start..<max(start, Int(event.end_mark.index))
    func placed(_ kind: YAMLEvent, anchor: UnsafeMutablePointer<UInt8>?, tag: UnsafeMutablePointer<UInt8>?) -> Placed {
      Placed(event: kind, offsets: offsets, anchor: string(anchor), isTagged: tag != nil)
    }
    switch event.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let value = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      return placed(.scalar(value, style(scalar.style)), anchor: scalar.anchor, tag: scalar.tag)
    case YAML_ALIAS_EVENT:
      return placed(.alias(string(event.data.alias.anchor) ?? ""), anchor: nil, tag: nil)
    case YAML_SEQUENCE_START_EVENT:
      let sequence = event.data.sequence_start
      let isFlow = sequence.style == YAML_FLOW_SEQUENCE_STYLE
      return placed(.startSequence(isFlow: isFlow), anchor: sequence.anchor, tag: sequence.tag)
    case YAML_MAPPING_START_EVENT:
      let mapping = event.data.mapping_start
      let isFlow = mapping.style == YAML_FLOW_MAPPING_STYLE
      return placed(.startMapping(isFlow: isFlow), anchor: mapping.anchor, tag: mapping.tag)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return placed(.endCollection, anchor: nil, tag: nil)
    case YAML_DOCUMENT_START_EVENT: return placed(.startDocument, anchor: nil, tag: nil)
    default: return nil
    }
  }

  private static func style(_ style: yaml_scalar_style_t) -> Node.Style {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: .literal
    case YAML_FOLDED_SCALAR_STYLE: .folded
    default: .plain
    }
  }

  private static func string(_ pointer: UnsafeMutablePointer<UInt8>?) -> String? {
    pointer.map { String(cString: $0) }
  }

  private static func fault(of parser: yaml_parser_t, in bytes: UnsafeBufferPointer<UInt8>) -> Fault {
    let problem = parser.problem.map { String(cString: $0) } ?? "libyaml gave up"
    let context = parser.context.map { String(cString: $0) } ?? ""
    var offset = Int(parser.problem_mark.index)
    if parser.error == YAML_READER_ERROR {
      // A reader error has no mark, only a byte offset: count the characters before it.
      let before = bytes.prefix(Int(parser.problem_offset))
      offset = before.count { $0 & 0b1100_0000 != 0b1000_0000 }
    }
    return Fault(problem: problem, context: context, offset: offset, contextOffset: Int(parser.context_mark.index))
  }
}
