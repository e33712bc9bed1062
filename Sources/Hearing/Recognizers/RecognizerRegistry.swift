import DialogDSL

/// The recogniser of each slot type.
public enum RecognizerRegistry {
  public static func recognizer(for type: SlotType) -> any Recognizer { all[type]! }

  private static let all = Dictionary(uniqueKeysWithValues: SlotType.allCases.map { ($0, repairing($0)) })

  private static func repairing(_ type: SlotType) -> any Recognizer {
    let base = single(for: type)
    return switch type {
    case .text, .model, .yesNo, .phone, .email, .alphanumeric, .postalCode, .address, .dateTime: base
    case .name: NameRecognizer()
    case .choice: RepairingRecognizer(base: ChoiceRecognizer(), passesFillers: false)
    case .digits, .pattern: RepairingRecognizer(base: base, hesitationRepairs: false, baseMerges: true)
    case .number, .integer, .ordinal, .percent: RepairingRecognizer(base: base, keepsAlternatives: true)
    case .money: RepairingRecognizer(base: base, keepsAlternatives: true, completed: MoneyRecognizer.completed)
    case .date:
      DateAttempts(
        base: RepairingRecognizer(
          base: base, keepsAlternatives: true, completed: DateRecognizer.completed, restated: DateRecognizer.restated))
    case .dateRange: RepairingRecognizer(base: base, completed: DateRangeRecognizer.completed)
    case .time:
      RepairingRecognizer(
        base: base, keepsAlternatives: true, completed: TimeRecognizer.completed, restated: TimeRecognizer.restated)
    case .timeRange: RepairingRecognizer(base: base)
    case .duration: RepairingRecognizer(base: base, restated: DurationRecognizer.restated)
    case .temperature: RepairingRecognizer(base: base, completed: TemperatureRecognizer.completed)
    case .age: RepairingRecognizer(base: base, completed: AgeRecognizer.completed)
    }
  }

  /// Each value as it was said; nothing is taken back inside the utterance.
  package static func single(for type: SlotType) -> any Recognizer {
    switch type {
    case .text: TextRecognizer()
    case .model: UnheardRecognizer()
    case .name: SaidName()
    case .yesNo: YesNoRecognizer()
    case .choice: ChoiceRecognizer(heedsExclusions: false)
    case .number: NumberRecognizer(wholeOnly: false)
    case .integer: NumberRecognizer(wholeOnly: true)
    case .ordinal: OrdinalRecognizer()
    case .digits: DigitsRecognizer()
    case .alphanumeric: CodeRecognizer(kind: .alphanumeric)
    case .phone: PhoneRecognizer()
    case .email: EmailRecognizer()
    case .date: DateRecognizer()
    case .time: TimeRecognizer()
    case .dateTime: DateTimeRecognizer()
    case .dateRange: DateRangeRecognizer()
    case .timeRange: TimeRangeRecognizer()
    case .duration: DurationRecognizer()
    case .money: MoneyRecognizer()
    case .percent: PercentRecognizer()
    case .temperature: TemperatureRecognizer()
    case .age: AgeRecognizer()
    case .postalCode: CodeRecognizer(kind: .postalCode)
    case .pattern: PatternRecognizer()
    case .address: AddressRecognizer()
    }
  }
}
