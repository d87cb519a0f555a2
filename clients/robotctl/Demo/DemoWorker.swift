/// The shop's own program: it takes the actions of its queues and reports each as done.
final class DemoWorker {
  private let output: Output
  private(set) var error: (any Error)?

  init(output: Output) {
    self.output = output
  }

  /// Takes actions whenever the session waits for anything.
  func start(_ session: Session, queues: [String]) throws {
    if queues.isEmpty { return }
    let call = try session.start(Session.execution, "Work")
    call.onMessage(
      { [output] message in
        let action = message["action"]
        guard action.isPresent else { return }
        let to = ValueText.text(action["parameters"]["recipients"])
        output.line(
          "    \(output.paint("→", .blue)) to \(to): "
            + "\(ValueText.text(action["parameters"]["text"]))"
        )
        try call.send(["result": ["id": action["id"], "key": action["key"], "success": [:]]])
      },
      onError: { self.error = $0 }
    )
    try call.send([
      "hello": [
        "queues": .list(queues.map { .text($0) }), "credit": 16, "workerName": "the shop",
      ]
    ])
  }
}
