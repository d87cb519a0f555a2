import GRPC
import HTTP2
import Journal
import RobotModel

/// What the service finds around it, so that tests can put something else there.
struct Surroundings: Sendable {
  /// Where the journal of a data directory lies.
  var storage: @Sendable (_ directory: String) -> any JournalStorage = { DirectoryStorage($0) }
  /// What a connection may ask for, and how patient the service is with it.
  var transportLimits = {
    var limits = TransportLimits()
    limits.messageBytes = Limits.messageByteCount
    return limits
  }()
}
