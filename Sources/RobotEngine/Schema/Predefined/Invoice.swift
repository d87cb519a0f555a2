import RobotModel

extension PredefinedTypes {
  /// A bill for one or more items, which is an item itself; triggers hear of its payment.
  static let invoice = type(
    DocumentType.invoice.rawValue,
    "Invoice",
    hasStages: true,
    SharedFields.ofItems + [
      .predefined(DocumentType.itemsField, "For", to: "", isMultiple: true),
      .predefined(DocumentType.invoice.dateField, "Due", .date),
      .predefined("paid_amount", "Paid amount", .money),
    ]
  )
}
