import RobotModel
import Testing

@Suite("Money")
struct MoneyTests {
  private static func zloty(_ text: String) throws -> Money {
    try Money(currency: CurrencyCode("PLN"), amount: DecimalNumber(text))
  }

  @Test("a currency is three upper-case letters, and codes order as their texts do")
  func currencies() throws {
    #expect(try CurrencyCode("PLN").description == "PLN")
    #expect(try CurrencyCode("EUR") < CurrencyCode("PLN"))
    #expect(try CurrencyCode("PLN") == CurrencyCode("PLN"))
    for text in ["", "PL", "PLNX", "pln", "P1N", "PŁN", "PLN "] {
      #expect(throws: MoneyError.notACurrency(text: text)) { try CurrencyCode(text) }
    }
  }

  @Test("units and nanos go in and out without loss")
  func unitsAndNanos() throws {
    let currency = try CurrencyCode("PLN")
    let cases: [(units: Int64, nanos: Int32, text: String)] = [
      (0, 0, "0"), (1, 500_000_000, "1.5"), (-1, -1, "-1.000000001"), (0, -10_000_000, "-0.01"),
      (.max, 999_999_999, "9223372036854775807.999999999"),
      (.min, -999_999_999, "-9223372036854775808.999999999"),
    ]
    for (units, nanos, text) in cases {
      let money = try Money(currency: currency, units: units, nanos: nanos)
      #expect(money.amount.description == text)
      let back = money.unitsAndNanos
      #expect(back.units == units && back.nanos == nanos)
    }
  }

  @Test("P6: an amount takes sixteen bytes, and keeps the farthest ones in any currency")
  func packing() throws {
    #expect(MemoryLayout<Money>.size == 16)
    #expect(MemoryLayout<FieldValue>.size == 17)
    for code in ["AAA", "PLN", "ZZZ"] {
      let currency = try CurrencyCode(code)
      #expect(currency.description == code)
      for (units, nanos) in [
        (Int64.max, Int32(999_999_999)), (.min, -999_999_999), (.max, 0), (.min, 0), (0, 1),
        (0, -1), (0, 0), (-1, -500_000_000), (120_000, 0),
      ] {
        let money = try Money(currency: currency, units: units, nanos: nanos)
        #expect(money.currency == currency)
        #expect(money.unitsAndNanos.units == units && money.unitsAndNanos.nanos == nanos)
        #expect(try Money(currency: currency, amount: money.amount) == money)
      }
    }
  }

  @Test("nanos out of range or of another sign are refused")
  func refusedNanos() throws {
    let currency = try CurrencyCode("PLN")
    for nanos in [1_000_000_000, -1_000_000_000, Int32.max, Int32.min] {
      #expect(throws: MoneyError.nanosOutOfRange(nanos)) {
        try Money(currency: currency, units: 0, nanos: nanos)
      }
    }
    #expect(throws: MoneyError.signsDiffer(units: 1, nanos: -1)) {
      try Money(currency: currency, units: 1, nanos: -1)
    }
    #expect(throws: MoneyError.signsDiffer(units: -1, nanos: 1)) {
      try Money(currency: currency, units: -1, nanos: 1)
    }
  }

  @Test("an amount that google.type.Money cannot carry is refused, never cut")
  func refusedAmounts() throws {
    for text in ["0.0000000001", "-1.0000000001"] {
      let amount = try DecimalNumber(text)
      #expect(throws: MoneyError.finerThanNanos(amount)) { try Self.zloty(text) }
    }
    for text in ["9223372036854775808", "-9223372036854775809.5"] {
      let amount = try DecimalNumber(text)
      #expect(throws: MoneyError.beyondUnits(amount)) { try Self.zloty(text) }
    }
    #expect(try Self.zloty("9223372036854775807.999999999").unitsAndNanos.units == .max)
  }

  @Test("money prints as amount and currency code (S-41)")
  func printing() throws {
    #expect(try Self.zloty("100.50").description == "100.5 PLN")
  }
}
