import GRPC
import RobotClient

/// `robotctl work`: a worker that shows the actions of a queue and answers each with success.
enum WorkCommand {
  static let all = [
    Command(
      "work",
      "QUEUE...",
      summary: "take actions of queues, show them and report success",
      options: [
        OptionSpecification(
          "credit",
          value: "N",
          help: "hold at most so many, 1 to 10000 (default 16)"
        ),
        OptionSpecification("count", value: "N", help: "end after so many"),
      ],
      details: """
        For trying things out: every action is answered with success at once. With --timeout it
        ends after so long: well, unless there were fewer than --count actions.
        """
    ) { invocation in
      let call = try Session(invocation).start(Session.execution, "Work")
      let credit = try invocation.integer("credit", in: 1...10_000) ?? 16
      try call.send([
        "hello": [
          "queues": .list(invocation.words.map { .text($0) }), "credit": .number("\(credit)"),
          "workerName": "robotctl",
        ]
      ])
      let count = try invocation.integer("count", in: 0...Int.max)
      var left = count ?? Int.max
      do {
        while left > 0, let message = try call.next() {
          if message["acknowledgement"].isPresent { left -= 1 }
          let action = message["action"]
          guard action.isPresent else { continue }
          show(action, invocation.output)
          try call.send([
            "result": ["id": action["id"], "key": action["key"], "success": [:]]
          ])
        }
      } catch let error as CallError where error.status.code == .deadlineExceeded && count == nil {
        return
      }
      call.sendEnd()
    }
  ]

  private static func show(_ action: JSON, _ output: Output) {
    if output.format == .json { return output.line(action.description) }
    let item = action["item"]
    output.line(
      "\(action["type"].string)  \(item["entityType"].string)/\(item["id"].string)  "
        + ValueText.fields(action["parameters"])
    )
  }
}
