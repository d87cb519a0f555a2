// Checks a message's bytes before protobuf-c sees them.
//
// protobuf-c is quick and small, but it believes its input: it has no nesting limit (a 76 kB
// message ends the process by stack overflow), takes any bytes for text and cuts it at a NUL,
// merges a sub-message that comes twice wrongly, and allocates up to fifty times what was sent.
// So the validator walks the wire format by protobuf-c's own descriptors first:
//
//     message := field*      field := tag payload      tag := varint(number << 3 | wire type)
//     wire type 0: varint · 1: eight bytes · 2: varint length, then that many bytes · 5: four bytes
//
// A length-delimited field is, by its descriptor, text (checked), bytes (free), a message (walked
// in turn) or a packed list (counted). Unknown fields are skipped, as proto3 wants. While it walks
// it adds up what protobuf-c would allocate, so that what passes also fits the arena.

package import CProtobufC

/// Decides whether bytes may be unpacked as a message.
package enum Validator {
  /// How deep and how large an accepted message may be.
  package struct Limits: Sendable {
    /// Messages within messages, the outermost counted.
    package var nesting: Int
    /// Bytes that unpacking may take.
    package var memoryBytes: Int
    /// Combining marks that may follow one another in a text.
    package var marksInARow: Int
    /// Bytes of one text.
    package var textBytes: Int

    /// Names all limits.
    package init(
      nesting: Int,
      memoryBytes: Int,
      marksInARow: Int = .max,
      textBytes: Int = .max
    ) {
      self.nesting = nesting
      self.memoryBytes = memoryBytes
      self.marksInARow = marksInARow
      self.textBytes = textBytes
    }

    /// 48 messages deep, because stacks are finite and a condition's 16 levels are two messages
    /// each; 24 MiB, six times the largest message, because a hostile client must not make the
    /// process swell.
    package static let standard = Limits(nesting: 48, memoryBytes: 24 * 1024 * 1024)
  }

  /// Accepts the bytes as a message of the type, or says what is wrong and where.
  ///
  /// Linear in the number of bytes; allocates only when it refuses.
  ///
  /// - Returns: An upper bound of the arena bytes that `Arena.unpack` will take.
  @discardableResult
  package static func validate(
    _ bytes: UnsafeRawBufferPointer,
    as descriptor: UnsafePointer<ProtobufCMessageDescriptor>,
    limits: Limits = .standard
  ) throws(ValidationError) -> Int {
    guard let base = bytes.baseAddress, bytes.count > 0 else { return descriptor.arenaBytes }
    let start = base.assumingMemoryBound(to: UInt8.self)
    var walk = ValidatorWalk(limits: limits)
    do {
      try walk.message(start, start + bytes.count, descriptor, depth: 1)
    } catch {
      throw ValidationError(
        problem: error.problem,
        path: walk.path,
        offset: Int(error.address - UInt(bitPattern: start))
      )
    }
    return limits.memoryBytes - walk.memoryLeft
  }
}

extension UnsafePointer<ProtobufCMessageDescriptor> {
  /// What one message of the type takes in an arena, without its parts.
  var arenaBytes: Int { Arena.rounded(pointee.sizeof_message) }
}
