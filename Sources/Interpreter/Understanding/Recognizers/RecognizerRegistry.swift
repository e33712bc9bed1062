import DialogDSL

/// The recogniser of each slot type.
public enum RecognizerRegistry {
  public static func recognizer(for type: SlotType) -> any Recognizer {
    switch type {
    case .text, .yesNo: single(for: type)
    case .name: RepairingRecognizer(base: single(for: type), maxGap: 0)
    case .choice: RepairingRecognizer(base: single(for: type), passesFillers: false)
    case .number, .integer, .time: RepairingRecognizer(base: single(for: type))
    case .digits, .phone: RepairingRecognizer(base: single(for: type), hesitationRepairs: false)
    case .date: RepairingRecognizer(base: single(for: type), completed: DateRecognizer.completed)
    }
  }

  /// Each value as it was said; nothing is taken back inside the utterance.
  static func single(for type: SlotType) -> any Recognizer {
    switch type {
    case .text: TextRecognizer()
    case .name: NameRecognizer()
    case .yesNo: YesNoRecognizer()
    case .choice: ChoiceRecognizer()
    case .number: NumberRecognizer(wholeOnly: false)
    case .integer: NumberRecognizer(wholeOnly: true)
    case .digits: DigitsRecognizer()
    case .phone: PhoneRecognizer()
    case .date: DateRecognizer()
    case .time: TimeRecognizer()
    }
  }
}
