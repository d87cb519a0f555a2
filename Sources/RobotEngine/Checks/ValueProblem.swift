/// Why a value does not fit where it is to go.
struct ValueProblem: Error, Hashable {
  /// The offending member of a list, "[3]"; empty for the value itself.
  let member: String
  /// What is wrong and what would be right.
  let description: String

  /// Describes what is wrong with a value, or with a member of it.
  init(_ description: String, member: String = "") {
    self.member = member
    self.description = description
  }
}
