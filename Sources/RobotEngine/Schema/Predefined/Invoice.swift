import RobotModel

extension PredefinedTypes {
  /// A bill for one or more items, which is an item itself; triggers hear of its payment.
  static let invoice = type(
    InvoicePayment.entityType,
    "Invoice",
    hasStages: true,
    SharedFields.ofItems + [
      .predefined("items", "For", to: "", isMultiple: true),
      .predefined("due_date", "Due", .date),
      .predefined("paid_amount", "Paid amount", .money),
    ]
  )
}
