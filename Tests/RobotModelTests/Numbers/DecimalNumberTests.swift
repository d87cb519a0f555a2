import RobotModel
import Testing

@Suite("DecimalNumber")
struct DecimalNumberTests {
  private static let nines34 = String(repeating: "9", count: 34)

  @Test("texts are read and printed in one canonical form (C4)")
  func text() throws {
    for (text, canonical) in [
      ("0", "0"), ("-0", "0"), ("0.00", "0"), ("1.50", "1.5"), ("+3", "3"), (".5", "0.5"),
      ("5.", "5"), ("-12.5", "-12.5"), ("007", "7"), ("100", "100"), ("2.5e3", "2500"),
      ("2.5E-3", "0.0025"), ("1e33", "1" + String(repeating: "0", count: 33)),
      ("1e-18", "0.000000000000000001"), ("0e999999999999", "0"), (Self.nines34, Self.nines34),
      ("-\(Self.nines34)", "-\(Self.nines34)"), ("1.500000000000000000000000", "1.5"),
      ("9999999999999999.999999999999999999", "9999999999999999.999999999999999999"),
      ("120e-1", "12"), ("0.001", "0.001"),
    ] {
      #expect(try DecimalNumber(text).description == canonical, "\(text)")
    }
  }

  @Test("texts that are no number, or too long a one, are refused with the reason")
  func refusals() {
    let cases: [(text: String, error: DecimalError)] = [
      ("", .notANumber(text: "", position: 0)), (".", .notANumber(text: ".", position: 1)),
      ("-", .notANumber(text: "-", position: 1)), ("1,5", .notANumber(text: "1,5", position: 1)),
      ("1.5.2", .notANumber(text: "1.5.2", position: 3)),
      (" 1", .notANumber(text: " 1", position: 0)),
      ("1e", .notANumber(text: "1e", position: 2)), ("1e+", .notANumber(text: "1e+", position: 3)),
      ("0x1", .notANumber(text: "0x1", position: 1)),
      ("NaN", .notANumber(text: "NaN", position: 0)),
      ("--1", .notANumber(text: "--1", position: 1)),
      ("1_000", .notANumber(text: "1_000", position: 1)),
      ("1e34", .tooManyDigits), ("\(Self.nines34)9", .tooManyDigits),
      ("1e999999999", .tooManyDigits),
      ("1e-19", .tooManyFractionDigits), ("0.0000000000000000001", .tooManyFractionDigits),
      ("1e-999999999999999", .tooManyFractionDigits), ("\(Self.nines34).5", .tooManyDigits),
    ]
    for (text, error) in cases {
      #expect(throws: error, "\(text)") { try DecimalNumber(text) }
    }
  }

  @Test("equality is by value, and more than 100000 is false for exactly 100000 (C4)")
  func comparing() throws {
    #expect(try DecimalNumber("1.50") == DecimalNumber("1.5"))
    #expect(try DecimalNumber("1.50").hashValue == DecimalNumber("1.5").hashValue)
    #expect(try !(DecimalNumber("100000.00") > DecimalNumber("100000")))
    #expect(try DecimalNumber("100000.000000000000000001") > DecimalNumber("100000"))
    // Around the largest coefficients of 64 bits, too: 2^63 is 9223372036854775808.
    let ascending = [
      "-\(Self.nines34)", "-9223372036854775809", "-9223372036854775808", "-9223372036854775807.5",
      "-922337203685477580.9", "-922337203685477580.8", "-9.223372036854775808", "-2", "-1.5",
      "-0.5", "-0.000000000000000001", "0",
      "0.000000000000000001", "0.5", "0.50001", "1", "1.5", "9.223372036854775807",
      "9.223372036854775808", "9999999999999999.999999999999999999", "10000000000000000",
      "922337203685477580.7", "922337203685477580.8", "9223372036854775807", "9223372036854775808",
      Self.nines34,
    ]
    for (index, left) in ascending.enumerated() {
      for (other, right) in ascending.enumerated() {
        #expect(try (DecimalNumber(left) < DecimalNumber(right)) == (index < other))
      }
    }
  }

  @Test("sums and differences are exact, and fail beyond 34 digits")
  func adding() throws {
    for (left, right, sum) in [
      ("0.1", "0.2", "0.3"), ("1.5", "-1.5", "0"), ("99.99", "0.01", "100"),
      ("-0.000000000000000001", "1", "0.999999999999999999"),
      (Self.nines34, "-1", "\(Self.nines34.dropLast())8"),
    ] {
      #expect(try DecimalNumber(left).adding(DecimalNumber(right)).description == sum)
      #expect(try DecimalNumber(sum).subtracting(DecimalNumber(right)) == DecimalNumber(left))
    }
    #expect(throws: DecimalError.tooManyDigits) {
      try DecimalNumber(Self.nines34).adding(DecimalNumber("1"))
    }
    #expect(throws: DecimalError.tooManyDigits) {
      try DecimalNumber(Self.nines34).adding(DecimalNumber("1e-18"))
    }
  }

  @Test("products are exact or fail, and are rounded once where that is asked for")
  func multiplying() throws {
    for (left, right, product) in [
      ("1.1", "1.1", "1.21"), ("-3", "0.5", "-1.5"), ("0", Self.nines34, "0"),
      ("1267650600228229401496703205376", "0.000003814697265625", "4835703278458516698824704"),
      ("1e17", "1e16", "1" + String(repeating: "0", count: 33)),
      ("1e-9", "1e-9", "0.000000000000000001"),
    ] {
      #expect(try DecimalNumber(left).multiplied(by: DecimalNumber(right)).description == product)
    }
    #expect(throws: DecimalError.tooManyFractionDigits) {
      try DecimalNumber("1e-10").multiplied(by: DecimalNumber("1e-9"))
    }
    #expect(throws: DecimalError.tooManyDigits) {
      try DecimalNumber(Self.nines34).multiplied(by: DecimalNumber(Self.nines34))
    }
    #expect(throws: DecimalError.tooManyDigits) {
      try DecimalNumber(Self.nines34).multiplied(by: DecimalNumber("10"))
    }
    let price = try DecimalNumber("19.99").multiplied(by: DecimalNumber("0.23"), roundedTo: 2)
    #expect(price.description == "4.6")
    let wide = try DecimalNumber("9999999999999999.999999999999999999")
      .multiplied(by: DecimalNumber("0.999999999999999999"), roundedTo: 18)
    #expect(wide.description == "9999999999999999.989999999999999999")
  }

  @Test("rounding goes to the nearest, and a tie to the even digit")
  func rounding() throws {
    for (text, digits, rounded) in [
      ("0.5", 0, "0"), ("1.5", 0, "2"), ("2.5", 0, "2"), ("-0.5", 0, "0"), ("-1.5", 0, "-2"),
      ("2.500000000000000001", 0, "3"), ("1.005", 2, "1"), ("1.015", 2, "1.02"), ("7", 3, "7"),
      ("9.995", 2, "10"), ("0.000000000000000001", 17, "0"), ("1.25", 18, "1.25"),
    ] {
      #expect(try DecimalNumber(text).rounded(to: digits).description == rounded, "\(text)")
    }
  }

  @Test("random numbers survive text, order like fractions, and add as integers do")
  func properties() throws {
    var state: UInt64 = 3
    func next() -> Int64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int64(bitPattern: state) >> Int64(16 + state >> 59)
    }
    for _ in 0..<2000 {
      let (left, right) = (next(), next())
      let (leftScale, rightScale) = (Int(left & 15), Int(right & 15))
      let first = try DecimalNumber(coefficient: Int128(left), scale: leftScale)
      let second = try DecimalNumber(coefficient: Int128(right), scale: rightScale)
      #expect(try DecimalNumber(first.description) == first)
      let leftUnits = Int128(left) * power(15 - leftScale)
      let rightUnits = Int128(right) * power(15 - rightScale)
      #expect((first < second) == (leftUnits < rightUnits))
      #expect((first == second) == (leftUnits == rightUnits))
      let sum = try DecimalNumber(coefficient: leftUnits + rightUnits, scale: 15)
      #expect(try first.adding(second) == sum)
      #expect(try first.adding(second).subtracting(second) == first)
    }
  }

  private func power(_ exponent: Int) -> Int128 {
    (0..<exponent).reduce(1) { value, _ in value * 10 }
  }

  @Test("a number takes sixteen bytes")
  func size() {
    #expect(MemoryLayout<DecimalNumber>.size == 16)
    #expect(MemoryLayout<DecimalNumber>.alignment == 8)
  }

  @Test("whole numbers convert both ways")
  func integers() throws {
    for integer in [0, 1, -1, Int64.max, Int64.min] {
      #expect(DecimalNumber(integer).int64 == integer)
      #expect(DecimalNumber(integer).description == String(integer))
    }
    #expect(try DecimalNumber("1.5").int64 == nil)
    #expect(try DecimalNumber("9223372036854775808").int64 == nil)
  }
}
