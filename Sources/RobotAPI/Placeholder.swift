enum RobotAPIPlaceholder {}
