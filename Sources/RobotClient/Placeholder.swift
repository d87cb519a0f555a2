enum RobotClientPlaceholder {}
