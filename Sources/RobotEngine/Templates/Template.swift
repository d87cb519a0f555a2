// Templates
//
// A template is text with placeholders, compiled when its robot is saved:
//
//     Dear {{contact.first_name | default: "customer"}}, your order of {{now | date: "d MMMM"}} …
//
//     placeholder = "{{" source { "|" formatter [ ":" argument { "," argument } ] } "}}"
//     source      = path | string
//     argument    = string | number
//
// A string is written as in a condition, in double or single quotes; as a source it stands for
// itself, so {{"{{"}} writes two braces. What a path can name is in ``TemplateContext`` and
// ``RunProperty``, the formatters are in ``Formatter``. Types are known when the template is
// compiled, so a formatter that does not fit is refused then.
//
// Values are data: they are escaped for the channel into which the text goes and never looked at
// again, so a value that holds braces, tags or line ends stays a value.

import RobotModel

/// A text with placeholders in the form in which it is rendered.
struct Template {
  /// One part of the text.
  enum Piece {
    /// The author's own words, written as they are.
    case literal(String)
    case placeholder(Placeholder)
  }

  /// One value to be put into the text.
  struct Placeholder {
    let source: TemplateSource
    /// What the source gives.
    let type: TemplateType
    let formatters: [Formatter]
  }

  /// The parts in order.
  let pieces: [Piece]
  /// Where the text goes.
  let channel: Channel

  /// The text with the present values in it.
  /// - Throws: `EMPTY_VALUE` where `required` finds nothing, `REFUSED` where the text would be
  ///   longer than a text may be.
  func render<Reader: TemplateReader>(
    by reader: borrowing Reader
  ) throws(RunFailure) -> String {
    var text = ""
    for index in pieces.indices {
      switch pieces[index] {
      case .literal(let literal): text += literal
      case .placeholder(let placeholder) where placeholder.formatters.isEmpty:
        guard let value = placeholder.source.value(by: reader) else { continue }
        if case .list(let members) = value {
          try append(members, to: &text)
        } else {
          channel.append(value.text, to: &text)
        }
      case .placeholder(let placeholder):
        var values = placeholder.source.values(by: reader)
        for formatter in placeholder.formatters {
          values = try formatter.apply(to: values, of: placeholder.source, in: reader.zone)
        }
        try append(values, to: &text)
      }
      try Self.checkLength(of: text)
    }
    return TextCheck.normalized(text)
  }

  /// The template's placeholder, if it is nothing but one without formatters.
  ///
  /// So a robot can write one field's value into another without a detour over text.
  var solePlaceholder: Placeholder? {
    guard pieces.count == 1, case .placeholder(let placeholder) = pieces[0],
      placeholder.formatters.isEmpty
    else { return nil }
    return placeholder
  }

  /// The author's own words, in order.
  var literals: [String] {
    pieces.compactMap { if case .literal(let literal) = $0 { literal } else { nil } }
  }

  /// The whole text, if there is no placeholder in it.
  var literalText: String? {
    var text = ""
    for piece in pieces {
      guard case .literal(let literal) = piece else { return nil }
      text += literal
    }
    return text
  }

  /// What the placeholders read, in order.
  var sources: [TemplateSource] {
    pieces.compactMap { piece in
      if case .placeholder(let placeholder) = piece { placeholder.source } else { nil }
    }
  }

  /// Appends the values, separated by a comma and a space.
  private func append(_ values: [FieldValue], to text: inout String) throws(RunFailure) {
    for (index, value) in values.enumerated() {
      if index > 0 { text += ", " }
      channel.append(value.text, to: &text)
      try Self.checkLength(of: text)
    }
  }

  private static func checkLength(of text: String) throws(RunFailure) {
    if text.utf8.count <= Limits.textByteCount { return }
    throw RunFailure(
      reason: .refused,
      message: "the text would be longer than \(Limits.textByteCount) bytes"
    )
  }
}
