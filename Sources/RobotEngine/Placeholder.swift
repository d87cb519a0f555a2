enum RobotEnginePlaceholder {}
