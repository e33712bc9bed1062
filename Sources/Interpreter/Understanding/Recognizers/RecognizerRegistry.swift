import DialogDSL

/// The recogniser of each slot type.
public enum RecognizerRegistry {
  public static func recognizer(for type: SlotType) -> any Recognizer {
    switch type {
    case .text: TextRecognizer()
    case .name: RepairingRecognizer(base: NameRecognizer())
    case .yesNo: YesNoRecognizer()
    case .choice: RepairingRecognizer(base: ChoiceRecognizer())
    case .number: RepairingRecognizer(base: NumberRecognizer(wholeOnly: false))
    case .integer: RepairingRecognizer(base: NumberRecognizer(wholeOnly: true))
    case .digits: RepairingRecognizer(base: DigitsRecognizer(), hesitationRepairs: false)
    case .phone: RepairingRecognizer(base: PhoneRecognizer(), hesitationRepairs: false)
    case .date: RepairingRecognizer(base: DateRecognizer(), completed: DateRecognizer.completed)
    case .time: RepairingRecognizer(base: TimeRecognizer())
    }
  }
}
