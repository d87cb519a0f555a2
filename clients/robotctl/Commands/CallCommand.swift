import GRPC

/// `robotctl call`: any method of the service, in JSON.
enum CallCommand {
  static let all = [
    Command(
      "call",
      "SERVICE/METHOD [JSON|@FILE|-]",
      summary: "call any method; a stream's messages are one JSON document a line",
      details: """
        A service without a package is one of robots.v1:
          robotctl call RuleService/GetRobot '{"id": "r1"}'
          robotctl call robots.v1.ExecutionService/WatchRuns '{}'
          robotctl call grpc.health.v1.Health/Check
        """
    ) { invocation in
      let (service, name) = try RemoteMethod.names(in: invocation.words[0])
      let word = invocation.words.count > 1 ? invocation.words[1] : "{}"
      let method = try RemoteMethod(service: service, name: name)
      if !method.descriptor.isClientStreaming, !method.descriptor.isServerStreaming {
        let reply = try Session(invocation).call(service, name, try Input.json(word))
        return invocation.output.line(reply.description)
      }
      let text = try Input.text(word)
      let call = try Session(invocation).start(service, name)
      let show: (JSON) -> Void = { invocation.output.line($0.description) }
      if method.descriptor.isClientStreaming {
        for line in text.split(separator: "\n") where !line.allSatisfy({ $0 == " " }) {
          try call.queue(text: String(line))
          try call.makeRoom(taking: show)
        }
      } else {
        try call.send(text: text)
      }
      call.sendEnd()
      while let message = try call.next() { show(message) }
    }
  ]
}
