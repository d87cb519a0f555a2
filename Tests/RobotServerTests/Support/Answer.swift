import Protobuf

/// An answer in JSON, read by paths such as `runs.0.state`.
struct Answer {
  let value: JSONValue

  /// The text, number or boolean at a path as it is written; nil where there is none.
  subscript(path: String) -> String? {
    switch at(path)?.content {
    case .string(let text)?, .number(let text)?: text
    case .boolean(let flag)?: "\(flag)"
    case .null?, .array?, .object?, nil: nil
    }
  }

  /// How many elements stand at a path.
  func count(_ path: String) -> Int {
    at(path)?.elements?.count ?? 0
  }

  /// What stands at a path.
  func at(_ path: String) -> JSONValue? {
    path.split(separator: ".").reduce(value as JSONValue?) { value, step in
      guard let index = Int(step) else { return value?[String(step)] }
      guard let elements = value?.elements, index < elements.count else { return nil }
      return elements[index]
    }
  }
}
