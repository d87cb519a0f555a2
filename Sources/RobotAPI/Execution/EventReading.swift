import CRobotsProto
import Protobuf
import RobotModel

extension MessageReader {
  /// An event as a request tells of it.
  mutating func event(_ message: UnsafeMutablePointer<Robots__V1__Event>) -> Event {
    Event(
      id: optionalID(message.pointee.id, "id"),
      type: text(message.pointee.type),
      time: instant(message.pointee.time, "time"),
      targets: list(
        message.pointee.n_targets,
        message.pointee.targets,
        "targets",
        atMost: Limits.targetsPerEvent
      ) { $0.eventTarget($1) },
      payload: namedValues(
        &message.pointee.n_payload,
        message.pointee.payload,
        "payload",
        atMost: Limits.fieldsPerEntityType
      )
    )
  }

  private mutating func eventTarget(
    _ message: UnsafeMutablePointer<Robots__V1__EventTarget>
  ) -> EventTarget {
    switch message.pointee.target_case {
    case ROBOTS__V1__EVENT_TARGET__TARGET_ITEM:
      return .item(recordKey(message.pointee.item))
    case ROBOTS__V1__EVENT_TARGET__TARGET_CLIENT:
      return .client(within("client") { $0.clientTarget(message.pointee.client) })
    default:
      refuse("", "is empty; expected an item or a client")
      return .item(RecordKey(entityType: "", id: ""))
    }
  }

  private mutating func clientTarget(
    _ message: UnsafeMutablePointer<Robots__V1__ClientTarget>
  ) -> ClientTarget {
    let identity: ClientTarget.Identity
    switch message.pointee.client_case {
    case ROBOTS__V1__CLIENT_TARGET__CLIENT_RECORD:
      identity = .record(recordKey(message.pointee.record))
    case ROBOTS__V1__CLIENT_TARGET__CLIENT_ADDRESS:
      identity = .address(text(message.pointee.address))
    default:
      refuse("", "names no client; expected a record or an address")
      identity = .address("")
    }
    var target = ClientTarget(identity: identity)
    target.selection = policy(
      message.pointee.select.rawValue,
      first: EventSelection.allOpen,
      "select",
      of: message.pointee.base
    )
    let typeCount = message.pointee.n_entity_types
    if isCount(typeCount, atMost: Limits.entityTypes, "entity_types") {
      target.entityTypes = texts(typeCount, message.pointee.entity_types)
    }
    target.newLead = message.pointee.create_if_none.map { lead in
      within("create_if_none") { $0.newLead(lead) }
    }
    return target
  }

  private mutating func newLead(
    _ message: UnsafeMutablePointer<Robots__V1__NewLead>
  ) -> NewLead {
    NewLead(
      pipeline: text(message.pointee.pipeline),
      fields: namedValues(
        &message.pointee.n_fields,
        message.pointee.fields,
        "fields",
        atMost: Limits.fieldsPerEntityType
      )
    )
  }

  private func recordKey(_ message: UnsafeMutablePointer<Robots__V1__Reference>!) -> RecordKey {
    RecordKey(entityType: text(message.pointee.entity_type), id: text(message.pointee.id))
  }
}
