import RobotModel
import Testing

@Suite("Etags")
struct EtagTests {
  @Test(
    "an etag is the revision, a dash, and the time of making in base 36",
    arguments: [0, 1, 9, 10, 35, 36, 1_780_300_800_123, -1, -62_135_596_800_000, .max, .min]
      as [Int64]
  )
  func form(number: Int64) {
    for revision in [1, 12, 1_000_000, Int64.max] {
      let made = Instant(millisecondsSinceEpoch: number)
      let digits = String(made.millisecondsSinceEpoch, radix: 36)
      #expect(Etag.text(revision: revision, createTime: made) == "\(revision)-\(digits)")
    }
  }
}
