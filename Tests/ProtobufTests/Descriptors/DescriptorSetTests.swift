import CProtobufC
import TestSupport
import Testing

@testable import Protobuf

@Suite struct DescriptorSetTests {
  let set = DescriptorSet.embedded

  @Test("A field tells its names, number, kind and presence")
  func fields() throws {
    let robot = try #require(set.message(named: "robots.v1.Robot"))
    let name = try #require(robot.field(named: "displayName"))
    #expect(name.name == "display_name" && name.kind == .string && !name.hasPresence)
    #expect(robot.field(named: "display_name")?.number == name.number)
    #expect(robot.field(numbered: name.number)?.jsonName == "displayName")
    let enabled = try #require(robot.field(named: "enabled"))
    #expect(enabled.hasPresence && enabled.oneofIndex == nil)
    let timing = try #require(robot.field(named: "timing"))
    #expect(timing.hasPresence && timing.typeName == "robots.v1.Timing")
    let value = try #require(set.message(named: "robots.v1.Value"))
    #expect(value.field(named: "text")?.oneofIndex == 0 && value.oneofNames == ["kind"])
    #expect(value.field(numbered: 99) == nil)
  }

  @Test("A map is a repeated field of an entry type")
  func maps() throws {
    let record = try #require(set.message(named: "robots.v1.Record"))
    let fields = try #require(record.field(named: "fields"))
    let entry = try #require(set.message(named: fields.typeName))
    #expect(fields.isRepeated && entry.isMapEntry && !record.isMapEntry)
    #expect(entry.fields.map(\.name) == ["key", "value"])
  }

  @Test("Services tell which way their methods stream")
  func services() throws {
    let execution = try #require(set.service(named: "robots.v1.ExecutionService"))
    let put = try #require(execution.method(named: "PutRecord"))
    #expect(put.inputName == "robots.v1.PutRecordRequest")
    #expect(put.outputName == "robots.v1.PutRecordResponse")
    #expect(!put.isClientStreaming && !put.isServerStreaming)
    let work = try #require(execution.method(named: "Work"))
    #expect(work.isClientStreaming && work.isServerStreaming)
    #expect(execution.method(named: "Nothing") == nil)
  }

  @Test("Every generated C descriptor agrees with the set in its fields' names and numbers")
  func agreement() throws {
    for descriptor in Samples.descriptors {
      let info = try #require(set.message(named: String(cString: descriptor.pointee.name)))
      let fields = UnsafeBufferPointer(
        start: descriptor.pointee.fields,
        count: Int(descriptor.pointee.n_fields)
      )
      #expect(fields.map { String(cString: $0.name) } == info.fields.map(\.name))
      #expect(fields.map { Int($0.id) } == info.fields.map(\.number))
    }
  }

  @Test("A file is found by name, by what it declares and by members of what it declares")
  func files() throws {
    let file = try #require(set.fileIndex(named: "robots/v1/rule_service.proto"))
    for symbol in ["robots.v1.RuleService", "robots.v1.RuleService.GetRobot"] {
      #expect(set.fileIndex(declaring: symbol) == file)
    }
    let value = try #require(set.fileIndex(named: "robots/v1/value.proto"))
    for symbol in [
      "robots.v1.Value", "robots.v1.Value.text", "robots.v1.Value.kind", "robots.v1.ValueType",
      "robots.v1.VALUE_TYPE_TEXT", "robots.v1.ValueType.VALUE_TYPE_TEXT",
    ] {
      #expect(set.fileIndex(declaring: symbol) == value)
    }
    for symbol in ["", ".", "robots.v1", "robots.v1.Nothing", "robots.v1.Value.nothing"] {
      #expect(set.fileIndex(declaring: symbol) == nil)
    }
  }

  @Test("A file comes with all it imports, each once, and every import is in the set")
  func imports() throws {
    let file = try #require(set.fileIndex(named: "robots/v1/rule_service.proto"))
    let needed = set.filesNeeded(by: file)
    let names = needed.map { set.files[$0].name }
    #expect(names.first == "robots/v1/rule_service.proto")
    #expect(names.contains("google/type/money.proto"))
    #expect(names.contains("google/protobuf/timestamp.proto"))
    #expect(Set(needed).count == needed.count)
    #expect(!set.serializedFile(file).isEmpty)
  }

  @Test("Proto3 definitions extend nothing")
  func extensions() {
    #expect(set.extensionNumbers(of: "robots.v1.Robot").isEmpty)
    #expect(set.fileIndex(extending: "robots.v1.Robot", number: 1) == nil)
  }

  @Test("Damaged sets are refused or read, never crash", arguments: 1...4)
  func damage(seed: UInt64) throws {
    var numbers = SeededRandom(seed: seed)
    var writer = WireWriter()
    for index in set.files.indices.prefix(4) { writer.bytes(1, set.serializedFile(index)) }
    let good = writer.bytes
    #expect(try DescriptorSet(good).files.count == 4)
    for _ in 0..<200 {
      var bytes = good
      for _ in 0..<3 {
        let place = Int.random(in: 0..<bytes.count, using: &numbers)
        bytes[place] = UInt8.random(in: .min ... .max, using: &numbers)
      }
      _ = try? DescriptorSet(bytes)
    }
  }
}
