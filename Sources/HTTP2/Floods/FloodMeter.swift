/// Counts the cheap frames of a peer against its allowances.
struct FloodMeter {
  /// What is counted; each kind has its own allowance.
  enum Kind: Int {
    case ping, settings, priority, windowUpdate, emptyData, thinData, unknown, reset, malformed
    case stale

    /// The kind in words, for the reason of a cut-off.
    var words: StaticString {
      switch self {
      case .ping: "PING frames"
      case .settings: "SETTINGS frames"
      case .priority: "PRIORITY frames"
      case .windowUpdate: "WINDOW_UPDATE frames"
      case .emptyData: "empty DATA frames"
      case .thinData: "tiny DATA frames"
      case .unknown: "frames that serve no purpose"
      case .reset: "resets"
      case .malformed: "malformed requests"
      case .stale: "frames on closed streams"
      }
    }
  }

  private let limits: FloodLimits
  private var windowEnd: UInt64 = 0
  private var left = InlineArray<10, UInt32>(repeating: 0)

  init(limits: FloodLimits) {
    self.limits = limits
    refill()
  }

  /// Starts a new window if the last one is over.
  mutating func advance(to now: UInt64) {
    guard now >= windowEnd else { return }
    windowEnd = now + limits.windowNanoseconds
    refill()
  }

  /// Takes one from an allowance; false if nothing is left.
  mutating func charge(_ kind: Kind) -> Bool {
    let available = left[kind.rawValue]
    guard available > 0 else { return false }
    if available != .max { left[kind.rawValue] = available - 1 }
    return true
  }

  /// A DATA frame was sent.
  mutating func dataSent() {
    earn(.windowUpdate, 4)
    earn(.ping, 1)
  }

  /// A request was opened.
  mutating func requestOpened() {
    earn(.windowUpdate, 2)
    earn(.priority, 1)
  }

  /// A whole message arrived.
  mutating func messageCompleted() {
    earn(.thinData, 2)
  }

  /// A call was served to its end.
  mutating func callCompleted() {
    earn(.reset, 1)
  }

  private mutating func earn(_ kind: Kind, _ count: UInt32) {
    let sum = left[kind.rawValue].addingReportingOverflow(count)
    left[kind.rawValue] = sum.overflow ? .max : sum.partialValue
  }

  private mutating func refill() {
    left[Kind.ping.rawValue] = limits.pings
    left[Kind.settings.rawValue] = limits.settings
    left[Kind.priority.rawValue] = limits.priorities
    left[Kind.windowUpdate.rawValue] = limits.windowUpdates
    left[Kind.emptyData.rawValue] = limits.emptyData
    left[Kind.thinData.rawValue] = limits.thinData
    left[Kind.unknown.rawValue] = limits.unknownFrames
    left[Kind.reset.rawValue] = limits.resets
    left[Kind.malformed.rawValue] = limits.malformedRequests
    left[Kind.stale.rawValue] = limits.staleFrames
  }
}
