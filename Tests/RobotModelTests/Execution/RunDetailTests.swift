import RobotModel
import Testing

@Suite("Run detail")
struct RunDetailTests {
  @Test("what few runs have is kept part by part")
  func rareParts() {
    var detail = RunDetail()
    #expect(detail.rare == nil)
    detail.message = "the worker failed"
    detail.lateResult = "done after all"
    detail.askedBy = "ann"
    detail.manualRetries = 2
    detail.invoice = "I-1"
    detail.quote = "Q-1"
    detail.date = .integer(7)
    let rare = detail.rare
    #expect(rare?.message == "the worker failed")
    #expect(rare?.lateResult == "done after all")
    #expect(rare?.askedBy == "ann")
    #expect(rare?.manualRetries == 2)
    #expect(rare?.invoice == "I-1")
    #expect(rare?.quote == "Q-1")
    #expect(rare?.date == .integer(7))
  }

  @Test("a detail from which all of that was taken back is as if it had never been there")
  func takenBack() {
    var detail = RunDetail()
    detail.askedBy = "ann"
    detail.manualRetries = 1
    #expect(detail != RunDetail())
    detail.askedBy = ""
    #expect(detail.rare?.manualRetries == 1)
    detail.manualRetries = 0
    #expect(detail.rare == nil)
    #expect(detail == RunDetail())
  }

  @Test("changing a copy leaves the other as it is")
  func copies() {
    var detail = RunDetail()
    detail.message = "first"
    var copy = detail
    copy.message = "second"
    #expect((detail.message, copy.message) == ("first", "second"))
  }
}
