// Content lines (RFC 5545, section 3.1)
//
//     DTSTART;VALUE=DATE:20261225        a name, parameters after ";", a value after ":"
//     SUMMARY:Christmas Day, which is fol
//      ded                               a line after a blank goes on with the one before
//
// Names are the same in any case. A parameter's value in quotes may hold ";" and ":", too.

/// One line of an iCalendar file, put together from the lines it was folded into.
struct ContentLine {
  /// Where it begins, from 1.
  let number: Int
  /// In capitals.
  let name: String
  /// Names in capitals.
  let parameters: [(name: String, value: String)]
  let value: String

  /// The value of a parameter, in capitals; nil if it is not there.
  func parameter(_ name: String) -> String? {
    parameters.first { $0.name == name }?.value.uppercased()
  }

  /// The lines of a file; empty ones are passed over.
  static func lines(of text: String) throws(HolidayFileError) -> [ContentLine] {
    var lines: [ContentLine] = []
    for (number, bytes) in unfolded(Array(text.utf8)) {
      lines.append(try ContentLine(bytes, number: number))
    }
    return lines
  }

  private static func unfolded(_ text: [UInt8]) -> [(number: Int, bytes: [UInt8])] {
    var lines: [(number: Int, bytes: [UInt8])] = []
    let content = text.starts(with: [0xEF, 0xBB, 0xBF]) ? text[3...] : text[...]
    let split = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in split.enumerated() {
      let bytes = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      guard let first = bytes.first else { continue }
      if first == UInt8(ascii: " ") || first == UInt8(ascii: "\t"), !lines.isEmpty {
        lines[lines.count - 1].bytes += bytes.dropFirst()
      } else {
        lines.append((index + 1, Array(bytes)))
      }
    }
    return lines
  }

  private init(_ bytes: [UInt8], number: Int) throws(HolidayFileError) {
    var parts: [[UInt8]] = [[]]
    var isQuoted = false
    var place = 0
    while place < bytes.count, isQuoted || bytes[place] != UInt8(ascii: ":") {
      switch bytes[place] {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ";") where !isQuoted: parts.append([])
      default: parts[parts.count - 1].append(bytes[place])
      }
      place += 1
    }
    guard place < bytes.count, Self.isName(parts[0]) else {
      throw HolidayFileError(
        line: number,
        problem: "expected a line of the form NAME:VALUE or NAME;PARAMETER=VALUE:VALUE"
      )
    }
    self.number = number
    name = String(decoding: parts[0], as: UTF8.self).uppercased()
    parameters = parts.dropFirst().map { part in
      let halves = part.split(separator: UInt8(ascii: "="), maxSplits: 1)
      return (
        String(decoding: halves.first ?? [], as: UTF8.self).uppercased(),
        String(decoding: halves.count > 1 ? halves[1] : [], as: UTF8.self)
      )
    }
    value = String(decoding: bytes[(place + 1)...], as: UTF8.self)
  }

  private static func isName(_ bytes: [UInt8]) -> Bool {
    !bytes.isEmpty
      && bytes.allSatisfy { byte in
        UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte & 0xDF
          || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || byte == UInt8(ascii: "-")
      }
  }
}
