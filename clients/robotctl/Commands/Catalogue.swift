/// Every command of robotctl: one line each.
enum Catalogue {
  static let commands: [Command] =
    HelpCommand.all
    + DemoCommand.all
    + WaitCommand.all
    + StatusCommands.all
    + BackupCommand.all
    + EntityTypeCommands.all
    + PipelineCommands.all
    + RobotCommands.all
    + ApplyCommands.all
    + RobotCopyCommand.all
    + PresetCommands.all
    + CalendarCommands.all
    + RuleVersionCommands.all
    + TriggerCommands.all
    + RecordCommands.all
    + ItemCommands.all
    + EventCommands.all
    + IngestCommand.all
    + RunCommands.all
    + RunCommands.byHand
    + WatchChangesCommand.all
    + ComingCommand.all
    + PauseCommands.all
    + WhyCommand.all
    + SimulateCommand.all
    + LintCommand.all
    + BoardCommand.all
    + HistoryCommands.all
    + WorkCommand.all
    + CallCommand.all
    + CompletionCommand.all
}
