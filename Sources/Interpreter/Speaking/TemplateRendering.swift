import DialogDSL

/// For whose eyes or ears a text is made (language.md §4).
public enum RenderingStyle: Sendable {
  /// For the caller: values in their type's own way for the locale.
  case spoken
  /// For tools, records and results: ISO dates and times, E.164, plain numbers.
  case canonical
}

extension Evaluator {
  /// The template's text; what has no value leaves nothing behind.
  public func render(_ template: Template, _ style: RenderingStyle) -> String {
    render(template.parts, style)
  }

  private func render(_ parts: [Template.Part], _ style: RenderingStyle) -> String {
    parts.map { part in
      switch part {
      case .text(let text): return text
      case .value(let expression, let type): return text(of: value(of: expression), as: type, style)
      case .choice(let branches, let otherwise):
        return render(branches.first { holds($0.condition) }?.parts ?? otherwise, style)
      }
    }.joined()
  }

  /// One value as a text: what `{{ … }}` leaves in its place.
  public func text(of value: Value, as type: ValueType, _ style: RenderingStyle) -> String {
    switch style {
    case .spoken: speech.spoken(value, as: type)
    case .canonical: value.written(as: type)
    }
  }
}
