package import RobotModel

/// What the world outside may have to do after a command or an instant, once it is durable.
///
/// Of actions there is none: workers are served in every turn, and what was handed out is not
/// recalled (S-2).
package enum Effect: Hashable, Sendable {
  /// A run came into being or changed its state.
  case runChanged(StoreNumber)
}
