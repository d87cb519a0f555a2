import Linux

/// Why a server cannot start or cannot go on.
public struct RobotServerError: Error, Sendable, CustomStringConvertible {
  /// What kind of trouble it is; the numbers are robotd's exit status.
  public enum Kind: Int32, Sendable {
    /// The configuration asks for something that cannot be done.
    case configuration = 64
    /// What the data directory holds is not what was written; nothing was changed.
    case damagedData = 65
    /// The disk or the system refused something; what was answered before is kept.
    case system = 69
    /// Another server uses the directory or the socket.
    case inUse = 73
  }

  /// What kind of trouble it is.
  public let kind: Kind
  /// What happened, to which file, and what would be right.
  public let description: String

  init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }

  /// Makes system calls whose failure ends the start, or the service.
  static func wrapping<Result: ~Copyable>(
    _ body: () throws(SystemError) -> Result
  ) throws(RobotServerError) -> Result {
    do throws(SystemError) {
      return try body()
    } catch {
      throw RobotServerError(.system, error.description)
    }
  }
}
