import Linux

/// `robotctl demo`: a shop's days in a few seconds, on a daemon of its own.
enum DemoCommand {
  static let all = [
    Command(
      "demo",
      "[DIRECTORY]",
      summary: "run a furniture shop's days on a daemon of its own and show what the robots did",
      options: [
        OptionSpecification("robotd", value: "PATH", help: "the daemon (default: beside robotctl)"),
        OptionSpecification("keep", help: "leave the daemon running afterwards, to look around"),
      ],
      details: """
        DIRECTORY holds a shop as readable files, to copy and change: shop.json (clock, executors,
        pipelines, records), robots.json and story.json. Default: clients/presets/furniture-shop.
        """
    ) { invocation in
      let directory = try invocation.words.first ?? Shop.standardDirectory()
      let shop = try Shop(directory: directory)
      let daemon = try DemoDaemon(
        program: invocation.option("robotd") ?? DemoDaemon.standardProgram(),
        shop: shop
      )
      defer { if !invocation.has("keep") { daemon.stop() } }
      try Demo(shop: shop, daemon: daemon, output: invocation.output).run()
      if invocation.has("keep") {
        invocation.output.line("\nThe daemon goes on. Look around with:")
        invocation.output.line("  robotctl --socket \(daemon.socketPath) status")
        invocation.output.line("  kill \(daemon.processID)   # when done")
      }
    }
  ]
}
