// All definitions as data: what protobuf-c's descriptors leave out (JSON names, maps, `optional`,
// streaming) and what reflection sends to clients.
//
// It is made from a serialized google.protobuf.FileDescriptorSet. The one of this program is
// embedded by proto/generate and read at the first use of `embedded`, so a start pays nothing.

import CRobotsProto

/// The types, services and files of a serialized FileDescriptorSet; immutable.
package final class DescriptorSet: Sendable {
  /// The set that is compiled into this program.
  package static let embedded: DescriptorSet = {
    let bytes = UnsafeRawBufferPointer(
      start: robots_descriptor_set(),
      count: robots_descriptor_set_size()
    )
    guard let set = try? DescriptorSet(Array(bytes)) else {
      preconditionFailure("the embedded descriptor set is malformed: run proto/generate")
    }
    return set
  }()

  /// Something with a full name, and the index of the file that declares it.
  struct Symbol: Sendable {
    enum Kind: Sendable {
      case message(Int)
      case enumeration(Int)
      case enumValue
      case service(Int)
      case `extension`
    }

    var kind: Kind
    var file: Int
  }

  /// An extension field: a number of another message.
  struct Extension: Sendable {
    var extendee: String
    var number: Int
    var file: Int
  }

  /// The files, each after those it imports.
  package let files: [FileInfo]
  /// The services in the order of their files.
  package let services: [ServiceInfo]
  private let bytes: [UInt8]
  private let messages: [MessageInfo]
  private let enums: [EnumInfo]
  private let extensions: [Extension]
  private let symbols: [String: Symbol]

  /// Reads a serialized FileDescriptorSet in which imports come before their importers.
  init(_ bytes: [UInt8]) throws(WireError) {
    var parser = DescriptorParser()
    try parser.parseSet(bytes)
    self.bytes = bytes
    files = parser.files
    services = parser.services
    messages = parser.messages
    enums = parser.enums
    extensions = parser.extensions
    symbols = parser.symbols
  }

  // MARK: - Types

  /// The message type of a full name.
  package func message(named name: String) -> MessageInfo? {
    guard case .message(let index) = symbols[name]?.kind else { return nil }
    return messages[index]
  }

  /// The enumeration of a full name.
  package func enumeration(named name: String) -> EnumInfo? {
    guard case .enumeration(let index) = symbols[name]?.kind else { return nil }
    return enums[index]
  }

  /// The service of a full name.
  package func service(named name: String) -> ServiceInfo? {
    guard case .service(let index) = symbols[name]?.kind else { return nil }
    return services[index]
  }

  // MARK: - Files

  /// The index of the file of a name.
  package func fileIndex(named name: String) -> Int? {
    files.firstIndex { $0.name == name }
  }

  /// The index of the file that declares a symbol: a type, service, enum value or extension, or a
  /// member of one (method, field, oneof).
  package func fileIndex(declaring symbol: String) -> Int? {
    if let found = symbols[symbol] { return found.file }
    guard let dot = symbol.lastIndex(of: "."), let parent = symbols[String(symbol[..<dot])] else {
      return nil
    }
    let member = String(symbol[symbol.index(after: dot)...])
    let exists =
      switch parent.kind {
      case .message(let index):
        messages[index].fields.contains { $0.name == member }
          || messages[index].oneofNames.contains(member)
      case .enumeration(let index): enums[index].values.contains { $0.name == member }
      case .service(let index): services[index].method(named: member) != nil
      case .enumValue, .extension: false
      }
    return exists ? parent.file : nil
  }

  /// The index of the file that extends a message with a field number.
  package func fileIndex(extending message: String, number: Int) -> Int? {
    extensions.first { $0.extendee == message && $0.number == number }?.file
  }

  /// The numbers that a message is extended by, in the order of their files.
  package func extensionNumbers(of message: String) -> [Int] {
    extensions.filter { $0.extendee == message }.map(\.number)
  }

  /// A file and all it imports, directly or not: the file first, each once.
  package func filesNeeded(by fileIndex: Int) -> [Int] {
    var needed = [fileIndex]
    var next = 0
    while next < needed.count {
      for dependency in files[needed[next]].dependencies where !needed.contains(dependency) {
        needed.append(dependency)
      }
      next += 1
    }
    return needed
  }

  /// The serialized FileDescriptorProto of a file.
  package func serializedFile(_ index: Int) -> ArraySlice<UInt8> {
    bytes[files[index].range]
  }
}
