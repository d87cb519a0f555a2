/// A date, time, instant or zone rule in text could not be read.
package struct TimeTextError: Error, Hashable, CustomStringConvertible {
  /// The text as it came, cut to 64 characters.
  package let text: String

  /// How many bytes of the text were understood.
  package let position: Int

  /// What would have been right there.
  package let expected: String

  /// The failure to read `text` at `position`.
  package init(text: String, position: Int, expected: String) {
    self.text = String(text.prefix(64))
    self.position = position
    self.expected = expected
  }

  package var description: String {
    "\"\(text)\": expected \(expected) at byte \(position)"
  }
}
