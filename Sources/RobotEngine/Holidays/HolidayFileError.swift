/// Why a text is no iCalendar file of holidays.
package struct HolidayFileError: Error, Hashable, Sendable {
  /// The line where it was noticed, from 1.
  package let line: Int
  /// What is wrong and what would be right.
  package let problem: String
}

extension HolidayFileError: CustomStringConvertible {
  package var description: String { "line \(line): \(problem)" }
}
