import Linux
import RobotModel

/// Engine time: what the rules take for now.
///
/// On a real clock it is the wall clock, except that it never goes back: when the wall clock is
/// set back, engine time stands still until the wall clock has caught up, so nothing fires early
/// and nothing twice. A simulated clock stands still until it is moved.
final class ServiceClock {
  /// A jump of the wall clock against the time since the machine started.
  struct Jump {
    let milliseconds: Int64
  }

  /// Whether the clock moves only by AdvanceClock.
  let isSimulated: Bool
  /// Engine time of this turn.
  private(set) var now: Instant
  /// Wall time minus monotonic time, as it was at the last look.
  private var offsetMilliseconds: Int64

  /// Jumps below this are the corrections of a clock that is being disciplined.
  private static let jumpMilliseconds: Int64 = 1_000

  /// A clock that goes on from `start`; a real one from the wall clock if that is later.
  init(isSimulated: Bool, start: Instant) {
    self.isSimulated = isSimulated
    now = start
    offsetMilliseconds = Self.offset()
    read()
  }

  /// Reads the clock for this turn.
  func read() {
    guard !isSimulated else { return }
    now = max(now, Self.wall())
  }

  /// Moves a simulated clock.
  func move(to instant: Instant) {
    precondition(isSimulated && instant >= now, "only a simulated clock moves, and only forward")
    now = instant
  }

  /// How far the wall clock stands behind engine time, in milliseconds; zero unless it went back.
  var millisecondsBehind: Int64 {
    isSimulated ? 0 : max(0, now.milliseconds(since: Self.wall()))
  }

  /// Whether the wall clock was set since the last look.
  func takeJump() -> Jump? {
    let offset = Self.offset()
    let change = offset - offsetMilliseconds
    offsetMilliseconds = offset
    return abs(change) >= Self.jumpMilliseconds ? Jump(milliseconds: change) : nil
  }

  private static func wall() -> Instant {
    Instant(millisecondsSinceEpoch: Clock.wallMilliseconds())
  }

  private static func offset() -> Int64 {
    Clock.wallMilliseconds() - Clock.monotonicNanoseconds() / 1_000_000
  }
}
