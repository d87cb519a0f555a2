import RobotModel

/// The service uses as much memory as it may, so that it takes no new records (S-36).
package struct MemoryShortage: Hashable, Sendable {
  package let limitBytes: Int
  package let usedBytes: Int

  /// Describes a limit that is reached.
  package init(limitBytes: Int, usedBytes: Int) {
    self.limitBytes = limitBytes
    self.usedBytes = usedBytes
  }

  /// What a caller is told who asks for a new record.
  var error: RequestError {
    RequestError(
      .resourceExhausted,
      reason: "MEMORY_LIMIT",
      message: "no new records are taken: the service uses \(usedBytes >> 20) MiB of memory,"
        + " memory_limit is \(limitBytes >> 20) MiB; records that are there can be changed,"
        + " read and deleted",
      metadata: [
        RequestError.Detail("limit", "memory_limit"),
        RequestError.Detail("maximum", "\(limitBytes)"),
        RequestError.Detail("used", "\(usedBytes)"),
      ]
    )
  }
}

extension Engine {
  /// Says whether there is memory for new records; nil for enough.
  ///
  /// What robots make of their own accord goes on: it belongs to records that were taken.
  package func setMemoryShortage(_ shortage: MemoryShortage?) {
    memoryShortage = shortage
  }

  /// Refuses a new record while there is no memory for it.
  func requireMemory() throws(RequestError) {
    if let memoryShortage { throw memoryShortage.error }
  }
}
