import Testing

@Suite struct RobotAPIPlaceholder {
}
