import CRobotsProto
import Protobuf
import RobotModel

extension MessageReader {
  /// The states to which a request narrows runs, from its field `states`.
  mutating func runStates<Message>(
    _ count: Int,
    _ states: UnsafeMutablePointer<Robots__V1__RunState>?,
    of message: UnsafeMutablePointer<Message>
  ) -> [RunState] {
    guard isCount(count, atMost: RunState.allCases.count, "states") else { return [] }
    return UnsafeBufferPointer(start: states, count: count).enumerated().map { index, state in
      choice(
        state.rawValue,
        standIn: RunState.waiting,
        "states",
        of: message.asMessage.pointee,
        path: "states[\(index)]"
      )
    }
  }
}
