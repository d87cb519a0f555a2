import CProtobufC
import CRobotsProto
import Protobuf

/// Wire bytes written by hand, and the types they are of.
enum Samples {
  /// A field that holds a message.
  static func message(_ number: Int, _ build: (inout WireWriter) -> Void) -> [UInt8] {
    var inner = WireWriter()
    build(&inner)
    var outer = WireWriter()
    outer.bytes(number, inner.bytes)
    return outer.bytes
  }

  /// robots.v1.Value: text = 1, boolean = 2, integer = 3, money = 5, list = 9.
  static func text(_ text: String) -> (inout WireWriter) -> Void {
    { $0.bytes(1, text.utf8) }
  }

  /// robots.v1.Record with texts, numbers, money, a list and a time: about 280 bytes.
  static let record: [UInt8] = {
    var record = WireWriter()
    record.bytes(1, "deal".utf8)
    record.bytes(2, "d-1042".utf8)
    for (key, value) in fields {
      record.append(
        message(3) { entry in
          entry.bytes(1, key.utf8)
          entry.append(message(2, value))
        }
      )
    }
    record.bytes(4, "sales".utf8)
    record.bytes(5, "negotiation".utf8)
    record.bytes(6, "W/\"5f2c\"".utf8)
    record.append(
      message(7) { time in
        time.varint(1, 1_760_000_000)
        time.varint(2, 250_000_000)
      }
    )
    return record.bytes
  }()

  private static var fields: [(String, (inout WireWriter) -> Void)] {
    [
      ("title", text("Zażółć gęślą jaźń – oferta 2026")),
      ("source", text("web")),
      ("hot", { $0.varint(2, 1) }),
      ("score", { $0.varint(3, UInt64(bitPattern: -7)) }),
      ("amount", { $0.append(message(5, money)) }),
      ("tags", { $0.append(message(9, tags)) }),
    ]
  }

  private static func money(_ writer: inout WireWriter) {
    writer.bytes(1, "PLN".utf8)
    writer.varint(2, 125_000)
    writer.varint(3, 500_000_000)
  }

  private static func tags(_ writer: inout WireWriter) {
    writer.append(message(1, text("vip")))
    writer.append(message(1, text("north")))
  }

  /// robots.v1.Condition nested `depth` deep by `not` = 3.
  static func condition(depth: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 1..<depth {
      var writer = WireWriter()
      writer.bytes(3, bytes)
      bytes = writer.bytes
    }
    return bytes
  }

  /// The same bytes over and over, at least so many; doubling keeps it quick in debug builds.
  static func flood(of unit: [UInt8], byteCount: Int) -> [UInt8] {
    var flood = unit
    while flood.count < byteCount { flood += flood }
    return flood
  }

  /// Every generated message type.
  static var descriptors: [UnsafePointer<ProtobufCMessageDescriptor>] {
    var all: [UnsafePointer<ProtobufCMessageDescriptor>] = []
    while let descriptor = robots_message_descriptor(all.count) { all.append(descriptor) }
    return all
  }

  /// The descriptor of a full name.
  static func descriptor(_ name: String) -> UnsafePointer<ProtobufCMessageDescriptor> {
    guard let found = descriptors.first(where: { String(cString: $0.pointee.name) == name }) else {
      preconditionFailure("no message type \(name)")
    }
    return found
  }
}
