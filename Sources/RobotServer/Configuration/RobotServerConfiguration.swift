/// What a server needs to know before it starts.
///
/// Every property has a default except the two paths. A program that embeds the service fills
/// it in by hand; `robotd` fills it in from options, environment and a file.
public struct RobotServerConfiguration: Sendable, Equatable {
  /// Where the service listens: the path of a Unix socket, at most 107 bytes.
  ///
  /// The socket belongs to its owner alone, mode 0600, unless `socketGroup` is set.
  public var socketPath: String

  /// Where everything is kept; made with mode 0700 where it is missing.
  ///
  /// Exactly one server uses a directory at a time.
  public var dataDirectory: String

  /// A group whose members may connect too: the socket's mode is 0660 then.
  public var socketGroup: String?

  /// Where the service's time comes from.
  public var clock = Clock.real

  /// Which user of the directory the peer with a uid acts as.
  ///
  /// The server's own user and root act as `system` and need no entry.
  public var users: [UInt32: String] = [:]

  /// Peers that may connect although they have no user, for health checks.
  public var allowedUsers: Set<UInt32> = []

  /// Peers that may act as any user, whom they name in the metadata `robots-user`.
  public var trustedUsers: Set<UInt32> = []

  /// Users who may do everything.
  public var administrators: Set<String> = []

  /// The worker queue that performs a robot type, by type: `["notify": "robot.notify"]`.
  ///
  /// A type without an entry is performed by the service itself where that is possible.
  public var executors: [String: String] = [:]
  /// What one unit of each currency is worth, in units of any one of them.
  ///
  /// Decimal numbers over zero by currency, such as `["PLN": "1", "EUR": "4.2568"]`; without them
  /// amounts of different currencies cannot be compared.
  public var exchangeRates: [String: String] = [:]

  /// Where the world reaches the gateway that passes webhooks and links on, such as
  /// `https://crm.example.com/hooks`; nil for nowhere.
  ///
  /// Triggers that need such an address are refused without it.
  public var publicURL: String?

  /// The sources, as they name themselves in the metadata `robots-source`, whose items wait after a
  /// start until the source has caught up.
  public var sources: [String] = []

  /// How long they wait at most, in milliseconds, up to an hour; zero for not at all.
  public var catchUpGraceMilliseconds: Int64 = 0

  /// The time zone of robots that name none, such as `Europe/Warsaw`; nil for the system's.
  public var timeZone: String?

  /// When a change is answered; says what a power failure can take.
  public var sync = SyncPolicy.always

  /// How often `SyncPolicy.interval` syncs, in milliseconds, 10 to 60,000.
  public var syncIntervalMilliseconds: Int64 = 1_000

  /// How long a change waits at most for its snapshot to be begun under `SyncPolicy.none`, in
  /// milliseconds, 1,000 to 86,400,000.
  public var snapshotIntervalMilliseconds: Int64 = 60_000

  /// How long a worker keeps an action without a sign of life, in milliseconds, 1,000 to 3,600,000.
  public var leaseMilliseconds: Int64 = 30_000

  /// How long calls in flight may take to finish when the server stops, in milliseconds, up to
  /// 300,000.
  public var drainMilliseconds: Int64 = 5_000

  /// How much memory the process may use before it refuses new records, in bytes, at least 16 MiB;
  /// nil for any.
  public var memoryLimitBytes: Int?

  /// How many days the history is kept, 31 to 36,500.
  public var historyDays = 365

  /// How many days runs are kept that have ended, and events, 31 to 36,500.
  public var runDays = 90

  /// How many days the history of a deleted record is kept, 1 to 36,500.
  public var deletedDays = 90

  /// How many days changes are kept for those who watch them, 1 to 36,500.
  public var changeFeedDays = 7

  /// How much of the journal is kept for them beyond what a start needs, in bytes, at least 1 MiB.
  public var changeFeedBytes = 1 << 30

  /// The least important lines that are still written.
  public var logLevel = LogLevel.info

  /// The form of the lines.
  public var logFormat = LogFormat.logfmt

  /// Where the service's time comes from; a data directory keeps the kind it was made with.
  public enum Clock: Sendable, Equatable {
    /// The machine's wall clock.
    case real
    /// A clock that moves only by AdvanceClock.
    ///
    /// `startMilliseconds`, since 1970 UTC, is where a new data directory begins; nil for now.
    case simulated(startMilliseconds: Int64?)
  }

  /// A configuration with every default.
  public init(socketPath: String, dataDirectory: String) {
    self.socketPath = socketPath
    self.dataDirectory = dataDirectory
  }
}
