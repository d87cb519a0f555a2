import RobotModel
import Testing

@testable import RobotEngine

@Suite struct ClientTableTests {
  @Test("records are found by the clients that they name now", arguments: UInt64(1)...5)
  func random(seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    let table = ClientTable()
    let clients = (0..<6).map { Client.address("\($0)") }
    var named: [[Client]] = Array(repeating: [], count: 20)
    for _ in 0..<2_000 {
      let index = numbers.below(named.count)
      let new = clients.filter { _ in numbers.oneIn(3) }
      table.relink(Slot(index: UInt32(index)), from: named[index], to: new)
      named[index] = new
    }
    for client in clients {
      let found = table.records(naming: client, atMost: 100).map { Int($0.index) }.sorted()
      #expect(found == named.indices.filter { named[$0].contains(client) })
      #expect(table.records(naming: client, atMost: 2).count == min(2, found.count))
    }
  }
}
