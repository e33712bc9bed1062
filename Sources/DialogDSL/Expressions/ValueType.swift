/// The static type of an expression; it also decides how a value is spoken.
public indirect enum ValueType: Sendable, Hashable {
  /// The poison type: the value is unknown or already reported as a fault. Fits everywhere, so that one fault
  /// gives one error.
  case any
  case none
  case bool
  case number
  case text
  case date
  case time
  case dateTime
  case duration
  case list(ValueType)
  /// Members known by name (`returns` of a tool); another name is an error at load.
  case record([String: ValueType])
  /// Members not known at load (`call`, untyped JSON): every member is `any`.
  case open
  /// A slot's value; `slotType` knows how it is spoken and which members it has.
  case slot(SlotType)
}
