package import Journal

/// What a service promises its callers, over all its lives on one directory.
package struct Promises {
  /// Every batch that was ever appended and may have survived, in order.
  package var appended: [[UInt8]] = []
  /// How many of them were acknowledged.
  package var acknowledged = 0
  /// Why the directory did not keep a promise; empty if it did.
  package private(set) var broken: [String] = []

  /// No promises yet.
  package init() {}

  /// Compares what a recovery found with what was promised, and goes on from there.
  package mutating func check(_ recovered: Recovered) {
    let count = Int(recovered.writer.lastSequence)
    if count < acknowledged {
      broken.append("\(acknowledged) batches were acknowledged, \(count) are left")
    }
    if count > appended.count {
      broken.append("\(count) batches were found, \(appended.count) were appended")
      return
    }
    appended.removeLast(appended.count - count)
    if SmallStore.state(of: recovered) != Promises.state(after: appended) {
      broken.append("the state after \(count) batches is not what they make of it")
    }
    acknowledged = count
  }

  /// Notes that a directory could not be opened.
  package mutating func refuse(_ error: JournalError) {
    broken.append("refused: \(error)")
  }

  static func state(after batches: [[UInt8]]) -> [UInt8: [UInt8]] {
    var state: [UInt8: [UInt8]] = [:]
    for batch in batches {
      state[batch[0]] = batch
    }
    return state
  }
}
