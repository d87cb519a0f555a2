import TestSupport

/// Damages inputs as a fuzzer would, repeatably.
struct Mutations {
  private var random: SeededRandom
  private let seeds: [[UInt8]]

  init(of seeds: [[UInt8]], seed: UInt64) {
    self.seeds = seeds
    random = SeededRandom(seed: seed)
  }

  /// A seed with one to six changes.
  mutating func next() -> [UInt8] {
    var bytes = seeds.randomElement(using: &random) ?? []
    for _ in 0..<Int.random(in: 1...6, using: &random) { change(&bytes) }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    let place = Int.random(in: 0...bytes.count, using: &random)
    let end = min(bytes.count, place + Int.random(in: 0...16, using: &random))
    switch Int.random(in: 0..<7, using: &random) {
    case 0: bytes.insert(.random(in: .min ... .max, using: &random), at: place)
    case 1: bytes.removeSubrange(place..<end)
    case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 3: bytes.removeLast(bytes.count - place)
    case 4:
      let other = seeds.randomElement(using: &random) ?? []
      bytes.insert(contentsOf: other.suffix(.random(in: 0...40, using: &random)), at: place)
    case 5 where place < bytes.count: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    default:
      guard place < bytes.count else { return }
      bytes[place] = [0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &random) ?? 0
    }
  }
}
