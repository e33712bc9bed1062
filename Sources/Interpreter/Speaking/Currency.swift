import DialogDSL

/// Signs and written amounts of money.
enum Currency {
  static let signs = [
    "USD": "$", "CAD": "$", "AUD": "$", "NZD": "$", "GBP": "£", "EUR": "€", "INR": "₹", "JPY": "¥",
  ]

  static func code(of region: String) -> String { codes[region] ?? "USD" }

  private static let codes = [
    "US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "GB": "GBP", "IE": "EUR", "IN": "INR",
  ]

  /// `12`, `12.50`, `12.345`: at least two decimals when there is one.
  static func written(_ amount: DecimalNumber) -> String {
    amount.scale == 1 ? amount.description + "0" : amount.description
  }
}
