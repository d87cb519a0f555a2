// How dates are written
//
// A pattern is a row of letters that stand for parts of a date or time, and of anything else, which
// stands for itself:
//
//     yyyy  year, 2026          d     day, 3              H     hour of 24, 9      EEE   Wed
//     yy    its last two digits dd    03                  HH    09                 EEEE  Wednesday
//     M     month, 6            MMM   Jun                 h     hour of 12, 9      a     AM or PM
//     MM    06                  MMMM  June                hh    09
//     m, mm minute              s, ss second              SSS   millisecond
//     xxx   offset from UTC, +02:00
//
// Words and letters that are to stand for themselves are put in single quotes; two single quotes
// are one. Any other letter is refused, so that a typing error is found when the robot is saved.

import RobotModel

/// A compiled pattern for dates and times.
struct DatePattern: Hashable {
  /// One part of the pattern.
  enum Piece: Hashable {
    case literal(String)
    case year(digits: Int)
    case month(digits: Int)
    case monthName(isShort: Bool)
    case day(digits: Int)
    case weekdayName(isShort: Bool)
    case hour(digits: Int)
    case hourOfTwelve(digits: Int)
    case halfOfDay
    case minute(digits: Int)
    case second(digits: Int)
    case millisecond
    case offset
  }

  /// The parts in order.
  let pieces: [Piece]

  /// Whether the pattern asks for parts that a date without a time does not have.
  var needsTime: Bool {
    pieces.contains { piece in
      switch piece {
      case .literal, .year, .month, .monthName, .day, .weekdayName: false
      case .hour, .hourOfTwelve, .halfOfDay, .minute, .second, .millisecond, .offset: true
      }
    }
  }

  /// What a wall clock reading looks like; the offset is seconds east of UTC.
  func text(of civil: CivilDateTime, offsetSeconds: Int32 = 0) -> String {
    var text = ""
    for piece in pieces { text += Self.text(of: piece, civil, offsetSeconds) }
    return text
  }

  private static func text(
    of piece: Piece,
    _ civil: CivilDateTime,
    _ offsetSeconds: Int32
  ) -> String {
    let (date, time) = (civil.date, civil.time)
    switch piece {
    case .literal(let literal): return literal
    case .year(let digits): return padded(digits == 2 ? date.year % 100 : date.year, digits)
    case .month(let digits): return padded(date.month, digits)
    case .monthName(let isShort):
      let name = monthNames[date.month - 1]
      return isShort ? String(name.prefix(3)) : name
    case .day(let digits): return padded(date.day, digits)
    case .weekdayName(let isShort):
      let name = weekdayNames[Int(date.weekday.rawValue) - 1]
      return isShort ? String(name.prefix(3)) : name
    case .hour(let digits): return padded(time.hour, digits)
    case .hourOfTwelve(let digits): return padded((time.hour + 11) % 12 + 1, digits)
    case .halfOfDay: return time.hour < 12 ? "AM" : "PM"
    case .minute(let digits): return padded(time.minute, digits)
    case .second(let digits): return padded(time.second, digits)
    case .millisecond: return padded(time.millisecond, 3)
    case .offset: return offset(offsetSeconds)
    }
  }

  private static func offset(_ seconds: Int32) -> String {
    let minutes = Int(seconds.magnitude) / 60
    return (seconds < 0 ? "-" : "+") + padded(minutes / 60, 2) + ":" + padded(minutes % 60, 2)
  }

  private static func padded(_ number: Int, _ digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }

  private static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  private static let weekdayNames = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]
}

extension DatePattern {
  /// Compiles a pattern; an error says which letters would be right.
  init(_ pattern: String) throws(PlacedError) {
    let bytes = Array(pattern.utf8)
    var pieces: [Piece] = []
    var literal: [UInt8] = []
    func flush() {
      if !literal.isEmpty { pieces.append(.literal(String(decoding: literal, as: UTF8.self))) }
      literal.removeAll()
    }
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "'") {
        position = try Self.readQuoted(bytes, from: position, into: &literal)
        continue
      }
      guard UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 else {
        literal.append(byte)
        position += 1
        continue
      }
      let count = bytes[position...].prefix { $0 == byte }.count
      guard let piece = Self.piece(byte, count) else {
        let letters = String(repeating: Character(Unicode.Scalar(byte)), count: min(count, 8))
        throw PlacedError(
          in: bytes,
          at: position,
          "\"\(letters)\" stands for no part of a date; expected yyyy, MM, dd, HH, mm, ss or the"
            + " like, and words in single quotes"
        )
      }
      flush()
      pieces.append(piece)
      position += count
    }
    flush()
    self.pieces = pieces
  }

  /// Reads a quoted part from its first quote and returns where it ends.
  private static func readQuoted(
    _ bytes: [UInt8],
    from start: Int,
    into literal: inout [UInt8]
  ) throws(PlacedError) -> Int {
    let quote = UInt8(ascii: "'")
    if start + 1 < bytes.count, bytes[start + 1] == quote {
      literal.append(quote)
      return start + 2
    }
    var position = start + 1
    while position < bytes.count {
      if bytes[position] != quote {
        literal.append(bytes[position])
        position += 1
      } else if position + 1 < bytes.count, bytes[position + 1] == quote {
        literal.append(quote)
        position += 2
      } else {
        return position + 1
      }
    }
    throw PlacedError(in: bytes, at: start, "this quote is not closed; expected another \"'\"")
  }

  private static func piece(_ letter: UInt8, _ count: Int) -> Piece? {
    switch (Unicode.Scalar(letter), count) {
    case ("y", 4), ("y", 2): .year(digits: count)
    case ("M", 1...2): .month(digits: count)
    case ("M", 3), ("M", 4): .monthName(isShort: count == 3)
    case ("d", 1...2): .day(digits: count)
    case ("E", 3), ("E", 4): .weekdayName(isShort: count == 3)
    case ("H", 1...2): .hour(digits: count)
    case ("h", 1...2): .hourOfTwelve(digits: count)
    case ("a", 1): .halfOfDay
    case ("m", 1...2): .minute(digits: count)
    case ("s", 1...2): .second(digits: count)
    case ("S", 3): .millisecond
    case ("x", 3): .offset
    default: nil
    }
  }
}
