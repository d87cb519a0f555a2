/// Why bytes were refused as a message, and where in them.
package struct ValidationError: Error, Equatable {
  /// What is wrong at the place.
  package enum Problem: Equatable, Sendable {
    /// The message, or a length in it, ends beyond the bytes.
    case truncated
    /// A variable-length integer has more than ten bytes.
    case overlongInteger
    /// A tag that is no field number from 1 to 2^29 - 1.
    case fieldNumber
    /// A group, which proto3 doesn't have, or a wire type that doesn't exist.
    case unsupportedWireType(Int)
    /// A field's bytes are of another kind than its type's.
    case wrongWireType(found: Int)
    /// A packed list whose length is no multiple of its elements' size.
    case packedLength
    /// Text that is not UTF-8.
    case notUTF8
    /// Text with a NUL in it, as its byte of that number, from 1.
    case embeddedNUL(byte: Int)
    /// Text with more combining marks in a row than the limit.
    case tooManyMarks(limit: Int)
    /// Text with more bytes than the limit.
    case textTooLong(limit: Int)
    /// A message field that is not repeated but appears twice.
    case duplicateMessage
    /// More messages within messages than the limit.
    case tooDeep(limit: Int)
    /// Many small parts that would need more memory than the limit.
    case tooMuchMemory
  }

  /// What is wrong.
  package var problem: Problem
  /// The field names that lead there, as in `record.fields[3].value.text`; empty at the top.
  package var path: String
  /// The byte it was noticed at, counted from the message's start.
  package var offset: Int

  /// Names a problem and its place.
  package init(problem: Problem, path: String, offset: Int) {
    self.problem = problem
    self.path = path
    self.offset = offset
  }
}

extension ValidationError: CustomStringConvertible {
  /// A sentence for the caller: field, problem and what would be right.
  package var description: String {
    path.isEmpty
      ? "byte \(offset): \(problem.explanation)"
      : "\(path): \(problem.explanation) (byte \(offset))"
  }
}

extension ValidationError.Problem {
  fileprivate var explanation: String {
    switch self {
    case .truncated: "the message ends in the middle of a field"
    case .overlongInteger: "an integer takes more than 10 bytes"
    case .fieldNumber: "a field number must be from 1 to 536870911"
    case .unsupportedWireType(let found):
      "wire type \(found) is not supported; 0, 1, 2 and 5 are"
    case .wrongWireType(let found): "wire type \(found) does not fit the field's type"
    case .packedLength: "a packed list ends in the middle of an element"
    case .notUTF8: "text must be UTF-8"
    case .embeddedNUL(let byte):
      "text must not hold the character U+0000, which is byte \(byte) of it"
    case .tooManyMarks(let limit):
      "text must not hold more than \(limit) combining marks in a row"
    case .textTooLong(let limit): "a text has at most \(limit) bytes"
    case .duplicateMessage: "the message is given twice; give it once"
    case .tooDeep(let limit): "messages are nested deeper than \(limit)"
    case .tooMuchMemory: "the message has too many parts; send less at once"
    }
  }
}
