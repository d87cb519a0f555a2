/// The text by which a caller says which state of a thing it has read.
///
/// It is made of the count of changes and of the time of making, so that a thing that was deleted
/// and made anew under the same id is not taken for the old one: "7-mi9x3k2a".
package enum Etag {
  /// The etag of a thing at a revision; of a robot, its version is the revision.
  package static func text(revision: Int64, createTime: Instant) -> String {
    // Every record that is shown has one: the digits are written where the text will have them.
    // Nearly always it is so short that it needs no memory of its own.
    let isShort = 0..<10_000 ~= revision && 0..<longTime ~= createTime.millisecondsSinceEpoch
    let capacity = isShort ? shortByteCount : byteCountMaximum
    return unsafe String(unsafeUninitializedCapacity: capacity) { bytes in
      var end = unsafe write(revision, radix: 10, to: bytes, at: 0)
      unsafe bytes[end] = UInt8(ascii: "-")
      end += 1
      return unsafe write(createTime.millisecondsSinceEpoch, radix: 36, to: bytes, at: end)
    }
  }

  /// Refuses a change of what has changed since the caller read it.
  ///
  /// - Parameters:
  ///   - asked: What the caller has read; empty for whatever there is.
  ///   - noun: What it is, for the message: "pipeline".
  ///   - current: The etag of the thing as it is.
  /// - Throws: `ABORTED`, `STALE_ETAG`.
  package static func check(
    _ asked: String,
    of noun: String,
    _ id: String,
    current: String
  ) throws(RequestError) {
    if asked.isEmpty || asked == current { return }
    throw .staleEtag(noun, id, current: current)
  }

  /// Two numbers with signs, of 19 and 13 digits, and what stands between them.
  private static let byteCountMaximum = 36

  /// Four digits, nine, and what stands between them.
  private static let shortByteCount = 14

  /// The first time that takes ten digits: 36 to the ninth power.
  private static let longTime: Int64 = 101_559_956_668_416

  /// Writes a number's digits and returns where they end.
  private static func write(
    _ number: Int64,
    radix: UInt64,
    to bytes: UnsafeMutableBufferPointer<UInt8>,
    at start: Int
  ) -> Int {
    var first = start
    if number < 0 {
      unsafe bytes[first] = UInt8(ascii: "-")
      first += 1
    }
    var end = first
    var rest = number.magnitude
    repeat {
      let digit = UInt8(truncatingIfNeeded: rest % radix)
      unsafe bytes[end] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
      end += 1
      rest /= radix
    } while rest > 0
    // The last digit came first.
    unsafe bytes[first..<end].reverse()
    return end
  }
}

extension EntityType {
  /// The etag of the type as it is now.
  package var etag: String { Etag.text(revision: revision, createTime: createTime) }
}

extension Pipeline {
  /// The etag of the pipeline as it is now.
  package var etag: String { Etag.text(revision: revision, createTime: createTime) }
}

extension Robot {
  /// The etag of this version.
  package var etag: String { Etag.text(revision: version, createTime: createTime) }
}

extension Trigger {
  /// The etag of this version.
  package var etag: String { Etag.text(revision: version, createTime: createTime) }
}

extension Record {
  /// The etag of the record as it is now.
  package var etag: String { Etag.text(revision: revision, createTime: createTime) }
}

extension WorkCalendar {
  /// The etag of this version.
  package var etag: String { Etag.text(revision: version, createTime: createTime) }
}
