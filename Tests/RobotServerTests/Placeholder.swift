import Testing

@Suite struct RobotServerPlaceholder {
}
