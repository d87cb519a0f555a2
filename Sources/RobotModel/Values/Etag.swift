/// The text by which a caller says which state of a thing it has read.
///
/// It is made of the count of changes and of the time of making, so that a thing that was deleted
/// and made anew under the same id is not taken for the old one: "7-mi9x3k2a".
package enum Etag {
  /// The etag of a thing at a revision; of a robot, its version is the revision.
  package static func text(revision: Int64, createTime: Instant) -> String {
    "\(revision)-\(String(createTime.millisecondsSinceEpoch, radix: 36))"
  }
}

extension EntityType {
  /// The etag of the type as it is now.
  package var etag: String { Etag.text(revision: revision, createTime: createTime) }
}

extension Pipeline {
  /// The etag of the pipeline as it is now.
  package var etag: String { Etag.text(revision: revision, createTime: createTime) }
}

extension Robot {
  /// The etag of this version.
  package var etag: String { Etag.text(revision: version, createTime: createTime) }
}

extension Trigger {
  /// The etag of this version.
  package var etag: String { Etag.text(revision: version, createTime: createTime) }
}

extension Record {
  /// The etag of the record as it is now.
  package var etag: String { Etag.text(revision: revision, createTime: createTime) }
}

extension WorkCalendar {
  /// The etag of this version.
  package var etag: String { Etag.text(revision: version, createTime: createTime) }
}
