import RobotModel

/// The rates of a configuration as numbers.
enum ExchangeRates {
  /// What is wrong with one rate; nil if all is well.
  static func problem(of currency: String, _ rate: String) -> String? {
    if (try? CurrencyCode(currency)) == nil {
      return "exchange_rates: expected a currency of three capital letters such as EUR, found"
        + " \"\(currency)\""
    }
    guard let number = try? DecimalNumber(rate), DecimalNumber(0) < number else {
      return "exchange_rates: expected a number over zero such as \"4.2568\" for \(currency), found"
        + " \"\(rate)\""
    }
    return nil
  }

  /// What is wrong with the rates of a configuration; nil if all is well.
  static func problem(of configuration: RobotServerConfiguration) -> String? {
    configuration.exchangeRates.sorted { $0.key < $1.key }.lazy
      .compactMap { problem(of: $0.key, $0.value) }.first
  }

  /// The rates of a configuration in which nothing is wrong.
  static func rates(
    of configuration: RobotServerConfiguration
  ) -> [CurrencyCode: DecimalNumber] {
    var rates: [CurrencyCode: DecimalNumber] = [:]
    for (currency, rate) in configuration.exchangeRates {
      guard let code = try? CurrencyCode(currency), let number = try? DecimalNumber(rate) else {
        preconditionFailure("rates are checked before they are used")
      }
      rates[code] = number
    }
    return rates
  }
}
