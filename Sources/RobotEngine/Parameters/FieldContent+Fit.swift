// What can never be a value of its field is refused when a robot is saved, not when it runs.
//
// A template that is one placeholder gives a value of a known type, which is of the field's type or
// is not. Any other is rendered, and its text read as a value: there it is enough that the author's
// own words hold a character that stands in no text of such a value. What passes may still turn out
// to be none, which the run then says.
//
// What was saved by a version of the service without this check stays and is not asked.

import RobotModel

extension CompiledParameters {
  /// Adds the templates that can never give a value of their field.
  ///
  /// - Parameter path: of the parameters in the request, "robot.parameters".
  func addMisfits(at path: String, to violations: inout Violations) {
    for entry in entries {
      guard case .content(let content) = entry.content, let misfit = content.misfit else {
        continue
      }
      violations.add("\(path).\(entry.name)", misfit)
    }
  }
}

extension FieldContent {
  /// Why a template can never give a value of the field; nil if each may.
  fileprivate var misfit: String? {
    for case .template(let template) in parts {
      if let misfit = misfit(of: template) { return misfit }
    }
    return nil
  }

  private func misfit(of template: Template) -> String? {
    if let placeholder = template.solePlaceholder {
      return field.takes(placeholder.type) ? nil : field.refusal(of: placeholder)
    }
    if field.type == .enumeration {
      return field.hasOption(holding: template.literals)
        ? nil : "the words around the placeholders are in no option of the field"
    }
    return template.literals.first { !field.type.mayHold($0) }
      .map { "\(quoted($0)) can be no part of \(TextReading.expectation(of: field))" }
  }
}

extension Field {
  /// Whether a value of this type may be one of the field's, as it is or read from a text.
  fileprivate func takes(_ given: TemplateType) -> Bool {
    switch (type, given.type) {
    case (.text, _), (_, .text), (_, .enumeration), (.decimal, .integer), (.integer, .decimal): true
    case (.reference, .reference):
      referenceType.isEmpty || given.referenceType.isEmpty || referenceType == given.referenceType
    default: type == given.type
    }
  }

  /// Says what a placeholder gives that the field does not take, and what would be right.
  fileprivate func refusal(of placeholder: Template.Placeholder) -> String {
    let path = placeholder.source.text
    let given = "{{\(path)}} is \(placeholder.type.word)"
    guard type == .reference, placeholder.type.type == .reference else {
      let isDay = type == .date && placeholder.type.type == .timestamp
      let hint = isDay ? ", as {{\(path) | date: \"yyyy-MM-dd\"}} gives" : ""
      return "\(given); expected \(expectation)\(hint)"
    }
    return "\(given) to \(quoted(placeholder.type.referenceType));"
      + " expected one to \(quoted(referenceType))"
  }

  /// Whether an option holds all of the words, each somewhere, in any letters.
  fileprivate func hasOption(holding words: [String]) -> Bool {
    let words = words.map { FoldedText($0) }
    return options.contains { option in words.allSatisfy { $0.isPart(of: option) } }
  }
}

extension ValueType {
  /// Whether a text that stands for a value of this type may have such words in it.
  fileprivate func mayHold(_ words: String) -> Bool {
    words.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isWhitespace || mayHold(scalar)
    }
  }

  private func mayHold(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .text, .enumeration, .reference: true
    case .boolean: "truefals".unicodeScalars.contains(scalar)
    case .integer: "0123456789+-".unicodeScalars.contains(scalar)
    case .decimal: "0123456789+-.eE".unicodeScalars.contains(scalar)
    case .money: "0123456789+-.eE".unicodeScalars.contains(scalar) || "A"..."Z" ~= scalar
    case .date: "0123456789-".unicodeScalars.contains(scalar)
    case .timestamp: "0123456789+-.:TtZz".unicodeScalars.contains(scalar)
    }
  }
}
