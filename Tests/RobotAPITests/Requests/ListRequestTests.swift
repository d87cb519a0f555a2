import RobotAPI
import RobotModel
import Testing

@Suite struct ListRequestTests {
  @Test("a list can be asked for half as much, down to one element")
  func halved() throws {
    let request = try ListRecordsRequest.json(
      #"{"entityType": "deal", "filter": "a > 1", "pageSize": 5, "pageToken": "t"}"#
    )
    let half = try #require(request.halved())
    #expect(half.entityType == "deal")
    #expect(half.filter == "a > 1")
    #expect(half.page == PageRequest(size: 2, token: "t"))
    #expect(half.halved()?.page.size == 1)
    #expect(half.halved()?.halved()?.page.size == nil)
  }

  @Test("half of the default is 25, half of more than the maximum is 500")
  func limits() throws {
    #expect(try ListRunsRequest.json("{}").halved()?.page.size == 25)
    #expect(try ListRunsRequest.json(#"{"pageSize": 2000000}"#).halved()?.page.size == 500)
    let board = try GetBoardRequest.json(#"{"itemsPerStage": 3}"#)
    #expect(board.halved()?.itemsPerStage == 1)
    #expect(board.halved()?.halved()?.itemsPerStage == nil)
  }
}
