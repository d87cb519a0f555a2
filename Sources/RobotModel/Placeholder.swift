enum RobotModelPlaceholder {}
