import RobotModel

/// Checks that sources are named as a call can name them: one that nobody can name would keep its
/// items waiting after every start, for the whole grace.
enum SourceCheck {
  /// What is wrong with a name; nil if metadata can hold it.
  static func problem(of source: String) -> String? {
    if MetadataName.isGood(source) { return nil }
    return "sources: expected \(MetadataName.form), as in \"creme\", found \"\(source)\""
  }

  /// What is wrong with the sources of a configuration; nil if all is well.
  static func problem(of configuration: RobotServerConfiguration) -> String? {
    if configuration.sources.count > Limits.sources {
      return "sources: there are \(configuration.sources.count); expected at most \(Limits.sources)"
    }
    return configuration.sources.lazy.compactMap(problem(of:)).first
  }
}
