/// How numbers are put together in a language: `numbers` of its file, with the number words of `tables`.
struct NumberWords: Sendable {
  /// What a word can be inside a number. A word may be several: "third" is an ordinal and a part of one.
  struct Roles: OptionSet, Sendable {
    let rawValue: UInt32

    /// 0 to 9, and words of their own up to 99.
    static let unit = Roles(rawValue: 1 << 0)
    static let teen = Roles(rawValue: 1 << 1)
    static let tens = Roles(rawValue: 1 << 2)
    static let hundred = Roles(rawValue: 1 << 3)
    static let hundreds = Roles(rawValue: 1 << 4)
    static let scale = Roles(rawValue: 1 << 5)
    static let group = Roles(rawValue: 1 << 6)
    static let article = Roles(rawValue: 1 << 7)
    static let and = Roles(rawValue: 1 << 8)
    static let tensAnd = Roles(rawValue: 1 << 9)
    static let minus = Roles(rawValue: 1 << 10)
    static let point = Roles(rawValue: 1 << 11)
    static let of = Roles(rawValue: 1 << 12)
    /// "Oh" among digits.
    static let zero = Roles(rawValue: 1 << 13)
    static let part = Roles(rawValue: 1 << 14)
    static let parts = Roles(rawValue: 1 << 15)
    static let barePart = Roles(rawValue: 1 << 16)
    static let ordinal = Roles(rawValue: 1 << 17)
    static let scaleOrdinal = Roles(rawValue: 1 << 18)
    static let ordinalSuffix = Roles(rawValue: 1 << 19)
    static let suffix = Roles(rawValue: 1 << 20)
    static let bareScale = Roles(rawValue: 1 << 21)
    static let from = Roles(rawValue: 1 << 22)
    static let to = Roles(rawValue: 1 << 23)
    /// An ordinal that takes a unit's after it: "vigésimo primero".
    static let ordinalTens = Roles(rawValue: 1 << 24)

    /// May begin a number.
    static let opening: Roles = [
      .unit, .teen, .tens, .hundred, .hundreds, .group, .article, .minus, .point, .barePart, .zero, .bareScale,
    ]
  }

  struct Word: Sendable {
    var roles: Roles = []
    /// A cardinal's value, a scale's or group's factor.
    var value = 0
    /// The number of parts that make one.
    var parts = 0
    var ordinal = 0
  }

  private var words: [Word] = []
  /// Letters after written digits, as powers of ten.
  let suffixes: [(letters: [UInt8], zeros: Int)]
  let ordinalSuffixes: [[UInt8]]
  let over: WordSet
  let inexact: WordSet
  let named: WordSet
  let fromEnd: WordSet
  let noOrdinal: WordSet
  let beforeNoOrdinal: WordSet
  let unitsOfOthers: WordSet
  let percent: WordSet
  let basisPoints: WordSet
  let percentOf: WordSet
  let shares: WordTable
  let outOf: WordSet
  let between: WordSet
  let about: WordSet

  init(_ file: LanguageFile, _ lexicon: inout Lexicon) {
    let (numbers, tables) = (file["numbers"], file["tables"])
    suffixes = numbers["suffixes"].numbers.map { (Array($0.key.utf8), $0.value) }
    ordinalSuffixes = numbers["ordinal_suffixes"].items.map { Array($0.utf8) }
    over = WordSet(numbers["over"].items, &lexicon)
    inexact = WordSet(numbers["inexact"].items, &lexicon)
    named = WordSet(numbers["named"].items, &lexicon)
    fromEnd = WordSet(numbers["from_end"].items, &lexicon)
    noOrdinal = WordSet(numbers["no_ordinal"].items, &lexicon)
    beforeNoOrdinal = WordSet(numbers["before_no_ordinal"].items, &lexicon)
    unitsOfOthers = WordSet(numbers["units_of_others"].items, &lexicon)
    percent = WordSet(numbers["percent"].items, &lexicon)
    basisPoints = WordSet(numbers["basis_points"].items, &lexicon)
    percentOf = WordSet(numbers["percent_of"].items, &lexicon)
    shares = WordTable(numbers["shares"].numbers, &lexicon)
    between = WordSet(numbers["between"].items, &lexicon)
    about = WordSet(numbers["about"].items, &lexicon)
    outOf = WordSet(numbers["out_of"].items, &lexicon)
    addCardinals(numbers, tables, &lexicon)
    addOrdinals(numbers, tables, &lexicon)
    for (key, role): (String, Roles) in [
      ("minus", .minus), ("article", .article), ("and", .and), ("tens_and", .tensAnd), ("points", .point), ("of", .of),
      ("bare_parts", .barePart), ("bare_scales", .bareScale), ("ordinal_suffixes", .ordinalSuffix), ("from", .from),
      ("to", .to), ("ordinal_tens", .ordinalTens),
    ] {
      for word in numbers[key].items { add(word, role, &lexicon) }
    }
    for word in file["words"]["spelled_zero"].items { add(word, .zero, &lexicon) }
    if numbers["grows_together"].text == "yes" { addGrownTogether(tables, &lexicon) }
  }

  /// What a token is inside numbers.
  subscript(token: Tokens.Token) -> Word {
    token.id > 0 && Int(token.id) < words.count ? words[Int(token.id)] : Word()
  }

  private mutating func addCardinals(_ numbers: LanguageFile, _ tables: LanguageFile, _ lexicon: inout Lexicon) {
    func values(_ file: LanguageFile, _ key: String) -> [(key: String, value: Int)] { file[key].numbers }
    for (word, value) in values(tables, "units") + values(numbers, "small") {
      add(word, .unit, &lexicon) { $0.value = value }
    }
    for (word, value) in values(tables, "teens") { add(word, .teen, &lexicon) { $0.value = value } }
    for (word, value) in values(tables, "tens") { add(word, .tens, &lexicon) { $0.value = value } }
    for (word, zeros) in values(numbers, "hundred") {
      add(word, .hundred, &lexicon) { $0.value = Self.power(zeros) }
    }
    for (word, value) in values(numbers, "hundreds") { add(word, .hundreds, &lexicon) { $0.value = value } }
    for (word, zeros) in values(tables, "scales") + values(numbers, "scales") {
      add(word, .scale, &lexicon) { $0.value = Self.power(zeros) }
    }
    for (word, value) in values(tables, "groups") + values(numbers, "groups") {
      add(word, .group, &lexicon) { $0.value = value }
    }
    let suffixes = Dictionary(values(numbers, "suffixes").map { ($0.key, $0.value) }, uniquingKeysWith: { a, _ in a })
    for word in numbers["lone_suffixes"].items {
      add(word, .suffix, &lexicon) { $0.value = Self.power(suffixes[word] ?? 0) }
    }
  }

  private mutating func addOrdinals(_ numbers: LanguageFile, _ tables: LanguageFile, _ lexicon: inout Lexicon) {
    for (word, parts) in numbers["part"].numbers { add(word, .part, &lexicon) { $0.parts = parts } }
    for (word, parts) in numbers["parts"].numbers { add(word, .parts, &lexicon) { $0.parts = parts } }
    for (word, value) in tables["ordinals"].numbers + numbers["ordinals"].numbers {
      add(word, .ordinal, &lexicon) { $0.ordinal = value }
    }
    for (word, zeros) in numbers["scale_ordinals"].numbers {
      add(word, .scaleOrdinal, &lexicon) { $0.ordinal = Self.power(zeros) }
    }
  }

  private mutating func addGrownTogether(_ tables: LanguageFile, _ lexicon: inout Lexicon) {
    for (tens, ten) in tables["tens"].numbers {
      for (unit, value) in tables["units"].numbers where value > 0 {
        add(tens + unit, .teen, &lexicon) { $0.value = ten + value }
      }
      for (ordinal, value) in tables["ordinals"].numbers where value < 10 && ordinal.utf8.first! > 57 {
        add(tens + ordinal, .ordinal, &lexicon) { $0.ordinal = ten + value }
      }
    }
  }

  private mutating func add(
    _ text: String, _ roles: Roles, _ lexicon: inout Lexicon, _ change: (inout Word) -> Void = { _ in }
  ) {
    let ids = lexicon.add(text: text)
    guard ids.count == 1 else { return }
    let place = Int(ids[0])
    while words.count <= place { words.append(Word()) }
    words[place].roles.formUnion(roles)
    change(&words[place])
  }

  private static func power(_ zeros: Int) -> Int { (0..<zeros).reduce(1) { product, _ in product * 10 } }
}
