import RobotModel

extension PredefinedTypes {
  /// An offer with a price for one or more items, which is an item itself.
  static let quote = type(
    DocumentType.quote.rawValue,
    "Quote",
    hasStages: true,
    SharedFields.ofItems + [
      .predefined(DocumentType.itemsField, "For", to: "", isMultiple: true),
      .predefined(DocumentType.quote.dateField, "Valid until", .date),
    ]
  )
}
