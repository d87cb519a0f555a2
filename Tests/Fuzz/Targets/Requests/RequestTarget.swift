import Protobuf
import RobotAPI
import RobotModel

/// The requests of `robots.v1`; the first byte chooses which.
///
/// Beyond not crashing: what is refused is refused with words and fields, the arena is empty
/// afterwards, the same bytes are judged alike twice, and what is accepted can be shown as JSON and
/// read from there again.
enum RequestTarget: FuzzTarget {
  static let name = "requests"
  private static let mapping = JSONMapping()

  static let seeds: [[UInt8]] = RequestKind.all.enumerated().flatMap { index, kind in
    kind.samples.map { json in
      guard let wire = try? mapping.jsonToWire(kind.name, Array(json.utf8)) else {
        preconditionFailure("the sample of \(kind.name) is no message: \(json)")
      }
      return [UInt8(index)] + wire
    }
  }

  static func run(_ input: RawSpan) throws {
    guard input.byteCount > 0 else { return }
    let choice = Int(input.unsafeLoad(fromByteOffset: 0, as: UInt8.self))
    let kind = RequestKind.all[choice % RequestKind.all.count]
    let bytes = Array(input.array.dropFirst())
    let arena = Arena(firstBlockBytes: 1024)
    let verdict = judge(kind, bytes, arena)
    try promise(arena.usedBytes == 0, "\(kind.name) left \(arena.usedBytes) bytes in the arena")
    try promise(judge(kind, bytes, arena) == verdict, "\(kind.name) is judged differently twice")
    if let error = verdict {
      try promise(error.code == .invalidArgument, "\(kind.name) was refused as \(error.code)")
      try promise(!error.message.isEmpty, "\(kind.name) was refused without a word")
    } else {
      try checkJSON(kind, bytes, arena)
    }
  }

  /// Why a request is refused; nil if it is not.
  private static func judge(
    _ kind: RequestKind,
    _ bytes: [UInt8],
    _ arena: Arena
  ) -> RequestError? {
    do throws(RequestError) {
      let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
      defer { memory.deallocate() }
      memory.copyBytes(from: bytes)
      try kind.decode(UnsafeRawBufferPointer(memory).bytes, arena)
      return nil
    } catch {
      return error
    }
  }

  private static func checkJSON(_ kind: RequestKind, _ bytes: [UInt8], _ arena: Arena) throws {
    do {
      let json = try mapping.wireToJSON(kind.name, bytes)
      let wire = try mapping.jsonToWire(kind.name, Array(json.utf8))
      let verdict = judge(kind, wire, arena)
      try promise(verdict == nil, "\(kind.name) is refused after a way through JSON: \(json)")
    } catch let error as JSONError {
      // JSON has no way to write a path of another form than lower_snake_case; which fields there
      // are is the engine's to say.
      if error.path.hasSuffix("updateMask") { return }
      throw BrokenPromise(description: "\(kind.name) is accepted but has no JSON: \(error)")
    }
  }
}
