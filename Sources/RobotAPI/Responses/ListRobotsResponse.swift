import CRobotsProto
package import Protobuf
package import RobotModel

/// A page of robots, and how the runs of each ended.
package struct ListRobotsResponse: ResponseMessage {
  package var page: Page<ShownRobot>
  /// For each robot of the page, in its order.
  package var counts: [RobotCounts]

  /// Answers.
  package init(page: Page<ShownRobot>, counts: [RobotCounts]) {
    self.page = page
    self.counts = counts
  }

  package func encode(into buffer: inout [UInt8], with arena: Arena) {
    pack(robots__v1__list_robots_response__init, into: &buffer, with: arena) { message, builder in
      (message.pointee.n_robots, message.pointee.robots) =
        builder.list(page.elements) { builder.robot($0) }
      message.pointee.next_page_token = builder.text(page.nextToken)
      (message.pointee.n_counts, message.pointee.counts) =
        builder.list(Array(zip(page.elements, counts))) { shown, counts in
          let entry = builder.message(robots__v1__list_robots_response__counts_entry__init)
          entry.pointee.key = builder.text(shown.robot.id)
          entry.pointee.value = builder.robotCounts(counts)
          return entry
        }
    }
  }
}

extension ListRobotsResponse: PagedResponse {
  package var elementCount: Int { page.elements.count }

  package func element(_ index: Int) -> ListRobotsResponse {
    ListRobotsResponse(
      page: Page(elements: [page.elements[index]], nextToken: ""),
      counts: [counts[index]]
    )
  }

  package func ending(after count: Int) -> ListRobotsResponse {
    let token = count == 0 ? "" : page.token(after: count)
    return ListRobotsResponse(page: Page(elements: [], nextToken: token), counts: [])
  }
}
