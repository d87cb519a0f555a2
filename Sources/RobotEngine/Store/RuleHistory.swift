import RobotModel

/// A rule of which versions are kept, beside the one that is in force.
protocol KeptRule {
  /// The same in every version.
  var id: String { get }
  /// From 1.
  var version: Int64 { get set }
  /// A user's id.
  var author: String { get set }
  var changeReason: String { get set }
  var updateTime: Instant { get set }
}

extension Robot: KeptRule {}
extension Trigger: KeptRule {}
extension WorkCalendar: KeptRule {}

extension KeptRule {
  /// The version that tells of the rule's deletion: as it was last, by whom it is deleted (M17).
  func deletion(by caller: Caller, at time: Instant) -> Self {
    var deletion = self
    deletion.version += 1
    deletion.author = caller.user
    deletion.changeReason = ""
    deletion.updateTime = time
    return deletion
  }
}

/// The versions that rules of one kind have had, also of rules that were deleted.
///
/// Noting a version again sets it anew, so that loading facts twice is the same as loading them
/// once. Of a rule that is changed again and again the newest versions are kept.
struct RuleHistory<Rule: KeptRule> {
  /// Every id there ever was, in the order of the first versions.
  private(set) var ids: [String] = []
  private var versions: [String: [Rule]] = [:]

  /// Starts empty.
  init() {}

  /// Keeps a version.
  mutating func note(_ rule: Rule) {
    if versions[rule.id] == nil { ids.append(rule.id) }
    var kept = versions.removeValue(forKey: rule.id) ?? []
    if let index = kept.lastIndex(where: { $0.version <= rule.version }) {
      if kept[index].version == rule.version {
        kept[index] = rule
      } else {
        kept.insert(rule, at: index + 1)
      }
    } else {
      kept.insert(rule, at: 0)
    }
    if kept.count > Limits.versionsPerRule { kept.removeFirst() }
    versions[rule.id] = kept
  }

  /// The versions of a rule that are kept, the oldest first.
  func versions(of id: String) -> [Rule] { versions[id] ?? [] }

  /// The number of a rule's newest version; zero for one that never was.
  func newestVersion(of id: String) -> Int64 { versions[id]?.last?.version ?? 0 }
}
