import Journal
import Testing
import TestSupport

/// K5 and K6: each operation of the storage fails, once or from then on; nothing acknowledged is
/// lost and the next start is fine.
@Suite struct StorageFaultTests {
  private let options = smallOptions()

  private var life: FaultyLife { FaultyLife(options, seed: 5, turns: 15) }

  static let kinds: [StorageFault.Kind] = [.inputOutput, .noSpace, .torn(bytes: 17)]

  @Test("every operation failing, once and from then on", arguments: kinds, [false, true])
  func everyOperation(kind: StorageFault.Kind, isLasting: Bool) {
    let whole = life.live(nil, cutsPower: false)
    #expect(whole.broken == [] && whole.snapshots > 0)
    var broken: [String] = []
    var refusals = 0
    for operation in 0..<whole.operations {
      let fault = StorageFault(operation: operation, isLasting: isLasting, kind: kind)
      let outcome = life.live(fault, cutsPower: operation % 2 == 0)
      broken += outcome.broken.map { "\(fault): \($0)" }
      refusals += outcome.refusals
    }
    #expect(broken == [])
    // A lasting failure ends the service before it can refuse anything.
    #expect(refusals > 0 || isLasting)
  }

  @Test("every operation of a recovery failing; the one after it finds everything")
  func recovery() throws {
    var promises = Promises()
    var random = SeededRandom(seed: 9)
    let first = MemoryStorage()
    var service = SmallService(try recover(first, options), random: SeededRandom(seed: 9))
    for _ in 0..<50 {
      try service.turn(&promises)
    }
    let left = first.afterPowerCut(using: &random)
    let whole = left.afterKill()
    promises.check(try recover(whole, options))
    #expect(promises.broken == [])

    for operation in 0..<whole.operationCount {
      for isLasting in [false, true] {
        let fault = StorageFault(operation: operation, isLasting: isLasting, kind: .torn(bytes: 99))
        let faulty = left.afterKill(fault: fault)
        _ = try? recover(faulty, options)
        var after = promises
        do throws(JournalError) {
          after.check(try recover(faulty.afterPowerCut(using: &random), options))
        } catch {
          after.refuse(error)
        }
        #expect(after.broken == [], "\(fault)")
      }
    }
  }

  @Test("K7: a full disk refuses changes before anything happened, and they work again later")
  func diskFull() throws {
    let storage = MemoryStorage()
    let writer = try recover(storage, options).writer
    try writer.makeRoom()
    storage.setFull(true)
    while writer.hasRoom {
      try writer.appendDurably(batch(Int(writer.lastSequence), byteCount: 400))
    }
    let last = writer.lastSequence
    #expect(last > 8, "the spare was used up first")
    for _ in 0..<3 {
      let error = #expect(throws: JournalError.self) { try writer.makeRoom() }
      guard case .storage(let cause) = error else {
        Issue.record("another error was expected")
        return
      }
      #expect(cause.isDiskFull)
    }
    #expect(writer.lastSequence == last && !writer.isStopped)
    storage.setFull(false)
    try writer.appendDurably(batch(1000, byteCount: 400))
    #expect(try recover(storage, options).batches.count == Int(last) + 1)
  }

  @Test("K6: after a failed sync nothing is appended, written or synced any more")
  func failedSync() throws {
    let storage = MemoryStorage()
    let writer = try recover(storage, options).writer
    _ = try writer.append([1])
    writer.stop()
    #expect(writer.isStopped)
    let operations = storage.operationCount
    #expect(throws: JournalError.self) { try writer.append([2]) }
    #expect(throws: JournalError.self) { try writer.flush() }
    #expect(throws: JournalError.self) { try writer.makeRoom() }
    #expect(writer.takePreparation() == nil)
    #expect(storage.operationCount == operations)
  }

  @Test("control: syncing again after a failed sync is caught")
  func retriesSync() {
    let operations = life.live(nil, cutsPower: false).operations
    let isCaught = (0..<operations).contains { operation in
      let fault = StorageFault(operation: operation, isLasting: false, kind: .inputOutput)
      return !life.live(fault, flaw: .retriesSync, cutsPower: true).broken.isEmpty
    }
    #expect(isCaught)
  }
}
