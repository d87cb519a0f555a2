import Linux
import RobotEngine

/// Keeps the process below its memory limit by refusing new records, before the kernel kills it.
///
/// What counts is what the kernel counts: resident memory. Memory that was freed stays resident
/// until it is given back, so that is done before anything is refused, and now and then after.
final class MemoryGuard {
  /// What the process uses, as last measured.
  private(set) var usedBytes = 0
  /// Whether new records are refused.
  private(set) var isRefusing = false
  private let state: DurableEngine
  private let log: Log
  private var nextMeasurement: UInt64 = 0
  private var nextReturn: UInt64 = 0

  /// Measuring takes some microseconds; in this time a client can send a few megabytes.
  private static let measuringNanoseconds: UInt64 = 10_000_000
  private static let returningNanoseconds: UInt64 = 500_000_000

  init(_ state: DurableEngine, log: Log) {
    self.state = state
    self.log = log
  }

  /// Measures, if it is time, and tells the engine whether it may take new records.
  ///
  /// - Parameters:
  ///   - limitBytes: nil for no limit.
  ///   - now: monotonic nanoseconds.
  func check(limitBytes: Int?, at now: UInt64) {
    guard let limitBytes else {
      settle(limitBytes: .max)
      return
    }
    guard now >= nextMeasurement else { return }
    nextMeasurement = now + Self.measuringNanoseconds
    measure()
    if usedBytes >= limitBytes, now >= nextReturn {
      nextReturn = now + Self.returningNanoseconds
      CurrentProcess.returnFreeMemory()
      measure()
    }
    settle(limitBytes: limitBytes)
  }

  private func measure() {
    usedBytes = (try? CurrentProcess.residentBytes()) ?? usedBytes
  }

  private func settle(limitBytes: Int) {
    let isShort = usedBytes >= limitBytes
    guard isShort || isRefusing else { return }
    state.engine.setMemoryShortage(
      isShort ? MemoryShortage(limitBytes: limitBytes, usedBytes: usedBytes) : nil
    )
    if isShort != isRefusing {
      isRefusing = isShort
      if isShort {
        log.error(
          "the memory limit is reached: new records are refused",
          ["used_bytes": .init(usedBytes), "limit_bytes": .init(limitBytes)]
        )
      } else {
        log.info("there is memory again: new records are accepted")
      }
    }
  }
}
