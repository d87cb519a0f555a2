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
    names: ["Jan Żak", "Jan", "Żak", "J"],
    addresses: ["Jan@Example.COM", "+48 600 100 200"],
    texts: ["Żaczek"]
  )

  @Test(
    "Names, addresses and given texts go as whole words, in any case",
    arguments: [
      ("Jan Żak", "[erased]"),
      ("Dear JAN ŻAK,", "Dear [erased],"),
      ("„Jan”, żak; J.", "„[erased]”, [erased]; J."),
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
    #expect(words.isPart(of: [1, 2, 255] + "\u{7}jan żak".utf8))
    #expect(words.isPart(of: [18, 3] + "C-1".utf8))
    #expect(!words.isPart(of: [18, 4] + "C-12".utf8))
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
