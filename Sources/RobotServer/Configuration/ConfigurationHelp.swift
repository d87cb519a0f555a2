/// What `robotd help configuration` prints: every setting that the reader knows, and one file that
/// has them all.
package enum ConfigurationHelp {
  /// The whole text.
  package static var text: String {
    """
    robotd --config FILE: settings as JSON with comments, each of which can be left out

    \(ConfigurationFile.settings.map(entry).joined(separator: "\n\n"))

    Robotd's own account and root act as the user "system", who may do everything. Anybody else
    may connect only if "users", "allowed_users" or "trusted" name the uid, and acts as the user
    whom "users" gives to it, or whom a trusted caller names. That user may do everything if
    "administrators" names it, and else nothing but ask for health and reflection: there are no
    roles between the two.

    SIGHUP reads the file again. Who may do what, executors and the log level are in force at
    once; the log names the settings that wait for the next start.

    An example with every setting:

    \(example)
    """
  }

  /// A file with every setting.
  package static var example: String {
    let members = ConfigurationFile.settings.map { "  \"\($0.name)\": \($0.example)" }
    return "{\n\(members.joined(separator: ",\n"))\n}"
  }

  private static func entry(_ setting: ConfigurationSetting) -> String {
    let lines = setting.help.split(separator: "\n").map { "      \($0)" }
    return "  \(setting.name): \(setting.form); default \(setting.standard)\n"
      + lines.joined(separator: "\n")
  }
}
