import Linux
import RobotModel

/// Writes structured lines, one event a line, to standard error.
///
/// An event is a fixed sentence, so that it can be searched for; everything that varies is a
/// named value beside it. Values are paths, numbers, uids, ids and error texts. What records
/// hold, parameters, messages and file contents never go into a line.
final class Log {
  /// A value beside the event.
  enum Value {
    case text(String)
    case number(Int64)
  }

  /// The least important lines that are still written.
  var level: LogLevel
  private let format: LogFormat
  private let write: (String) -> Void

  /// A log; `write` takes whole lines, by default to standard error.
  init(
    level: LogLevel,
    format: LogFormat,
    write: @escaping (String) -> Void = Log.toStandardError
  ) {
    self.level = level
    self.format = format
    self.write = write
  }

  /// Something for who follows single steps.
  func debug(_ event: StaticString, _ values: KeyValuePairs<String, Value> = [:]) {
    line(.debug, event, values)
  }

  /// Something of interest.
  func info(_ event: StaticString, _ values: KeyValuePairs<String, Value> = [:]) {
    line(.info, event, values)
  }

  /// Something wrong that the service lives with.
  func warning(_ event: StaticString, _ values: KeyValuePairs<String, Value> = [:]) {
    line(.warning, event, values)
  }

  /// Something wrong that ends a part of the service or all of it.
  func error(_ event: StaticString, _ values: KeyValuePairs<String, Value> = [:]) {
    line(.error, event, values)
  }

  private func line(
    _ level: LogLevel,
    _ event: StaticString,
    _ values: KeyValuePairs<String, Value>
  ) {
    guard level >= self.level else { return }
    let time = Instant(millisecondsSinceEpoch: Clock.wallMilliseconds()).rfc3339
    var fields: [(String, Value)] = [
      ("time", .text(time)), ("level", .text(level.rawValue)), ("event", .text("\(event)")),
    ]
    fields.append(contentsOf: values.map { ($0.key, $0.value) })
    switch format {
    case .logfmt: write(LogLine.logfmt(fields))
    case .json: write(LogLine.json(fields))
    }
  }

  /// A log that cannot be written must not stop the service: nobody could be told of it either.
  private static func toStandardError(_ line: String) {
    try? StandardStream.error.write(line)
  }
}

extension Log.Value: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral {
  init(stringLiteral text: String) { self = .text(text) }
  init(integerLiteral number: Int64) { self = .number(number) }

  /// A number of any width.
  init(_ number: some BinaryInteger) { self = .number(Int64(clamping: number)) }

  /// Anything that has words for itself, an error for instance.
  init(_ value: some CustomStringConvertible) { self = .text(value.description) }
}
