import RobotModel

/// What a placeholder's value is at some point of its formatters.
struct TemplateType {
  /// What a single value is.
  var type: ValueType
  /// There may be several.
  var isMultiple = false
  /// Of a reference: the entity type of the records; empty for any.
  var referenceType = ""

  /// For messages: "a list of texts", "money".
  var word: String { isMultiple ? "a list of \(type.word)" : type.word }
}

extension Formatter {
  /// What comes out of this formatter, or nil with what it would have taken.
  func output(of input: TemplateType) -> (output: TemplateType?, expected: String) {
    switch self {
    case .date(let pattern):
      let isDate = input.type == .date && !pattern.needsTime
      return (
        isDate || input.type == .timestamp ? textual(input) : nil,
        input.type == .date
          ? "a pattern without a time, since a date has none"
          : "a date or a timestamp"
      )
    case .number:
      let isNumber = [.integer, .decimal, .money].contains(input.type)
      return (isNumber ? textual(input) : nil, "an integer, a decimal or money")
    case .money, .currency:
      return (input.type == .money ? textual(input) : nil, "money")
    case .upper, .lower, .capitalize:
      return ([.text, .enumeration].contains(input.type) ? textual(input) : nil, "a text")
    case .first:
      return (
        input.isMultiple ? TemplateType(type: input.type, referenceType: input.referenceType) : nil,
        "a list"
      )
    case .join:
      return (input.isMultiple ? TemplateType(type: .text) : nil, "a list")
    case .defaultText:
      return (TemplateType(type: .text), "")
    case .required:
      return (input, "")
    }
  }

  private func textual(_ input: TemplateType) -> TemplateType {
    TemplateType(type: .text, isMultiple: input.isMultiple)
  }
}
