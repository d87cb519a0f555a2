import RobotModel

/// An instant or none in eight bytes; an optional instant would take sixteen.
struct StoredInstant: Hashable {
  private var milliseconds: Int64

  /// Keeps an instant, or that there is none.
  init(_ instant: Instant?) {
    milliseconds = instant?.millisecondsSinceEpoch ?? .min
  }

  /// No instant.
  static var none: StoredInstant { StoredInstant(nil) }

  /// What is kept.
  var instant: Instant? {
    milliseconds == .min ? nil : Instant(millisecondsSinceEpoch: milliseconds)
  }
}
