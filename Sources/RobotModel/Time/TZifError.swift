/// Why bytes are not a usable TZif file.
package struct TZifError: Error, Hashable, CustomStringConvertible {
  /// Where in the file reading stopped.
  package let byteOffset: Int

  /// What was found there and what would be right.
  package let problem: String

  /// A problem at a place of the file.
  package init(byteOffset: Int, problem: String) {
    self.byteOffset = byteOffset
    self.problem = problem
  }

  package var description: String {
    "not a usable TZif file: at byte \(byteOffset) \(problem)"
  }
}
