/// How important a log line is, the least important first.
public enum LogLevel: String, Sendable, Comparable, CaseIterable {
  /// What helps to follow single connections and syncs.
  case debug
  /// What an operator wants to see of a healthy service.
  case info
  /// Something is wrong and the service goes on.
  case warning
  /// Something is wrong and part of the service, or all of it, does not go on.
  case error

  /// Orders by importance.
  public static func < (left: LogLevel, right: LogLevel) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .debug: 0
    case .info: 1
    case .warning: 2
    case .error: 3
    }
  }
}
