import HTTP2
import Testing

/// Random and mutated bytes (K11): nothing may crash, and every stream that opened must close.
@Suite struct RandomInputTests {
  @Test("mutated conversations never crash and leave nothing open", arguments: 0..<40)
  func mutated(_ seed: UInt64) {
    var random = Seeded(state: seed &+ 1)
    for _ in 0..<25 {
      var bytes = conversation(&random)
      for _ in 0..<random.below(6) {
        switch random.below(4) {
        case 0: bytes[random.below(bytes.count)] = UInt8(random.below(256))
        case 1: bytes.remove(at: random.below(bytes.count))
        case 2: bytes.insert(UInt8(random.below(256)), at: random.below(bytes.count))
        default: bytes.removeLast(random.below(bytes.count / 4))
        }
      }
      play(bytes, &random)
    }
  }

  private func play(_ bytes: [UInt8], _ random: inout Seeded) {
    let peer = RawPeer(shakesHands: random.below(2) == 0)
    let answers = random.below(3)
    peer.onHead = { request in
      guard answers > 0 else { return }
      request.stream.respond(HeaderList([HeaderList.Field(":status", "200")]))
      request.stream.write(byteCount: 40_000) {
        $0.initializeMemory(as: UInt8.self, repeating: 7)
      }
      if answers > 1 { request.stream.end() }
    }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = 1 + random.below(200)
      peer.receive(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
      peer.advance(seconds: Double(random.below(3)))
    }
    peer.session.abort()
    #expect(peer.requests.allSatisfy { $0.closeCode != nil && !$0.stream.isOpen })
  }

  private func conversation(_ random: inout Seeded) -> [UInt8] {
    var bytes = Frame.preface + Frame.settings().bytes
    for _ in 0..<1 + random.below(12) {
      let stream = UInt32(1 + 2 * random.below(4))
      let frame: Frame =
        switch random.below(9) {
        case 0, 1: .headers(stream, Head.good, end: random.below(2) == 0)
        case 2, 3: .data(stream, [UInt8](repeating: 5, count: random.below(300)))
        case 4: .reset(stream)
        case 5: .windowUpdate(stream, UInt32(random.below(100_000)))
        case 6: .ping()
        case 7: .settings([(4, UInt32(random.below(100_000)))])
        default: .headers(stream, [("x", "1")], end: true)
        }
      bytes += frame.bytes
    }
    return bytes
  }
}

/// A small repeatable source of random numbers (splitmix64).
struct Seeded {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    guard bound > 0 else { return 0 }
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }
}
