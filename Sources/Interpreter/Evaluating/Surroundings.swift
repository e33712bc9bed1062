import DialogDSL

/// What an expression is evaluated in: the values that names stand for, and where and when the call is.
public protocol Surroundings {
  /// `.none` for what has no value (yet). Not asked for `today` and `now`, which come from `now`.
  func value(of reference: Reference) -> Value
  var now: LocalTime { get }
  var locale: LocaleTag { get }
}
