package import RobotModel

/// What the world outside may have to do after a command or an instant, once it is durable.
package enum Effect: Hashable, Sendable {
  /// The queue has actions that can be handed out.
  case actionsReady(queue: String)
  /// An action that a worker holds was withdrawn: its result will be ignored.
  case actionWithdrawn(run: StoreNumber)
  /// A run came into being or changed its state.
  case runChanged(StoreNumber)
}
