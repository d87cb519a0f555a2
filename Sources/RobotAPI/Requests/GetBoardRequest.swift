import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for the items of a pipeline by stage.
package struct GetBoardRequest: RequestMessage {
  package var pipeline: PipelineKey
  /// The most items shown of each stage, 1 to 1,000.
  package var itemsPerStage: Int

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decode(bytes, as: robots__v1__get_board_request__init, with: arena) {
      message,
      reader in
      let count = message.pointee.items_per_stage
      if count < 0 {
        reader.refuse(
          "items_per_stage",
          "is \(count); it is 0 for \(Limits.pageSizeDefault), else 1 to \(Limits.pageSizeMaximum)"
        )
      }
      return GetBoardRequest(
        pipeline: PipelineKey(
          entityType: reader.text(message.pointee.entity_type),
          id: reader.text(message.pointee.pipeline)
        ),
        itemsPerStage: count == 0 ? Limits.pageSizeDefault : min(Int(count), Limits.pageSizeMaximum)
      )
    }
  }

  private init(pipeline: PipelineKey, itemsPerStage: Int) {
    self.pipeline = pipeline
    self.itemsPerStage = itemsPerStage
  }
}
