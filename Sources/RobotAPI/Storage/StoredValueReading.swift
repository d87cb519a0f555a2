import RobotModel

extension StorageReader {
  /// `robots.storage.v1.FieldValue`.
  mutating func namedValue() throws(FactError) -> NamedValue {
    var message = try message()
    var name = ""
    var value: FieldValue?
    while let field = try message.next() {
      switch field {
      case 1: name = try message.text()
      case 2: value = try message.value()
      default: try message.skip()
      }
    }
    guard let value else { throw error("the field \"\(name)\" holds nothing") }
    return NamedValue(name: name, value: value)
  }

  /// `robots.v1.Value`, which must hold something.
  mutating func value() throws(FactError) -> FieldValue {
    var message = try message()
    return try message.valueContent(isMember: false)
  }

  /// What a value holds; a member of a list is no list itself, so this goes two levels deep.
  mutating func valueContent(isMember: Bool) throws(FactError) -> FieldValue {
    var value: FieldValue?
    while let field = try next() {
      switch field {
      case 1: value = .text(try text())
      case 2: value = .boolean(try flag())
      case 3: value = .integer(try signedNumber())
      case 4: value = .decimal(try decimal())
      case 5: value = .money(try money())
      case 6: value = .date(try date())
      case 7: value = .timestamp(try timestamp())
      case 8: value = .reference(try reference())
      case 9 where !isMember: value = .list(try list())
      default: try skip()
      }
    }
    guard let value else { throw error("a value holds nothing") }
    return value
  }

  private mutating func list() throws(FactError) -> [FieldValue] {
    var message = try message()
    var members: [FieldValue] = []
    while let field = try message.next() {
      if field == 1 {
        var member = try message.message()
        members.append(try member.valueContent(isMember: true))
      } else {
        try message.skip()
      }
    }
    return members
  }

  private mutating func decimal() throws(FactError) -> DecimalNumber {
    var message = try message()
    var text = ""
    while let field = try message.next() {
      if field == 1 { text = try message.text() } else { try message.skip() }
    }
    do { return try DecimalNumber(text) } catch { throw self.error(error.description) }
  }

  private mutating func money() throws(FactError) -> Money {
    var message = try message()
    var (code, units, nanos) = ("", Int64(0), Int64(0))
    while let field = try message.next() {
      switch field {
      case 1: code = try message.text()
      case 2: units = try message.signedNumber()
      case 3: nanos = try message.signedNumber()
      default: try message.skip()
      }
    }
    do {
      return try Money(
        currency: CurrencyCode(code),
        units: units,
        nanos: Int32(truncatingIfNeeded: nanos)
      )
    } catch {
      throw self.error(error.description)
    }
  }

  private mutating func date() throws(FactError) -> CivilDate {
    var message = try message()
    var (year, month, day) = (UInt32(0), UInt32(0), UInt32(0))
    while let field = try message.next() {
      switch field {
      case 1: year = try message.smallNumber()
      case 2: month = try message.smallNumber()
      case 3: day = try message.smallNumber()
      default: try message.skip()
      }
    }
    guard let date = CivilDate(year: Int(year), month: Int(month), day: Int(day)) else {
      throw error("\(year)-\(month)-\(day) is no date")
    }
    return date
  }

  private mutating func timestamp() throws(FactError) -> Instant {
    var message = try message()
    var (seconds, nanos) = (Int64(0), UInt32(0))
    while let field = try message.next() {
      switch field {
      case 1: seconds = try message.signedNumber()
      case 2: nanos = try message.smallNumber()
      default: try message.skip()
      }
    }
    guard Instant.earliest.secondsSinceEpoch...Instant.latest.secondsSinceEpoch ~= seconds else {
      throw error("\(seconds) s since 1970 lie outside of the years 0001 to 9999")
    }
    return Instant(millisecondsSinceEpoch: seconds * 1000 + Int64(nanos) / 1_000_000)
  }

  private mutating func reference() throws(FactError) -> RecordKey {
    var message = try message()
    var key = RecordKey(entityType: "", id: "")
    while let field = try message.next() {
      switch field {
      case 1: key.entityType = try message.text()
      case 2: key.id = try message.text()
      default: try message.skip()
      }
    }
    return key
  }
}
