import Testing

@Suite struct RobotModelPlaceholder {
}
