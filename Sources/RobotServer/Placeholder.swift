enum RobotServerPlaceholder {}
