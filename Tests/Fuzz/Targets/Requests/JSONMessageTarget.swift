import Protobuf

/// JSON as people type it into `robotctl call`; the first byte chooses the message.
///
/// What is read as a message can be written as JSON again, and that JSON means the same message.
enum JSONMessageTarget: FuzzTarget {
  static let name = "json-message"
  private static let mapping = JSONMapping()

  static let seeds: [[UInt8]] =
    RequestKind.all.enumerated().flatMap { index, kind in
      kind.samples.map { [UInt8(index)] + Array($0.utf8) }
    } + [[0] + Array(#"{"a": [1.5e3, -0, "😀\n", null, true]}"#.utf8)]

  static func run(_ input: RawSpan) throws {
    var input = FuzzInput(input)
    let kind = RequestKind.all[Int(input.byte()) % RequestKind.all.count]
    let text = input.rest()
    guard let wire = try? mapping.jsonToWire(kind.name, text) else {
      _ = try? JSONParser.parse(text, style: .handwritten)
      return
    }
    do {
      let json = try mapping.wireToJSON(kind.name, wire)
      let again = try mapping.jsonToWire(kind.name, Array(json.utf8))
      let last = try mapping.wireToJSON(kind.name, again)
      try promise(last == json, "\(kind.name) changes from \(json) to \(last)")
    } catch let error as JSONError {
      throw BrokenPromise(description: "\(kind.name) was read but cannot be written: \(error)")
    }
  }
}
