/// A place in a text in people's terms.
package struct JSONPosition: Hashable, Sendable {
  /// From 1.
  package var line: Int
  /// In characters, not bytes, from 1.
  package var column: Int

  /// A place by its line and column.
  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The place of a byte, by looking through the text before it.
  package init(offset: Int, in text: ArraySlice<UInt8>) {
    let before = text.prefix(offset)
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? before.startIndex
    line = before.count(where: { $0 == UInt8(ascii: "\n") }) + 1
    column = String(decoding: before[lineStart...], as: UTF8.self).count + 1
  }
}
