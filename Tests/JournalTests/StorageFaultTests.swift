import Journal
import Testing
import TestSupport

/// K5 and K6: each operation of the storage fails, once or from then on; nothing acknowledged is
/// lost and the next start is fine.
@Suite struct StorageFaultTests {
  private let options = smallOptions(segmentBytes: 4096, maximumBatchBytes: 1400)

  /// What one run came to.
  private struct Run {
    var broken: [String] = []
    var refusals = 0
    var snapshots = 0
    var operations = 0
  }

  /// A life with a fault in it, then the power fails or not, then a life without.
  private func run(
    seed: UInt64,
    _ fault: StorageFault?,
    flaw: Service.Flaw = .none,
    cutsPower: Bool
  ) -> Run {
    var run = Run()
    var promises = Promises()
    var random = SeededRandom(seed: seed)
    let storage = MemoryStorage(fault: fault)
    live(storage, seed, flaw, &promises, &run)
    run.operations = storage.operationCount
    let after = cutsPower ? storage.afterPowerCut(using: &random) : storage.afterKill()
    do throws(JournalError) {
      promises.check(try recover(after, options))
    } catch {
      promises.refuse(error)
    }
    // What the second life found must still be there after it, too.
    do throws(JournalError) {
      promises.check(try recover(after.afterPowerCut(using: &random), options))
    } catch {
      promises.refuse(error)
    }
    run.broken = promises.broken
    return run
  }

  private func live(
    _ storage: MemoryStorage,
    _ seed: UInt64,
    _ flaw: Service.Flaw,
    _ promises: inout Promises,
    _ run: inout Run
  ) {
    guard let recovered = try? recover(storage, options) else { return }
    var service = Service(recovered, random: SeededRandom(seed: seed), flaw: flaw)
    for _ in 0..<30 {
      do {
        try service.turn(&promises)
      } catch {
        break
      }
    }
    run.refusals = service.refusals
    run.snapshots = service.snapshots
  }

  static let kinds: [StorageFault.Kind] = [
    .inputOutput, .noSpace, .torn(bytes: 1), .torn(bytes: 17), .torn(bytes: 700),
  ]

  @Test("every operation failing, once and from then on", arguments: kinds, [false, true])
  func everyOperation(kind: StorageFault.Kind, isLasting: Bool) {
    let whole = run(seed: 5, nil, cutsPower: false)
    #expect(whole.broken == [] && whole.snapshots > 0)
    var refusals = 0
    for operation in 0..<whole.operations {
      let fault = StorageFault(operation: operation, isLasting: isLasting, kind: kind)
      for cutsPower in [false, true] {
        let result = run(seed: 5, fault, cutsPower: cutsPower)
        #expect(result.broken == [], "\(fault), power cut \(cutsPower)")
        refusals += result.refusals
      }
    }
    // A lasting failure ends the service before it can refuse anything.
    #expect(refusals > 0 || isLasting)
  }

  @Test("every operation of a recovery failing; the one after it finds everything")
  func recovery() throws {
    var promises = Promises()
    var random = SeededRandom(seed: 9)
    let first = MemoryStorage()
    var service = Service(try recover(first, options), random: SeededRandom(seed: 9))
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
    var failures = 0
    while try writer.makeRoom() {
      try writer.appendDurably(batch(Int(writer.lastSequence), byteCount: 400))
    }
    let before = writer.lastSequence
    for _ in 0..<3 {
      let preparation = try #require(writer.takePreparation())
      _ = preparation
      writer.install(
        .failure(
          StorageError(
            operation: "write",
            file: "x",
            reason: "No space left on device",
            isDiskFull: true
          )
        )
      )
      #expect(writer.takePreparation() == nil, "a failure is not tried again unasked")
      do throws(JournalError) {
        _ = try writer.makeRoom()
      } catch {
        guard case .storage(let cause) = error else { throw error }
        #expect(cause.isDiskFull)
        failures += 1
      }
    }
    #expect(failures == 3)
    #expect(writer.lastSequence == before)
    try writer.appendDurably(batch(1000, byteCount: 400))
    #expect(writer.lastSequence == before + 1)
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
    let operations = run(seed: 5, nil, cutsPower: false).operations
    let caught = (0..<operations).count { operation in
      let fault = StorageFault(operation: operation, isLasting: false, kind: .inputOutput)
      return !run(seed: 5, fault, flaw: .retriesSync, cutsPower: true).broken.isEmpty
    }
    #expect(caught > 0)
  }
}
