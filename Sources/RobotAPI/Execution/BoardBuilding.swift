import CRobotsProto
import RobotModel

extension MessageBuilder {
  /// One column of the board.
  func boardStage(_ column: BoardStage) -> UnsafeMutablePointer<Robots__V1__BoardStage> {
    let message = message(robots__v1__board_stage__init)
    message.pointee.stage = stage(column.stage)
    (message.pointee.n_items, message.pointee.items) = list(column.items) { boardItem($0) }
    message.pointee.item_count = Int64(column.itemCount)
    return message
  }

  private func boardItem(_ item: BoardItem) -> UnsafeMutablePointer<Robots__V1__BoardItem> {
    let message = message(robots__v1__board_item__init)
    message.pointee.item = record(item.item)
    (message.pointee.n_runs, message.pointee.runs) = list(item.runs) { run($0) }
    message.pointee.hold = Robots__V1__Reason(UInt32(item.hold?.rawValue ?? 0))
    return message
  }
}
