import CRobotsProto
package import Protobuf
package import RobotModel

/// Why a robot did, or did not, act on an item, and what triggers made of its events.
package struct ExplainResponse: ResponseMessage {
  package var explanation: Explanation
  /// The explanation's events, put into words.
  package var events: [ShownHistoryEntry]

  /// Answers.
  package init(explanation: Explanation, events: [ShownHistoryEntry]) {
    self.explanation = explanation
    self.events = events
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__explain_response__init, into: &buffer, with: arena) { message, builder in
      (message.pointee.n_explanations, message.pointee.explanations) =
        builder.list(explanation.runs) { builder.explanation($0) }
      message.pointee.summary = builder.text(explanation.summary)
      message.pointee.next_page_token = builder.text(explanation.nextToken)
      (message.pointee.n_events, message.pointee.events) =
        builder.list(events) { builder.eventExplanation($0) }
    }
  }
}

extension ExplainResponse: PagedResponse {
  package var elementCount: Int { explanation.runs.count }

  package func element(_ index: Int) -> ExplainResponse {
    let part = Explanation(runs: [explanation.runs[index]], summary: "", nextToken: "")
    return ExplainResponse(explanation: part, events: [])
  }

  package func ending(after count: Int) -> ExplainResponse {
    var rest = explanation
    rest.runs = []
    if count < elementCount {
      rest.nextToken = count == 0 ? "" : explanation.tokens[count - 1]
    }
    return ExplainResponse(explanation: rest, events: events)
  }
}
