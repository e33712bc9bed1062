/// A phone number, or the part of one, as it is known after some pieces of it.
struct HeardPhone: Equatable {
  /// A part: digits as they were said, with a plus in front if one was.
  var text: String
  /// What the digits are once they are enough.
  var number: PhoneNumber?
  /// Made of an earlier number by changing some of it.
  var isMended = false

  /// Digits that correct the end of a number; more are the number again, not heard well.
  private static let longestEnd = 7

  var isWhole: Bool { number != nil }
  /// As it goes into a slot.
  var value: String { number?.e164 ?? text }

  private var isInternational: Bool { text.hasPrefix("+") }
  private var digits: Substring { isInternational ? text.dropFirst() : Substring(text) }

  /// What an earlier turn left.
  init(_ value: String, plan: PhonePlan) {
    text = value
    number = plan.number(digits, isInternational: isInternational)
  }

  /// Digits that say nothing together with others; nil when no number can begin with them.
  init?(alone piece: PhonePiece, plan: PhonePlan) {
    for reading in piece.readings {
      if let number = plan.number(Substring(reading), isInternational: piece.isInternational) {
        self.init(text: (piece.isInternational ? "+" : "") + reading, number: number)
        return
      }
    }
    for reading in piece.readings
    where plan.canBegin(with: Substring(reading), isInternational: piece.isInternational)
      || reading.utf8.count == plan.local
    {
      self.init(text: (piece.isInternational ? "+" : "") + reading)
      return
    }
    return nil
  }

  private init(text: String, number: PhoneNumber? = nil, isMended: Bool = false) {
    (self.text, self.number, self.isMended) = (text, number, isMended)
  }

  /// The number after another piece; nil when the two have nothing to do with each other.
  func joined(with piece: PhonePiece, plan: PhonePlan) -> HeardPhone? {
    isWhole ? changed(by: piece, plan) : completed(by: piece, plan)
  }

  // MARK: A part and more of it

  /// Digits may be missing after the part or, of a number without its area code, before it; those said again are
  /// counted once.
  private func completed(by piece: PhonePiece, _ plan: PhonePlan) -> HeardPhone? {
    if piece.isInternational { return HeardPhone(alone: piece, plan: plan) }
    let isLocal = plan.local > 0 && digits.utf8.count == plan.local
    for reading in piece.readings {
      if piece.place == .start || isLocal, let whole = whole(Substring(reading + digits), plan) { return whole }
      if piece.place != .start, let whole = whole(digits + reading, plan) { return whole }
    }
    let alone = HeardPhone(alone: piece, plan: plan)
    if let alone, alone.isWhole { return alone }
    for reading in piece.readings {
      if let overlapped = overlapped(with: reading, anyEnd: piece.place == .end || piece.isCorrection, plan) {
        return overlapped
      }
    }
    if !piece.isInternational, let mended = piece.readings.lazy.compactMap({ self.interleaved(with: $0, plan) }).first {
      return mended
    }
    for reading in piece.readings where plan.canBegin(with: digits + reading, isInternational: isInternational) {
      return HeardPhone(text: text + reading)
    }
    guard let alone, alone.text.utf8.count >= text.utf8.count else { return nil }
    return alone
  }

  private func whole(_ digits: Substring, _ plan: PhonePlan) -> HeardPhone? {
    plan.number(digits, isInternational: isInternational).map {
      HeardPhone(text: (isInternational ? "+" : "") + digits, number: $0)
    }
  }

  /// "503 555 013", then "0134": the end is said again and completed. With `anyEnd`, also another end.
  private func overlapped(with reading: String, anyEnd: Bool, _ plan: PhonePlan) -> HeardPhone? {
    for count in stride(from: digits.utf8.count - 1, to: 0, by: -1) {
      guard anyEnd && reading.utf8.count <= Self.longestEnd || reading.hasPrefix(digits.dropFirst(count)) else {
        continue
      }
      if let whole = whole(digits.prefix(count) + reading, plan) {
        return HeardPhone(text: whole.text, number: whole.number, isMended: true)
      }
    }
    return nil
  }

  /// The only number that is one digit longer and holds the digits of both answers in their order: each lost another
  /// one of them.
  private func interleaved(with reading: String, _ plan: PhonePlan) -> HeardPhone? {
    guard reading.utf8.count > Self.longestEnd, reading.utf8.count <= digits.utf8.count else { return nil }
    let known = Array(digits.utf8)
    var found: HeardPhone?
    for place in 0...known.count {
      for digit in Set(reading.utf8).sorted() {
        let longer = known[..<place] + [digit] + known[place...]
        guard Self.holds(longer, reading.utf8), let whole = whole(Substring(decoding: longer, as: UTF8.self), plan),
          whole != found
        else { continue }
        if found != nil { return nil }
        found = whole
      }
    }
    found?.isMended = true
    return found
  }

  private static func holds(_ digits: some Sequence<UInt8>, _ part: some Collection<UInt8>) -> Bool {
    var rest = part[...]
    for digit in digits where digit == rest.first { rest.removeFirst() }
    return rest.isEmpty
  }

  // MARK: A whole number and something else

  /// Another whole number takes the place of the first; a few digits that are said as a correction replace its end, or
  /// its beginning when they are said to be that.
  private func changed(by piece: PhonePiece, _ plan: PhonePlan) -> HeardPhone? {
    guard let number else { return nil }
    if !piece.isInternational, piece.place == .anywhere {
      for reading in piece.readings {
        if let longer = whole(digits + reading, plan) { return longer }
      }
    }
    guard piece.isCorrection || piece.place != .anywhere else { return nil }
    if let other = HeardPhone(alone: piece, plan: plan), other.isWhole {
      return HeardPhone(text: other.text, number: other.number, isMended: true)
    }
    guard !piece.isInternational, let (own, _) = PhonePlan.split(number.e164) else { return nil }
    for reading in piece.readings {
      let count = reading.utf8.count
      guard count <= Self.longestEnd, count < number.national.utf8.count else { continue }
      let digits =
        piece.place == .start
        ? Self.start(reading, own) + number.national.dropFirst(count)
        : number.national.dropLast(count) + reading
      if own.kind(matching: Substring(digits)) != nil {
        var changed = number
        changed.national = String(digits)
        return HeardPhone(text: changed.e164, number: changed, isMended: true)
      }
    }
    return nil
  }

  /// An area code without its trunk.
  private static func start(_ reading: String, _ plan: PhonePlan) -> Substring {
    !plan.trunk.isEmpty && reading.hasPrefix(plan.trunk)
      ? reading.dropFirst(plan.trunk.utf8.count)
      : Substring(reading)
  }
}
