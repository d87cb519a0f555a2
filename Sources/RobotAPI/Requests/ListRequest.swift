package import RobotModel

/// A request for a list, which can be asked anew for less when its answer fits into no message.
package protocol ListRequest: RequestMessage {
  /// The same request for half as many elements; nil if it asks for one.
  func halved() -> Self?
}

/// A request for one page of a list.
package protocol PageableRequest: ListRequest {
  /// Which page.
  var page: PageRequest { get set }
}

extension PageableRequest {
  /// The same page, half as long.
  package func halved() -> Self? {
    let size = page.size == 0 ? Limits.pageSizeDefault : min(page.size, Limits.pageSizeMaximum)
    guard size > 1 else { return nil }
    var smaller = self
    smaller.page.size = size / 2
    return smaller
  }
}

extension ListEntityTypesRequest: PageableRequest {}
extension ListPipelinesRequest: PageableRequest {}
extension ListRobotsRequest: PageableRequest {}
extension ListCalendarsRequest: PageableRequest {}
extension ListRobotTypesRequest: PageableRequest {}
extension ListTriggersRequest: PageableRequest {}
extension ListTriggerTypesRequest: PageableRequest {}
extension ListRecordsRequest: PageableRequest {}
extension ListRunsRequest: PageableRequest {}
extension ListHistoryRequest: PageableRequest {}
extension ExplainRequest: PageableRequest {}

extension GetBoardRequest: ListRequest {
  /// The same board with half as many items of each stage.
  package func halved() -> Self? {
    guard itemsPerStage > 1 else { return nil }
    var smaller = self
    smaller.itemsPerStage /= 2
    return smaller
  }
}
