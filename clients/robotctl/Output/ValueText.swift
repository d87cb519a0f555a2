/// A `robots.v1.Value` in words: "1,200.00 PLN", "contact/C-1".
enum ValueText {
  /// The value as a person writes it; empty for a value with nothing set.
  static func text(_ value: JSON) -> String {
    guard let kind = value.entries.first else { return "" }
    switch kind.key {
    case "decimal": return kind.value["value"].string
    case "money": return money(kind.value)
    case "date": return date(kind.value)
    case "timestamp": return time(kind.value)
    case "reference": return "\(kind.value["entityType"].string)/\(kind.value["id"].string)"
    case "list": return kind.value["values"].items.map(text).joined(separator: ", ")
    default: return kind.value.string
    }
  }

  /// Fields as "name=value" in one line.
  static func fields(_ fields: JSON) -> String {
    fields.entries.map { "\($0.key)=\(text($0.value))" }.joined(separator: "  ")
  }

  /// "1 waiting run", "2 waiting runs".
  static func count(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  /// An instant as "2026-03-02 09:00:00Z": shorter than RFC 3339 and as clear.
  static func time(_ value: JSON) -> String {
    let text = value.string
    guard let cut = text.firstIndex(of: "T") else { return text }
    let clock = text[text.index(after: cut)...]
    return "\(text[..<cut]) \(clock)"
  }

  private static func money(_ value: JSON) -> String {
    let units = value["units"].string
    let nanos = value["nanos"].integer
    var text = units.isEmpty ? "0" : units
    if nanos != 0 {
      if nanos < 0, !text.hasPrefix("-") { text = "-" + text }
      let digits = String(abs(nanos))
      var fraction = String(repeating: "0", count: 9 - digits.count) + digits
      while fraction.count > 2, fraction.hasSuffix("0") { fraction.removeLast() }
      text += "." + fraction
    }
    return "\(text) \(value["currencyCode"].string)"
  }

  private static func date(_ value: JSON) -> String {
    [value["year"], value["month"], value["day"]].map {
      $0.string.count == 1 ? "0" + $0.string : $0.string
    }.joined(separator: "-")
  }
}
