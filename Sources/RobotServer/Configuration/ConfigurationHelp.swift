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

    SIGHUP reads the file again; one with a mistake changes nothing. At once are in force, and
    streams that are no longer allowed end:

    \(reloadable)

    The others wait for the next start; the log names those that have changed.

    An example with every setting:

    \(example)
    """
  }

  /// A file with every setting.
  package static var example: String {
    let members = ConfigurationFile.settings.map { "  \"\($0.name)\": \($0.example)" }
    return "{\n\(members.joined(separator: ",\n"))\n}"
  }

  /// The settings that wait for no start, in lines.
  private static var reloadable: String {
    var lines = [""]
    for (index, name) in ConfigurationChanges.reloadable.enumerated() {
      let word = index + 1 < ConfigurationChanges.reloadable.count ? "\(name), " : name
      if lines[lines.count - 1].utf8.count + word.utf8.count > 80 { lines.append("") }
      lines[lines.count - 1] += word
    }
    return lines.map { "  \($0)" }.joined(separator: "\n")
  }

  private static func entry(_ setting: ConfigurationSetting) -> String {
    let lines = setting.help.split(separator: "\n").map { "      \($0)" }
    return "  \(setting.name): \(setting.form); default \(setting.standard)\n"
      + lines.joined(separator: "\n")
  }
}
