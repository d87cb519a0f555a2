import RobotModel
import Testing

@Suite("Keys of actions (S-26)")
struct ActionKeyTests {
  private let visit = StoreNumber(rawValue: 1_780_300_800_000 << 20 | 7)

  private func key(_ robot: String, _ occurrence: OccurrenceNumber, _ retry: UInt32) -> String {
    ActionKey.text(visit: visit, robot: robot, occurrence: occurrence, manualRetry: retry)
  }

  @Test("a key is visit, robot, occurrence, step and retry by hand", arguments: ["a", "tell-anna"])
  func form(robot: String) {
    #expect(key(robot, OccurrenceNumber(rawValue: 0), 0) == "\(visit.text)/\(robot)/0/0/0")
    #expect(key(robot, OccurrenceNumber(rawValue: 0), 2) == "\(visit.text)/\(robot)/0/0/2")
    #expect(
      key(robot, OccurrenceNumber(rawValue: 202_605), 0) == "\(visit.text)/\(robot)/202605/0/0"
    )
    #expect(key(robot, .manual(3), 12) == "\(visit.text)/\(robot)/manual-3/0/12")
  }

  @Test("letters of several bytes and the longest ids stay whole")
  func longNames() {
    let name = String(repeating: "ł", count: 64)
    #expect(key(name, OccurrenceNumber(rawValue: 0), 0) == "\(visit.text)/\(name)/0/0/0")
  }
}
