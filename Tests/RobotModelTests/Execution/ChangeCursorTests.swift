import RobotModel
import Testing

@Suite struct ChangeCursorTests {
  @Test("a cursor comes back as it went out")
  func text() throws {
    for (cursor, text) in [
      (ChangeCursor(sequence: 42, checksum: 0x0f3a_99c1), "42-0f3a99c1"),
      (ChangeCursor(sequence: 0, checksum: 0), "0-00000000"),
      (ChangeCursor(sequence: 7, checksum: nil), "7"),
    ] {
      #expect(cursor.text == text)
      #expect(ChangeCursor(text: text) == cursor)
    }
  }

  @Test(
    "what is no cursor is none",
    arguments: [
      "", "-", "x", "4x", "-1", "+1", "4-", "4-1", "4-0f3a99c1-", "4-0f3a99cg", "4--0f3a99c",
      "4-+0f3a99c", "9223372036854775808", "1 ", "1-0f3a99c11",
    ]
  )
  func refused(_ text: String) {
    #expect(ChangeCursor(text: text) == nil)
  }
}
