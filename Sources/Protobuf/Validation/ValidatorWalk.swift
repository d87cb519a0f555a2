import CProtobufC

/// One walk over a message's bytes; the recursion of `Validator`.
struct ValidatorWalk {
  struct Failure: Error {
    var problem: ValidationError.Problem
    /// Where it was noticed; a number, because an error may travel anywhere and a pointer may not.
    var address: UInt

    init(problem: ValidationError.Problem, position: UnsafePointer<UInt8>) {
      self.problem = problem
      address = UInt(bitPattern: position)
    }
  }

  private(set) var memoryLeft: Int
  /// The way to the problem, put together while a failure travels outwards.
  private(set) var path = ""
  private let nesting: Int
  private let marksInARow: Int
  private let textBytes: Int

  init(limits: Validator.Limits) {
    memoryLeft = limits.memoryBytes
    nesting = limits.nesting
    marksInARow = limits.marksInARow
    textBytes = limits.textBytes
  }

  /// Walks one message, from `start` up to `end`.
  mutating func message(
    _ start: UnsafePointer<UInt8>,
    _ end: UnsafePointer<UInt8>,
    _ descriptor: UnsafePointer<ProtobufCMessageDescriptor>,
    depth: Int
  ) throws(Failure) {
    guard depth <= nesting else {
      throw Failure(problem: .tooDeep(limit: nesting), position: start)
    }
    try charge(descriptor.arenaBytes, at: start)
    var fields = FieldFinder(descriptor)
    var seen = SeenMessages(fieldCount: Int(descriptor.pointee.n_fields))
    var position = start
    var count = 0
    while position < end {
      let fieldStart = position
      let tag = try readTag(&position, end)
      count += 1
      try chargeBookkeeping(ofField: count, at: fieldStart)
      guard let index = fields.index(of: tag >> 3) else {
        try skipUnknown(&position, end, wireType: Int(tag & 7))
        continue
      }
      let field = descriptor.pointee.fields + index
      do throws(Failure) {
        if field.pointee.type == PROTOBUF_C_TYPE_MESSAGE,
          field.pointee.label != PROTOBUF_C_LABEL_REPEATED, !seen.insert(index)
        {
          throw Failure(problem: .duplicateMessage, position: fieldStart)
        }
        try value(&position, end, field, wireType: Int(tag & 7), depth: depth)
      } catch {
        prependToPath(field, at: fieldStart, of: start)
        throw error
      }
    }
  }

  // MARK: - Fields

  private mutating func value(
    _ position: inout UnsafePointer<UInt8>,
    _ end: UnsafePointer<UInt8>,
    _ field: UnsafePointer<ProtobufCFieldDescriptor>,
    wireType: Int,
    depth: Int
  ) throws(Failure) {
    let isRepeated = field.pointee.label == PROTOBUF_C_LABEL_REPEATED
    if isRepeated { try charge(MemoryLayout<UnsafeRawPointer>.stride * 2, at: position) }
    let type = field.pointee.type
    if wireType == 2 {
      let valueStart = position
      let valueEnd = try readLength(&position, end)
      let contents = position
      position = valueEnd
      switch type {
      case PROTOBUF_C_TYPE_STRING:
        guard valueEnd - contents <= textBytes else {
          throw Failure(problem: .textTooLong(limit: textBytes), position: valueStart)
        }
        try charge(Arena.rounded(valueEnd - contents + 1), at: valueStart)
        let problem = TextCheck.problem(from: contents, to: valueEnd, marksInARow: marksInARow)
        if let problem {
          throw Failure(problem: problem, position: contents)
        }
      case PROTOBUF_C_TYPE_BYTES:
        try charge(Arena.rounded(valueEnd - contents), at: valueStart)
      case PROTOBUF_C_TYPE_MESSAGE:
        let descriptor = field.pointee.descriptor.assumingMemoryBound(
          to: ProtobufCMessageDescriptor.self
        )
        try message(contents, valueEnd, descriptor, depth: depth + 1)
      default:
        guard isRepeated else {
          throw Failure(problem: .wrongWireType(found: 2), position: valueStart)
        }
        try packed(contents, valueEnd, elementWireType: type.wireType)
      }
    } else if wireType == type.wireType {
      try skip(&position, end, wireType: wireType)
    } else {
      throw Failure(
        problem: isSupported(wireType)
          ? .wrongWireType(found: wireType) : .unsupportedWireType(wireType),
        position: position
      )
    }
  }

  private mutating func packed(
    _ start: UnsafePointer<UInt8>,
    _ end: UnsafePointer<UInt8>,
    elementWireType: Int
  ) throws(Failure) {
    var count = 0
    if elementWireType == 0 {
      var position = start
      while position < end {
        _ = try readVarint(&position, end)
        count += 1
      }
    } else {
      let elementBytes = elementWireType == 1 ? 8 : 4
      guard (end - start).isMultiple(of: elementBytes) else {
        throw Failure(problem: .packedLength, position: start)
      }
      count = (end - start) / elementBytes
    }
    try charge(8 * count + Arena.alignment, at: start)
  }

  private mutating func skipUnknown(
    _ position: inout UnsafePointer<UInt8>,
    _ end: UnsafePointer<UInt8>,
    wireType: Int
  ) throws(Failure) {
    let start = position
    try skip(&position, end, wireType: wireType)
    let record = MemoryLayout<ProtobufCMessageUnknownField>.stride
    try charge(record + Arena.alignment + Arena.rounded(position - start), at: start)
  }

  private func skip(
    _ position: inout UnsafePointer<UInt8>,
    _ end: UnsafePointer<UInt8>,
    wireType: Int
  ) throws(Failure) {
    switch wireType {
    case 0: _ = try readVarint(&position, end)
    case 1: try advance(&position, end, by: 8)
    case 2: position = try readLength(&position, end)
    case 5: try advance(&position, end, by: 4)
    default: throw Failure(problem: .unsupportedWireType(wireType), position: position)
    }
  }

  private func isSupported(_ wireType: Int) -> Bool {
    wireType <= 2 || wireType == 5
  }

  // MARK: - Primitives

  private func readTag(
    _ position: inout UnsafePointer<UInt8>,
    _ end: UnsafePointer<UInt8>
  ) throws(Failure) -> UInt32 {
    let start = position
    let tag = try readVarint(&position, end)
    // protobuf-c takes at most five bytes for a tag, even if the rest add nothing.
    guard tag >> 3 >= 1, tag <= UInt64(UInt32.max), position - start <= 5 else {
      throw Failure(problem: .fieldNumber, position: start)
    }
    return UInt32(truncatingIfNeeded: tag)
  }

  /// Reads a length and returns the position where what it measures ends.
  private func readLength(
    _ position: inout UnsafePointer<UInt8>,
    _ end: UnsafePointer<UInt8>
  ) throws(Failure) -> UnsafePointer<UInt8> {
    let start = position
    let length = try readVarint(&position, end)
    // protobuf-c takes at most five bytes for a length, even if the rest add nothing.
    guard length <= UInt64(end - position), position - start <= 5 else {
      throw Failure(problem: .truncated, position: start)
    }
    return position + Int(length)
  }

  @inline(__always)
  private func readVarint(
    _ position: inout UnsafePointer<UInt8>,
    _ end: UnsafePointer<UInt8>
  ) throws(Failure) -> UInt64 {
    if position < end, position.pointee < 0x80 {
      defer { position += 1 }
      return UInt64(position.pointee)
    }
    let (value, next) = try longVarint(from: position, end)
    position = next
    return value
  }

  /// The rare way; it gives back its end, so that the caller's position can stay in a register.
  @inline(never)
  private func longVarint(
    from start: UnsafePointer<UInt8>,
    _ end: UnsafePointer<UInt8>
  ) throws(Failure) -> (value: UInt64, end: UnsafePointer<UInt8>) {
    var position = start
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while position < end {
      let byte = position.pointee
      position += 1
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return (value, position) }
      shift += 7
      if shift == 70 { throw Failure(problem: .overlongInteger, position: start) }
    }
    throw Failure(problem: .truncated, position: start)
  }

  private func advance(
    _ position: inout UnsafePointer<UInt8>,
    _ end: UnsafePointer<UInt8>,
    by byteCount: Int
  ) throws(Failure) {
    guard end - position >= byteCount else {
      throw Failure(problem: .truncated, position: position)
    }
    position += byteCount
  }

  // MARK: - Memory

  private mutating func charge(
    _ byteCount: Int,
    at position: UnsafePointer<UInt8>
  ) throws(Failure) {
    memoryLeft -= byteCount
    guard memoryLeft >= 0 else { throw Failure(problem: .tooMuchMemory, position: position) }
  }

  /// protobuf-c keeps a 32-byte record of each field it scans, the first 16 on its stack and the
  /// rest in blocks that double: at worst twice the records are allocated.
  private mutating func chargeBookkeeping(
    ofField count: Int,
    at position: UnsafePointer<UInt8>
  ) throws(Failure) {
    let recordBytes = 2 * 32
    if count > 16 { try charge(count == 17 ? 17 * recordBytes : recordBytes, at: position) }
  }

  // MARK: - Path

  /// Puts the field, and its index if it is repeated, before the path so far.
  private mutating func prependToPath(
    _ field: UnsafePointer<ProtobufCFieldDescriptor>,
    at fieldStart: UnsafePointer<UInt8>,
    of messageStart: UnsafePointer<UInt8>
  ) {
    var step = String(cString: field.pointee.name)
    if field.pointee.label == PROTOBUF_C_LABEL_REPEATED {
      step += "[\(occurrences(of: field.pointee.id, from: messageStart, before: fieldStart))]"
    }
    path = path.isEmpty ? step : "\(step).\(path)"
  }

  /// How often a field occurs before a position, in bytes already found good.
  private func occurrences(
    of number: UInt32,
    from start: UnsafePointer<UInt8>,
    before end: UnsafePointer<UInt8>
  ) -> Int {
    var count = 0
    var position = start
    while position < end, let tag = try? readTag(&position, end),
      (try? skip(&position, end, wireType: Int(tag & 7))) != nil
    {
      if tag >> 3 == number { count += 1 }
    }
    return count
  }
}

extension ProtobufCType {
  /// The wire type of a single value of this type.
  fileprivate var wireType: Int {
    switch self {
    case PROTOBUF_C_TYPE_SFIXED64, PROTOBUF_C_TYPE_FIXED64, PROTOBUF_C_TYPE_DOUBLE: 1
    case PROTOBUF_C_TYPE_STRING, PROTOBUF_C_TYPE_BYTES, PROTOBUF_C_TYPE_MESSAGE: 2
    case PROTOBUF_C_TYPE_SFIXED32, PROTOBUF_C_TYPE_FIXED32, PROTOBUF_C_TYPE_FLOAT: 5
    default: 0
    }
  }
}
