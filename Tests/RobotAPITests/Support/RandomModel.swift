import RobotModel
import TestSupport

/// Makes random values of the model from a seed, edges more often than chance would.
struct RandomModel {
  private var numbers: SeededRandom

  init(seed: UInt64) {
    numbers = SeededRandom(seed: seed)
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &numbers)
  }

  mutating func chance(_ percent: Int) -> Bool {
    number(1...100) <= percent
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[number(0...elements.count - 1)]
  }

  mutating func maybe<Value>(_ make: (inout RandomModel) -> Value) -> Value? {
    chance(50) ? make(&self) : nil
  }

  mutating func list<Value>(
    _ counts: ClosedRange<Int>,
    _ make: (inout RandomModel) -> Value
  )
    -> [Value]
  {
    (0..<number(counts)).map { _ in make(&self) }
  }

  mutating func text() -> String {
    let lengths = chance(5) ? 100...400 : 0...20
    let letters: [Character] = ["a", "B", "7", " ", "ł", "é", "字", "🪑", "\"", "\\", "\u{1}"]
    return String(list(lengths) { $0.pick(letters) })
  }

  mutating func name() -> String {
    String(list(1...12) { $0.pick(Array("abcdefghij_0123")) })
  }

  mutating func integer() -> Int64 {
    chance(20)
      ? pick([0, 1, -1, .min, .max, 127, 128, 16_383, 16_384])
      : Int64(bitPattern: numbers.next()) >> Int64(number(0...63))
  }

  mutating func storeNumber() -> StoreNumber {
    StoreNumber(rawValue: numbers.next() >> UInt64(number(0...63)))
  }

  mutating func instant() -> Instant {
    chance(10)
      ? pick([.epoch, .earliest, .latest])
      : Instant(millisecondsSinceEpoch: integer() >> 16)
  }

  mutating func choice<Choice: CaseIterable>(_ type: Choice.Type) -> Choice {
    pick(Array(type.allCases))
  }

  mutating func decimal() -> DecimalNumber {
    let digits = String(list(1...30) { Character("\($0.number(0...9))") })
    let fraction = String(digits.suffix(number(0...min(18, digits.count))))
    let text = "\(chance(50) ? "-" : "")\(digits.dropLast(fraction.count))0.\(fraction)"
    guard let decimal = try? DecimalNumber(text) else { return .zero }
    return decimal
  }

  mutating func money() -> Money {
    let units = integer()
    let nanos = Int32(units.signum()) * Int32(number(0...999_999_999))
    guard
      let currency = try? CurrencyCode(pick(["PLN", "EUR", "USD", "ZZZ"])),
      let money = try? Money(currency: currency, units: units, nanos: nanos)
    else { preconditionFailure("units and nanos have one sign") }
    return money
  }

  mutating func date() -> CivilDate {
    CivilDate(daysSinceEpoch: Int64(number(-719_000...2_932_000)))
  }

  mutating func single() -> FieldValue {
    switch number(1...8) {
    case 1: .text(text())
    case 2: .boolean(chance(50))
    case 3: .integer(integer())
    case 4: .decimal(decimal())
    case 5: .money(money())
    case 6: .date(date())
    case 7: .timestamp(instant())
    default: .reference(RecordKey(entityType: name(), id: text()))
    }
  }

  mutating func value() -> FieldValue {
    chance(15) ? .list(list(0...5) { $0.single() }) : single()
  }

  /// Values under different names, in the order of the names.
  mutating func namedValues() -> [NamedValue] {
    let names = Set(list(0...8) { $0.name() }).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return names.map { NamedValue(name: $0, value: value()) }
  }
}
