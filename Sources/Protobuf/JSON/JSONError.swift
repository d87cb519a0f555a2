/// Why a JSON text was refused, or a message could not be written as JSON.
package struct JSONError: Error, Equatable {
  /// The way to the place in the message, as in `robot.parameters["text"].list.values[2]`; empty
  /// at the top or while the text is not even JSON.
  package var path: String
  /// What is wrong and what would be right.
  package var problem: String
  /// The line of the text from 1; 0 if there is no text.
  package var line: Int
  /// The column in the line, in characters from 1; 0 if there is no text.
  package var column: Int
}

extension JSONError: CustomStringConvertible {
  /// A sentence that begins with the place.
  package var description: String {
    let place = line > 0 ? ["line \(line), column \(column)"] : []
    return (place + (path.isEmpty ? [] : [path]) + [problem]).joined(separator: ": ")
  }
}

/// A problem at a byte of a text, before the byte is known as line and column.
struct JSONProblem: Error {
  var path = ""
  var problem: String
  var offset: Int?

  /// Puts the byte into people's terms.
  func located(in text: ArraySlice<UInt8>) -> JSONError {
    guard let offset else { return JSONError(path: path, problem: problem, line: 0, column: 0) }
    let position = JSONPosition(offset: offset, in: text)
    return JSONError(path: path, problem: problem, line: position.line, column: position.column)
  }
}
