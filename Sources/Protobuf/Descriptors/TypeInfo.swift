/// What the definition says of one message type.
package struct MessageInfo: Sendable {
  /// The full name, as in `robots.v1.Robot`.
  package let name: String
  /// The fields in the order of their numbers.
  package let fields: [FieldInfo]
  /// The names of its oneofs; those that stand for `optional` come last and no field points there.
  package let oneofNames: [String]
  /// Whether it is the hidden entry of a map: `key` = 1, `value` = 2.
  package let isMapEntry: Bool

  /// The field of a number, if there is one; logarithmic in the number of fields.
  package func field(numbered number: Int) -> FieldInfo? {
    var low = 0
    var high = fields.count
    while low < high {
      let middle = (low + high) / 2
      if fields[middle].number < number { low = middle + 1 } else { high = middle }
    }
    return low < fields.count && fields[low].number == number ? fields[low] : nil
  }

  /// The field of a name, in JSON's spelling or the definition's.
  package func field(named name: String) -> FieldInfo? {
    fields.first { $0.jsonName == name } ?? fields.first { $0.name == name }
  }
}

/// What the definition says of one enumeration.
package struct EnumInfo: Sendable {
  /// One named value; aliases share a number.
  package struct Value: Sendable {
    /// The name, as in `RUN_STATE_DONE`.
    package let name: String
    /// The number on the wire.
    package let number: Int32
  }

  /// The full name, as in `robots.v1.RunState`.
  package let name: String
  /// The values in the order of the definition.
  package let values: [Value]
}

/// What the definition says of one service.
package struct ServiceInfo: Sendable {
  /// One method.
  package struct Method: Sendable {
    /// The name, as in `GetRobot`.
    package let name: String
    /// The full name of the request's type.
    package let inputName: String
    /// The full name of the response's type.
    package let outputName: String
    /// Whether the client sends a stream.
    package let isClientStreaming: Bool
    /// Whether the server sends a stream.
    package let isServerStreaming: Bool
  }

  /// The full name, as in `robots.v1.RuleService`.
  package let name: String
  /// The methods in the order of the definition.
  package let methods: [Method]

  /// The method of a name, if there is one.
  package func method(named name: String) -> Method? {
    methods.first { $0.name == name }
  }
}

/// What the definition says of one file, which is what reflection hands out.
package struct FileInfo: Sendable {
  /// The path it is imported by, as in `robots/v1/robot.proto`.
  package let name: String
  /// The indexes, in the set, of the files it imports.
  package let dependencies: [Int]
  /// Where the serialized FileDescriptorProto lies in the set's bytes.
  let range: Range<Int>
}
