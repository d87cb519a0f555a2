/// Adds a calendar.
///
/// Answers with it.
package struct CreateCalendar: Hashable, Sendable {
  package var calendar: WorkCalendar
  /// The text of an iCalendar file whose days are holidays, too; empty for none.
  package var holidayFile: String
  package var isValidateOnly: Bool
  /// Why, for those who look at the versions later.
  package var changeReason: String

  /// Asks for a new calendar.
  package init(
    calendar: WorkCalendar,
    holidayFile: String = "",
    isValidateOnly: Bool = false,
    changeReason: String = ""
  ) {
    self.changeReason = changeReason
    self.calendar = calendar
    self.holidayFile = holidayFile
    self.isValidateOnly = isValidateOnly
  }
}

/// Changes the parts of a calendar that the mask names, which makes a new version.
///
/// Answers with it.
package struct UpdateCalendar: Hashable, Sendable {
  package var calendar: WorkCalendar
  /// The text of an iCalendar file whose days are holidays, too; empty for none.
  package var holidayFile: String
  /// Empty: last write wins.
  package var etag: String
  /// Paths of `robots.v1.Calendar`; empty for all that can be changed.
  package var mask: [String]
  package var isValidateOnly: Bool
  /// Why, for those who look at the versions later.
  package var changeReason: String

  /// Asks for a change.
  package init(
    calendar: WorkCalendar,
    holidayFile: String = "",
    etag: String = "",
    mask: [String] = [],
    isValidateOnly: Bool = false,
    changeReason: String = ""
  ) {
    self.changeReason = changeReason
    self.calendar = calendar
    self.holidayFile = holidayFile
    self.etag = etag
    self.mask = mask
    self.isValidateOnly = isValidateOnly
  }
}

/// Deletes a calendar that no robot names.
package struct DeleteCalendar: Hashable, Sendable {
  package var id: String
  package var etag: String

  /// Asks for a deletion.
  package init(id: String, etag: String = "") {
    self.id = id
    self.etag = etag
  }
}
