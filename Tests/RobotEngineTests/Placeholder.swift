import Testing

@Suite struct RobotEnginePlaceholder {
}
