import Journal

extension RobotServerError {
  /// Why a data directory cannot be read back.
  init(recovering directory: String, _ error: JournalError) {
    switch error {
    case .damaged:
      self.init(
        .damagedData,
        "\(directory): \(error); nothing was changed: restore a backup, or save what is whole "
          + "by: robotd repair --data-directory \(directory)"
      )
    case .unsupportedVersion:
      self.init(.damagedData, "\(directory): \(error); nothing was changed")
    case .foreignFile(_, let found, let expected) where found.clock != expected.clock:
      let advice =
        found.clock == .simulated
        ? "start with --simulated-clock" : "start without --simulated-clock"
      self.init(.configuration, "\(directory): \(error); \(advice), or choose another directory")
    case .foreignFile:
      self.init(.damagedData, "\(directory): \(error); nothing was changed")
    case .storage, .batchTooLarge, .stopped:
      self.init(.system, "\(directory): \(error)")
    }
  }

  /// Does something with the journal of the data directory at a path.
  static func wrapping<Result: ~Copyable>(
    journalAt directory: String,
    _ body: () throws(JournalError) -> Result
  ) throws(RobotServerError) -> Result {
    do throws(JournalError) {
      return try body()
    } catch {
      throw RobotServerError(recovering: directory, error)
    }
  }
}
