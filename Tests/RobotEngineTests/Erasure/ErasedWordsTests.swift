import RobotModel
import Testing

@testable import RobotEngine

/// What an erasure finds in values and texts (S-36).
@Suite struct ErasedWordsTests {
  private static let contact = RecordKey(entityType: "contact", id: "C-1")
  private static let other = RecordKey(entityType: "contact", id: "erased-1")
  private let words = ErasedWords(
    key: contact,
    newKey: other,
    names: ["Jan Żak", "Jan", "Żak", "J", "娜", "7", "-", ""],
    addresses: ["Jan@Example.COM", "+48 600 100 200"],
    texts: ["Żaczek"]
  )

  @Test(
    "Names, addresses and given texts go as whole words, in any case",
    arguments: [
      ("Jan Żak", "[erased]"),
      ("Dear JAN ŻAK,", "Dear [erased],"),
      ("„Jan”, żak; J.", "„[erased]”, [erased]; [erased]."),
      ("j J Jo DJ J2 2J", "[erased] [erased] Jo DJ J2 2J"),
      ("李 娜, 李娜", "李 [erased], 李娜"),
      ("7 - 7", "7 - 7"),
      ("Jan\u{301} J\u{308}, Jan", "Jan\u{301} J\u{308}, [erased]"),
      ("Jan-J", "[erased]-[erased]"),
      ("January, Żaków, Jan2", "January, Żaków, Jan2"),
      ("call +48 600 100 200 or +48600100200!", "call [erased] or [erased]!"),
      ("<jan@example.com>, joanjan@example.com", "<[erased]>, joanjan@example.com"),
      ("żaczek", "[erased]"),
      ("", ""),
      ("nobody", "nobody"),
    ]
  )
  func texts(_ text: String, _ expected: String) {
    #expect(words.replaced(text) == expected)
  }

  @Test("A field loses references and addresses; what tells of the past keeps that there was one")
  func values() {
    let reference = FieldValue.reference(Self.contact)
    let company = FieldValue.reference(RecordKey(entityType: "company", id: "C-1"))
    #expect(words.kept(reference) == nil)
    #expect(words.replaced(reference) == .reference(Self.other))
    #expect(words.kept(.list([company, reference])) == .list([company]))
    #expect(words.kept(.list([.text("0048 600 100 200")])) == nil)
    #expect(words.kept(.text("Jan@example.com")) == nil)
    #expect(words.kept(.text("for Jan")) == .text("for [erased]"))
    #expect(words.replaced(.list([.text("Jan")])) == .list([.text("[erased]")]))
    #expect(words.kept(.integer(600_100_200)) == .integer(600_100_200))
  }

  @Test("A name alone makes nothing a matter of the erasure: others may have it")
  func concern() {
    #expect(words.concern(.list([.reference(Self.contact)])))
    #expect(words.concern(.text("Jan@example.com")))
    #expect(words.concern(.text("the Żaczek case")))
    #expect(!words.concern(.text("Jan Żak")))
    #expect(!words.concern(.reference(Self.other)))
  }

  @Test("An encoded answer tells of the record by a name, an address, or the id as a field")
  func messages() {
    #expect(words.isPart(of: [8, 200, 1, 10, 8] + "jan żak".utf8))
    #expect(words.isPart(of: [18, 3] + "C-1".utf8))
    #expect(!words.isPart(of: [18, 4] + "C-12".utf8))
  }

  @Test("A short name is found in an answer however its field is written, and only as a word")
  func shortNameInMessages() {
    // Behind the lengths 74 and 48, which are "J" and "0", before the tag 66, which is "B", within
    // another message, and behind numbers of all kinds.
    let long = "j " + String(repeating: "x", count: 72)
    #expect(words.isPart(of: [10, 74] + long.utf8))
    #expect(words.isPart(of: [10, 48] + long.utf8.prefix(48)))
    #expect(words.isPart(of: [10, 3] + "x J".utf8 + [66, 1, 120]))
    #expect(words.isPart(of: [9, 1, 2, 3, 4, 5, 6, 7, 8, 13, 1, 2, 3, 4, 26, 3, 10, 1, 74]))
    #expect(words.isPart(of: [154, 1, 1, 74]))
    #expect(!words.isPart(of: [10, 7] + "Joan j2".utf8))
    #expect(!words.isPart(of: [74, 1, 120, 66, 1, 121]), "a tag is no name")
    #expect(!words.isPart(of: [10, 9] + "J".utf8), "what is cut off is no message")
    #expect(!words.isPart(of: []))
  }

  @Test("However often a name stands in a text, it is read once, and the text does not swell")
  func manyNames() {
    let names = (1_000_000_000..<1_000_020_000).map { String($0, radix: 36) }
    let many = ErasedWords(
      key: Self.contact,
      newKey: Self.other,
      names: Set(names),
      texts: []
    )
    let marks = many.replaced(names.joined(separator: ",")).split(separator: ",")
    #expect(marks == names.map { _ in "[erased]" })
    let text = String(repeating: "J ", count: 32_000)
    #expect(words.replaced(text) == "[erased]")
    #expect(
      words.replaced("\(text)\(String(repeating: "x", count: 200_000))").contains("[erased] ")
    )
  }

  @Test("The longest id has a length of two bytes", arguments: [127, 128])
  func longID(_ count: Int) {
    let key = RecordKey(entityType: "contact", id: String(repeating: "x", count: count))
    let words = ErasedWords(key: key, newKey: Self.other, texts: [])
    let length = count < 128 ? [UInt8(count)] : [0x80, 1]
    #expect(words.isPart(of: [10, 7] + Array("contact".utf8) + [18] + length + key.id.utf8))
    #expect(!words.isPart(of: [18, 5] + "x2345".utf8))
  }
}
