import RobotModel

/// What is to be written to a field: values, and texts and users that become values when a run
/// starts.
struct FieldContent {
  /// A value, or a member of a list.
  enum Part {
    case value(FieldValue)
    case template(Template)
    case user(UserExpression)
  }

  let field: Field
  let parts: [Part]

  /// The field's new content in its stored form; nil if it would be empty.
  ///
  /// A template that is one placeholder gives the value as it is, a list's members one by one; any
  /// other is rendered. Texts are read as values of the field.
  /// - Throws: `REFUSED` where that is no value of the field, and what rendering throws, or looking
  ///   for a user.
  func resolve<Reader: TemplateReader>(
    by reader: borrowing Reader,
    name: String
  ) throws(RunFailure) -> FieldValue? {
    var members: [FieldValue] = []
    for part in parts {
      switch part {
      case .value(let value): members.append(value)
      case .template(let template):
        members += try values(of: template, by: reader, name: name)
      case .user(let expression): members.append(.user(try reader.user(expression)))
      }
    }
    if members.isEmpty { return nil }
    let isSingle = members.count == 1 && !field.isMultiple
    do {
      let checker = FieldChecker(schema: reader.schema)
      return try checker.stored(isSingle ? members[0] : .list(members), in: field)
    } catch {
      throw refusal(error, name)
    }
  }

  private func values<Reader: TemplateReader>(
    of template: Template,
    by reader: borrowing Reader,
    name: String
  ) throws(RunFailure) -> [FieldValue] {
    guard let placeholder = template.solePlaceholder, field.isMultiple || field.type != .text else {
      return try value(of: template.render(by: reader), name: name)
    }
    var values: [FieldValue] = []
    for member in placeholder.source.values(by: reader) {
      if case .text(let text) = member {
        values += try value(of: text, name: name)
      } else {
        values.append(field.type == .text ? .text(member.text) : member)
      }
    }
    return values
  }

  /// The value that a text stands for; none for an empty text.
  private func value(of text: String, name: String) throws(RunFailure) -> [FieldValue] {
    do {
      let value = try TextReading.value(of: text, in: field)
      return value.map { [$0] } ?? []
    } catch {
      throw refusal(error, name)
    }
  }

  private func refusal(_ problem: ValueProblem, _ name: String) -> RunFailure {
    RunFailure(
      reason: .refused,
      message: "the value for \(name)\(problem.member) \(problem.description)"
    )
  }
}
