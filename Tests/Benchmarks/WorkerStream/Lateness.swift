import Linux
import Protobuf

/// How long after their due times actions were in hand, in microseconds of the wall clock.
///
/// The clock is read when a message is taken from the stream. Due times are whole milliseconds, and
/// an action that came a microsecond early is noted as such.
struct Lateness {
  private var microseconds: [Int64] = []

  /// Notes an action, as it arrives.
  ///
  /// - Parameter action: an `Action` without the tag and length in front of it.
  mutating func note(_ action: ArraySlice<UInt8>) throws {
    let now = Clock.wallNanoseconds() / 1_000
    var reader = WireReader(action)
    while let field = try reader.next() {
      guard field.number == Self.dueTimeField, case .bytes(let time) = field.payload else {
        continue
      }
      microseconds.append(now - (try Self.microseconds(of: time)))
    }
  }

  /// One line: the earliest, the median and so on.
  var summary: String {
    let sorted = microseconds.sorted()
    func quantile(_ part: Double) -> Int64 {
      sorted.isEmpty ? 0 : sorted[Int(part * Double(sorted.count - 1))]
    }
    return "late by us: min \(quantile(0)) p50 \(quantile(0.5)) p99 \(quantile(0.99))"
      + " max \(quantile(1))"
  }

  private static let dueTimeField = 11

  /// Of a `google.protobuf.Timestamp`.
  private static func microseconds(of timestamp: ArraySlice<UInt8>) throws -> Int64 {
    var reader = WireReader(timestamp)
    var result: Int64 = 0
    while let field = try reader.next() {
      guard case .varint(let number) = field.payload else { continue }
      result += field.number == 1 ? Int64(number) * 1_000_000 : Int64(number) / 1_000
    }
    return result
  }
}
