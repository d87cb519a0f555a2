import HTTP2
import Testing

@testable import GRPC

/// The small encodings: percent, timeouts, the method table.
@Suite struct EncodingTests {
  @Test("a message is percent-encoded to printable ASCII and back")
  func percent() {
    let text = "100% “żółć”\n\t~ \u{7f}"
    let encoded = PercentEncoding.encode(text.utf8)
    #expect(encoded.allSatisfy { (0x20...0x7e).contains($0) })
    #expect(encoded.withUnsafeBytes { PercentEncoding.decode($0) } == text)
    #expect(PercentEncoding.encode("a%b".utf8) == Array("a%25b".utf8))
  }

  @Test(
    "what is no escape stands for itself",
    arguments: [("%", "%"), ("%4", "%4"), ("%zz", "%zz"), ("%41%4", "A%4"), ("%c3%B3", "ó")]
  )
  func notEscaped(_ text: String, _ expected: String) {
    #expect(Array(text.utf8).withUnsafeBytes { PercentEncoding.decode($0) } == expected)
  }

  @Test(
    "a timeout is written in the finest unit that has room",
    arguments: [
      (0, "0n"), (99_999_999, "99999999n"), (100_000_000, "100000u"),
      (86_400_000_000_000, "86400000m"), (UInt64.max, "5124095H"),
    ] as [(UInt64, String)]
  )
  func timeouts(_ nanoseconds: UInt64, _ text: String) {
    #expect(Timeout.text(nanoseconds: nanoseconds) == text)
  }

  @Test("a method table finds every method and no other path")
  func table() {
    let table = MethodTable()
    let descriptors = (0..<200).map {
      MethodDescriptor(service: "robots.v\($0 % 7).Service", method: "Method\($0).")
    }
    for descriptor in descriptors { table.add(descriptor, unary: Unary.echo) }
    #expect(table.descriptors == descriptors)
    for descriptor in descriptors {
      #expect(find(descriptor.path, table)?.descriptor == descriptor)
      #expect(find(descriptor.path + "x", table) == nil)
      #expect(find(String(descriptor.path.dropLast()), table) == nil)
    }
    #expect(find("", table) == nil)
  }

  @Test("a method can be added only once")
  func twice() async {
    await #expect(processExitsWith: .failure) {
      let table = MethodTable()
      table.add(MethodDescriptor(service: "a", method: "B"), unary: Unary.echo)
      table.add(MethodDescriptor(service: "a", method: "B"), unary: Unary.echo)
    }
  }

  private func find(_ path: String, _ table: MethodTable) -> MethodTable.Method? {
    Array(path.utf8).withUnsafeBytes { table.method(at: $0)?.takeUnretainedValue() }
  }
}
