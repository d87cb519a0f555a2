import RobotModel

/// A run as the store keeps it: the hot part.
struct RunRow {
  let number: StoreNumber
}
