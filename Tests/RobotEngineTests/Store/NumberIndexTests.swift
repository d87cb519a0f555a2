import RobotModel
import Testing

@testable import RobotEngine

@Suite struct NumberIndexTests {
  /// Rows that are nothing but their numbers.
  private struct Rows {
    let index = NumberIndex<Int>()
    var numbers: [StoreNumber] = []

    mutating func add(_ number: UInt64) {
      let number = StoreNumber(rawValue: number)
      index.append(Slot(index: UInt32(numbers.count)), number)
      numbers.append(number)
    }

    mutating func remove(at place: Int) {
      index.remove(Slot(index: UInt32(place)), numbers[place])
      numbers[place] = .none
    }

    func find(_ number: UInt64) -> Int? {
      let number = StoreNumber(rawValue: number)
      let slot = index.find(number) { numbers[Int($0.index)] == number }
      return slot.isSome ? Int(slot.index) : nil
    }
  }

  @Test("rows are found by their numbers, and nothing is found by others")
  func ascending() {
    var rows = Rows()
    #expect(rows.find(5) == nil)
    for number in stride(from: UInt64(10), to: 60_000, by: 5) { rows.add(number) }
    for place in [0, 1, 4_095, 4_096, 4_097, 8_191, 8_192, rows.numbers.count - 1] {
      #expect(rows.find(UInt64(10 + 5 * place)) == place)
    }
    for number: UInt64 in [1, 9, 11, 20_489, 59_996, 70_000] { #expect(rows.find(number) == nil) }
  }

  @Test("a row whose number is smaller than the one before it is found, and hides no other")
  func strays() {
    var rows = Rows()
    for number: UInt64 in [12, 17, 18, 14, 15, 23, 13, 31] { rows.add(number) }
    for (place, number) in [12, 17, 18, 14, 15, 23, 13, 31].enumerated() {
      #expect(rows.find(UInt64(number)) == place)
    }
    #expect(rows.find(16) == nil)
  }

  @Test("a removed row is no longer found, and all others are")
  func removal() {
    var rows = Rows()
    for number: UInt64 in [12, 17, 18, 14, 23] { rows.add(number) }
    rows.remove(at: 3)
    rows.remove(at: 1)
    #expect(rows.find(14) == nil)
    #expect(rows.find(17) == nil)
    rows.add(14)
    #expect(rows.find(14) == 5)
    #expect([12, 18, 23].map { rows.find($0) } == [0, 2, 4])
  }

  @Test("whatever the order of the numbers, each leads to its row")
  func anyOrder() {
    var generator = SystemRandomNumberGenerator()
    var rows = Rows()
    let numbers = (1...2_000).map { UInt64($0) }.shuffled(using: &generator)
    for number in numbers { rows.add(number) }
    #expect(numbers.indices.allSatisfy { rows.find(numbers[$0]) == $0 })
  }
}
