import RobotModel

// The same for what rows keep beside plain values.

extension ErasedWords {
  /// Whether an entry of the history makes its record a matter of the erasure.
  func concern(_ detail: HistoryDetail) -> Bool {
    (detail.oldValue.map(concern) ?? false) || (detail.newValue.map(concern) ?? false)
      || hasTexts && (concern(detail.text) || concern(detail.event?.subject ?? ""))
  }

  /// What an entry of the history goes on to say; nil if it is the same.
  func replaced(_ detail: HistoryDetail) -> HistoryDetail? {
    let (old, new) = (detail.oldValue.map(replaced), detail.newValue.map(replaced))
    let text = replaced(detail.text)
    let event = detail.event.map(replaced)
    if old == detail.oldValue, new == detail.newValue, text == detail.text, event == detail.event {
      return nil
    }
    return HistoryDetail(
      field: detail.field,
      oldValue: old,
      newValue: new,
      text: text,
      cause: HistoryDetail.Cause(trigger: detail.trigger, event: event)
    )
  }

  /// What a visit goes on to know of its beginning; nil if it is the same.
  func kept(_ detail: VisitDetail) -> VisitDetail? {
    let values = detail.entryValues.compactMap { field in
      kept(field.value).map { StoredField(field.number, $0) }
    }
    if values == detail.entryValues { return nil }
    return VisitDetail(entryValues: values, automatedMoves: detail.automatedMoves)
  }

  /// What a run goes on to say.
  func replaced(_ detail: RunDetail) -> RunDetail {
    var detail = detail
    detail.resolvedParameters = detail.resolvedParameters.map(replaced)
    detail.outputs = detail.outputs.map(replaced)
    detail.message = replaced(detail.message)
    detail.lateResult = replaced(detail.lateResult)
    for type in DocumentType.allCases {
      let key = RecordKey(entityType: type.rawValue, id: detail[type])
      if case .reference(let kept) = replaced(.reference(key)) { detail[type] = kept.id }
    }
    for index in detail.operands.indices {
      detail.operands[index].actual = detail.operands[index].actual.map(replaced)
    }
    return detail
  }

  private func replaced(_ event: EventTrace) -> EventTrace {
    var event = event
    event.id = replaced(event.id)
    event.subject = replaced(event.subject)
    return event
  }

  private func replaced(_ value: NamedValue) -> NamedValue {
    NamedValue(name: value.name, value: replaced(value.value))
  }
}
