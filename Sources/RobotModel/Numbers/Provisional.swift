// Stands in until DecimalNumber.swift and Money.swift arrive beside it; delete it then.

package struct DecimalNumber: Hashable, Sendable {
  package var coefficient: Int128
  package var scale: UInt8
}

package struct Money: Hashable, Sendable {
  package var currency: String
  package var amount: DecimalNumber
}
