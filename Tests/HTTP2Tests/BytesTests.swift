import Testing

@testable import HTTP2

/// The small parts: queue, field list, frame walker, characters.
@Suite struct BytesTests {
  @Test("a queue gives back what it was given, however it is cut")
  func queue() {
    var queue = ByteQueue()
    var written: UInt8 = 0
    var read: UInt8 = 0
    var random = Seeded(state: 7)
    for _ in 0..<2_000 {
      let count = random.below(3_001)
      let room = queue.extend(by: count)
      for index in 0..<count {
        room[index] = written
        written &+= 1
      }
      let taken = random.below(queue.count + 1)
      var good = true
      for index in 0..<taken {
        good = good && queue.bytes[index] == read
        read &+= 1
      }
      #expect(good)
      queue.removeFirst(taken)
    }
    queue.removeAll()
    #expect(queue.count == 0)
  }

  @Test("a field list finds the first field of a name and keeps repeated ones")
  func fields() {
    let list = FieldList()
    for index in 0..<100 { list.append("name-\(index % 50)", "value-\(index)") }
    #expect(list.count == 100)
    #expect(list.first("name-7").map { String(decoding: $0, as: UTF8.self) } == "value-7")
    #expect(list.first("name-50") == nil)
    #expect(String(decoding: list.value(at: 57), as: UTF8.self) == "value-57")
    list.append("", "")
    #expect(list.name(at: 100).isEmpty)
    list.removeAll()
    #expect(list.first("name-7") == nil)
  }

  @Test("a walker sees every head wherever the bytes are cut")
  func walker() {
    let frames: [Frame] = [
      .settings(), .headers(1, Head.good, endHeaders: false), .continuation(1, [], end: true),
      .data(1, [1, 2, 3]), .ping(), Frame(type: 200, stream: 9, payload: [0]),
    ]
    let bytes = frames.flatMap(\.bytes)
    for cut in 0...bytes.count {
      var walker = FrameWalker()
      var heads: [FrameWalker.Head] = []
      for (now, piece) in [bytes[..<cut], bytes[cut...]].enumerated() {
        _ = Array(piece).withUnsafeBytes {
          walker.walk($0, now: UInt64(now)) { head in
            heads.append(head)
            return true
          }
        }
      }
      #expect(heads.map(\.type) == frames.map(\.type), "cut at \(cut)")
      #expect(heads.map(\.length) == frames.map(\.payload.count))
      #expect(heads.map { UInt32($0.streamID) } == frames.map(\.stream))
      #expect(walker.unfinishedSince == nil)
    }
  }

  @Test("a walker knows since when something is unfinished")
  func unfinished() {
    let block = Frame.headers(1, Head.good, endHeaders: false).bytes
    var walker = FrameWalker()
    let feed = { (bytes: [UInt8], now: UInt64) in
      _ = bytes.withUnsafeBytes { walker.walk($0, now: now) { _ in true } }
    }
    feed(Frame.ping().bytes, 1)
    #expect(walker.unfinishedSince == nil)
    feed([0], 2)
    #expect(walker.unfinishedSince == 2)
    feed(Array(Frame.ping().bytes.dropFirst()) + block, 3)
    #expect(walker.unfinishedSince == 3, "a header block lasts over frames")
    feed(Frame.continuation(1, []).bytes, 4)
    #expect(walker.unfinishedSince == 3)
    feed(Frame.continuation(1, [], end: true).bytes, 5)
    #expect(walker.unfinishedSince == nil)
  }

  @Test("values may have any byte but NUL, CR and LF, at any place")
  func values() {
    for count in 1...20 {
      for place in 0..<count {
        for byte in UInt8(0)...255 {
          var value = [UInt8](repeating: UInt8(ascii: "a"), count: count)
          value[place] = byte
          let isBlankAtEnd = (byte == 9 || byte == 32) && (place == 0 || place == count - 1)
          let expected = byte != 0 && byte != 10 && byte != 13 && !isBlankAtEnd
          #expect(value.withUnsafeBytes { FieldBytes.isValue($0) } == expected)
        }
      }
    }
  }
}

extension FieldList {
  func append(_ name: String, _ value: String) {
    Array(name.utf8).withUnsafeBytes { name in
      Array(value.utf8).withUnsafeBytes { append(name, $0, as: .other) }
    }
  }
}
