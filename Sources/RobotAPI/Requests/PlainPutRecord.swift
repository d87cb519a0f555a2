// The plain way to read a put
//
// Nearly all puts have the same simple form, and they are what a busy service reads most. Those are
// read here in one pass over their bytes. Whatever is out of the ordinary (a mask, an id that makes
// a repeat safe, a list, something given twice, unknown or wrong in any way) gives nil, and is read
// the general way, which alone judges requests and words their refusals. What is read here is read
// alike there; a test compares the two.

import RobotModel

extension PutRecord {
  /// Reads a put of plain form; nil for any other bytes, whether good or bad.
  init?(plainRequest bytes: UnsafeRawBufferPointer) {
    // In plain puts only texts could hold a zero, and they must not. Nor may they hold many marks
    // in a row, which cost much to compare: the first byte of a mark is at least 0xCC.
    if bytes.holdsZero || bytes.markCount > Limits.marksInARow { return nil }
    self = .empty
    do throws(FactError) {
      var reader = StorageReader(bytes)
      guard try reader.readPlainPut(into: &self) else { return nil }
    } catch {
      return nil
    }
  }
}

extension UnsafeRawBufferPointer {
  /// Whether a byte is zero; eight are looked at together.
  fileprivate var holdsZero: Bool {
    let (ones, tops): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    var zeroes: UInt64 = 0
    let end = count & ~7
    for offset in stride(from: 0, to: end, by: 8) {
      let word = loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      // The top bit of a byte is set by the borrow from one that is zero.
      zeroes |= (word &- ones) & ~word & tops
    }
    return zeroes != 0 || self[end...].contains(0)
  }

  /// How many bytes may begin a mark; eight are looked at together.
  fileprivate var markCount: Int {
    var marks = 0
    let end = count & ~7
    for offset in stride(from: 0, to: end, by: 8) {
      let word = loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      // Nearly always no byte has its two upper bits set.
      if word & word << 1 & 0x8080_8080_8080_8080 != 0 {
        marks += self[offset..<offset + 8].count { $0 >= 0xCC }
      }
    }
    return marks + self[end...].count { $0 >= 0xCC }
  }
}

extension StorageReader {
  /// `robots.v1.PutRecordRequest`; false where it is not plain.
  fileprivate mutating func readPlainPut(into command: inout PutRecord) throws(FactError) -> Bool {
    guard try next() == 1 else { return false }
    var record = try message()
    guard try record.readPlainRecord(into: &command) else { return false }
    while let field = try next() {
      switch field {
      case 3: command.allowsMissing = try flag()
      case 6:
        command.causationID = try text()
        if IdentifierForm.problem(of: command.causationID) != nil { return false }
      case 7: command.suppressesAutomation = try flag()
      case 9: command.isValidateOnly = try flag()
      default: return false
      }
    }
    return true
  }

  /// `robots.v1.Record`, as far as callers set it.
  private mutating func readPlainRecord(into command: inout PutRecord) throws(FactError) -> Bool {
    command.changes.reserveCapacity(8)
    while let field = try next() {
      switch field {
      case 1: command.key.entityType = try text()
      case 2: command.key.id = try text()
      case 3:
        var entry = try message()
        guard let change = try entry.plainChange(),
          command.changes.count < Limits.fieldsPerEntityType,
          command.changes.insertInOrder(change)
        else { return false }
      case 4: command.pipeline = try text()
      case 5: command.stage = try text()
      case 6: command.etag = try text()
      default: return false
      }
    }
    return true
  }

  /// An entry of the map of fields: a name and a value of one of the commonest kinds.
  private mutating func plainChange() throws(FactError) -> FieldChange? {
    guard try next() == 1 else { return nil }
    let name = try text()
    guard try next() == 2 else { return nil }
    var value = try message()
    guard isAtEnd else { return nil }
    var ahead = value
    switch try ahead.next() {
    case ValueKind.text, ValueKind.boolean, ValueKind.integer, ValueKind.money,
      ValueKind.reference:
      try ahead.skip()
    default: return nil
    }
    guard ahead.isAtEnd else { return nil }
    return FieldChange(name: name, value: try value.valueContent(isMember: true))
  }
}

/// Fields of `robots.v1.Value`.
private enum ValueKind {
  static let text: UInt64 = 1
  static let boolean: UInt64 = 2
  static let integer: UInt64 = 3
  static let money: UInt64 = 5
  static let reference: UInt64 = 8
}

extension [FieldChange] {
  /// Puts a change among those in the order of their names' bytes; false if the name is there.
  fileprivate mutating func insertInOrder(_ change: FieldChange) -> Bool {
    var place = count
    while place > 0 {
      let order = self[place - 1].name.byteOrder(to: change.name)
      if order < 0 { break }
      if order == 0 { return false }
      place -= 1
    }
    if place == count { append(change) } else { insert(change, at: place) }
    return true
  }
}

extension String {
  /// Negative, zero or positive: how the bytes of this text stand to another's.
  fileprivate func byteOrder(to other: String) -> Int {
    let (left, right) = (utf8Span.span, other.utf8Span.span)
    for index in 0..<Swift.min(left.count, right.count) where left[index] != right[index] {
      return Int(left[index]) - Int(right[index])
    }
    return left.count - right.count
  }
}
