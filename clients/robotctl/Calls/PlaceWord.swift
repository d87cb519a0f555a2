/// A type, a pipeline or a stage as the command line names it: TYPE/PIPELINE/STAGE.
///
/// Each may also be a word of its own: no id holds a slash, so "deal sales new" means the same.
struct PlaceWord {
  /// How far a place must or may be named.
  enum Depth: Int {
    case anything, type, pipeline, stage
  }

  /// Empty for every type.
  let entityType: String
  /// Empty for every pipeline.
  let pipeline: String
  /// Empty for a whole pipeline.
  let stage: String

  /// Reads the words of a place.
  init(
    _ words: ArraySlice<String>,
    from shallowest: Depth = .anything,
    to deepest: Depth = .stage
  ) throws(UsageError) {
    let word = words.joined(separator: "/")
    let parts = word.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let given = words.isEmpty ? [] : parts
    guard shallowest.rawValue...deepest.rawValue ~= given.count, !given.contains("") else {
      let forms = ["TYPE", "TYPE/PIPELINE", "TYPE/PIPELINE/STAGE"]
      let fitting = forms[(max(shallowest.rawValue, 1) - 1)..<deepest.rawValue]
      throw UsageError("a place is written \(WordInput.list(Array(fitting))), not \"\(word)\"")
    }
    let padded = given + ["", "", ""]
    (entityType, pipeline, stage) = (padded[0], padded[1], padded[2])
  }

  /// The place as requests name it.
  var request: JSON {
    .request([
      "entityType": .text(entityType), "pipeline": .text(pipeline), "stage": .text(stage),
    ])
  }

  /// Refuses a place of another type than that of what goes there.
  func check(isOf type: String, _ what: String) throws(UsageError) {
    guard entityType == type else {
      throw UsageError("\(what) is for the type \(type), and the place is one of \(entityType)")
    }
  }
}
