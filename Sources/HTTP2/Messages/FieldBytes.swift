/// The characters that HTTP allows in names and values.
enum FieldBytes {
  /// Whether a regular field's name is a lower-case token.
  static func isName(_ name: UnsafeRawBufferPointer) -> Bool {
    guard name.count > 0 else { return false }
    for byte in name {
      // Nearly every byte of a name is a letter, which needs no look into the table.
      if byte &- UInt8(ascii: "a") < 26 { continue }
      guard isTokenByte(byte), byte &- UInt8(ascii: "A") >= 26 else { return false }
    }
    return true
  }

  /// Whether the bytes are a token: at least one character and none of the separators.
  static func isToken(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.count > 0 && bytes.allSatisfy(isTokenByte)
  }

  /// Whether a value has no NUL, CR or LF, and no white space at its ends.
  ///
  /// It is looked through eight bytes at a time, the last eight overlapping those before them.
  @inline(__always)
  static func isValue(_ value: UnsafeRawBufferPointer) -> Bool {
    guard let base = value.baseAddress, value.count > 0 else { return true }
    let count = value.count
    guard !isBlank(value[0]), !isBlank(value[count - 1]) else { return false }
    guard count >= 8 else { return hasNothingForbidden(value) }
    var controls: UInt64 = 0
    var offset = 0
    while offset + 8 < count {
      controls |= FieldBytes.controls(in: base + offset)
      offset += 8
    }
    controls |= FieldBytes.controls(in: base + (count - 8))
    // Tabs and the like are allowed, but so rare that the bytes can be looked at one by one.
    return controls == 0 || hasNothingForbidden(value)
  }

  /// Sets the top bit of each of eight bytes that is below 0x20, and sometimes of one above it.
  @inline(__always)
  private static func controls(in eightBytes: UnsafeRawPointer) -> UInt64 {
    let word = eightBytes.loadUnaligned(as: UInt64.self)
    return (word &- 0x2020_2020_2020_2020) & ~word & 0x8080_8080_8080_8080
  }

  private static func hasNothingForbidden(_ value: UnsafeRawBufferPointer) -> Bool {
    for byte in value where byte == 0x00 || byte == 0x0a || byte == 0x0d { return false }
    return true
  }

  /// The decimal number that the bytes are, or nil; at most 18 digits.
  static func number(_ bytes: UnsafeRawBufferPointer) -> Int? {
    guard bytes.count > 0, bytes.count <= 18 else { return nil }
    var number = 0
    for byte in bytes {
      let digit = byte &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      number = number * 10 + Int(digit)
    }
    return number
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// One bit for each ASCII character of a token: letters, digits and ``!#$%&'*+-.^_`|~``.
  @inline(__always)
  private static func isTokenByte(_ byte: UInt8) -> Bool {
    let low: UInt64 = 0x03ff_6cfa_0000_0000
    let high: UInt64 = 0x57ff_ffff_c7ff_fffe
    guard byte < 128 else { return false }
    return (byte < 64 ? low >> UInt64(byte) : high >> UInt64(byte - 64)) & 1 == 1
  }
}
