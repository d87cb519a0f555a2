/// When the journal is made durable, and with it what can be lost of what was answered.
///
/// Whatever the policy, but for `none`, nothing is lost when only the process ends, be it by
/// `kill -9`: what was answered was written, and the system keeps it.
public enum SyncPolicy: String, Sendable, CaseIterable {
  /// A change is answered when it is on the disk: nothing that was answered can be lost.
  case always
  /// A change is answered when it is written; the disk is synced at intervals. A power failure
  /// takes at most what was answered in one interval and during one sync.
  case interval
  /// A change is answered when it is written; only segments that are full, snapshots and the end
  /// are synced. A power failure takes what the system has not written by itself, usually the
  /// last 30 seconds.
  case never
  /// The journal takes no changes: a change is answered at once, and only snapshots hold it, which
  /// are written at intervals and when the service stops. Whatever ends it otherwise takes all
  /// changes since the last snapshot.
  case none

  /// Whether changes are written as they are made.
  var writesChanges: Bool { self != .none }

  /// What a power failure can take, in words.
  ///
  /// - Parameters:
  ///   - intervalMilliseconds: how often is synced.
  ///   - snapshotMilliseconds: how often a snapshot is begun where the journal takes no changes.
  func lossWindow(intervalMilliseconds: Int64, snapshotMilliseconds: Int64) -> String {
    switch self {
    case .always: "nothing that was answered"
    case .interval:
      "what was answered in the last \(intervalMilliseconds) ms before a power failure and during "
        + "a sync"
    case .never:
      "what the system had not yet written when the power failed, usually the last 30 s"
    case .none:
      "everything since the last snapshot, and so can the end of the process; one is begun at "
        + "most \(Seconds.text(snapshotMilliseconds)) s after a change"
    }
  }
}
