/// Every limit of what is asked of the service, each with its reason.
///
/// A request beyond one is answered with an error that names it. What a connection may do, whatever
/// it asks, is a matter of `TransportLimits`.
package enum Limits {
  /// The usual gRPC limit, so that stock clients and robotd agree.
  package static let messageByteCount = 4 * 1024 * 1024
  /// protobuf-c unpacks by recursion; the deepest message of the interface, a condition in a
  /// robot in a request, needs two levels for each of 16.
  package static let messageNesting = 48
  /// Stock clients take 8 KiB of trailers, which hold a refusal's message percent-encoded and its
  /// details in base64.
  package static let statusMessageByteCount = 512
  package static let statusDetailsByteCount = 3 * 1024
  /// An idle connection costs some 20 KiB.
  package static let connections = 512
  /// One user must not use up all connections.
  package static let connectionsPerUser = 64

  /// An id is shown in tables and log lines.
  package static let idByteCount = 128
  /// A key names a visit, a robot and three numbers.
  package static let actionKeyByteCount = 256
  /// An entity type's or a field's id is part of paths.
  package static let schemaIdByteCount = 63
  package static let displayNameByteCount = 256
  /// Why a rule was changed is a sentence or two.
  package static let changeReasonByteCount = 1_024
  package static let entityTypes = 1_000
  /// A record is one fact; its fields are searched one after another.
  package static let fieldsPerEntityType = 500
  package static let optionsPerField = 1_000
  package static let pipelinesPerEntityType = 100
  package static let stagesPerPipeline = 100
  /// All of a stage's robots start in one processing step.
  package static let robotsPerStage = 200
  package static let robots = 100_000
  /// Of triggers and calendars, whose older versions nothing rests on.
  package static let versionsPerRule = 200
  /// Every event asks the triggers of its type in the item's pipeline.
  package static let triggersPerStage = 100
  /// A snapshot takes all of them at its beginning.
  package static let triggers = 10_000
  /// An event is one command: all that it does happens in one turn.
  package static let targetsPerEvent = 100
  package static let itemsPerEvent = 500
  /// What an answer and the history show of those that lost.
  package static let candidatesPerEvent = 100
  /// Looking through the records that name a client takes some milliseconds for so many.
  package static let recordsPerClient = 20_000
  /// A shorter code is guessed sooner or later.
  package static let secretCodeMinimumByteCount = 16
  /// A code that nobody guesses fits; a header line holds it.
  package static let secretCodeByteCount = 256

  /// Each holds a file of the journal open and a part of it in memory.
  package static let changeReaders = 64

  /// How fast robots are applied to existing items where nobody says it: a thousand items in two
  /// minutes, at a pace that no provider of messages minds.
  package static let itemsPerSecondDefault = 10
  /// Faster than this, and nobody could stop it in time.
  package static let itemsPerSecondMaximum = 1_000
  /// Of robots that are being applied at once; each turn looks at all of them.
  package static let applicationsAtOnce = 100

  /// A record keeps its source in one byte, also of sources that are configured no longer.
  package static let sources = 100

  package static let calendars = 1_000
  /// Seven days with a dozen breaks each.
  package static let hoursPerCalendar = 100
  /// Of holidays and of extra working days: decades of a country's.
  package static let daysPerCalendar = 2_000
  package static let holidaysTextByteCount = 1024 * 1024
  /// A start is late, and may have to wait for working time anew, past what a timer is late by.
  package static let startToleranceMilliseconds: Int64 = 1_000
  /// A calendar must have a working moment, and a clock time a working day, within so many days.
  package static let workingMomentDays: Int64 = 366

  package static let textByteCount = 64 * 1024
  /// Of any text in a request, before anybody looks at what it is for: the longest is a file of
  /// holidays, and half as much again leaves it to that limit to say what is wrong.
  package static let requestTextByteCount = 1_536 * 1024
  /// What a worker calls itself is shown in log lines.
  package static let workerNameByteCount = 256
  package static let listCount = 1_000
  /// A change tells of a record as it is, of what its fields held and of what they hold now: three
  /// times as much must fit into a message, with room for what is around it.
  package static let recordByteCount = 1024 * 1024
  /// An action has its parameters beside its item, and a robot that writes fields has a record's
  /// worth of them.
  package static let resolvedParametersByteCount = recordByteCount
  /// Of the values on which a condition was decided, which are kept with the run; an explanation
  /// has them beside the run's parameters.
  package static let decidedValuesByteCount = 1024 * 1024
  /// Of a value within a sentence: more than that nobody reads.
  package static let valueWordsByteCount = 4 * 1024
  package static let templateByteCount = 16 * 1024
  /// What a worker says of a failure is kept with the run and shown to people.
  package static let failureMessageByteCount = 4 * 1024
  package static let parametersPerRobot = 100
  package static let conditionNodes = 200
  package static let conditionDepth = 16
  package static let conditionTextByteCount = 16 * 1024

  /// A simulation is one processing step; so many instants take some tens of milliseconds.
  package static let simulatedInstants = 2_000
  package static let simulatedEvents = 1_000
  /// What an item refers to, directly or through others, and the directory.
  package static let simulatedRecords = 20_000
  package static let simulatedYears: Int64 = 10
  /// How far rules look back in an item's history: a millisecond's work.
  package static let recentEntries = 10_000
  /// What Explain shows of an item's events.
  package static let eventsExplained = 20

  /// A token holds the ids of a place in a list, two digits a byte.
  package static let pageTokenByteCount = 2 * 1024
  package static let pageSizeDefault = 50
  /// Combining marks behind one letter of a text that is sent: Unicode's Stream-Safe Text Format
  /// has as many, and no language needs them.
  package static let marksInARow = 30
  package static let pageSizeMaximum = 1_000

  package static let fileByteCount = 16 * 1024 * 1024
  package static let fileChunkByteCount = 1024 * 1024

  /// A worker that asks for more actions at once cannot mean it.
  package static let workerCredit = 10_000
  package static let queuesPerWorker = 32

  /// Texts to erase besides a record's names; a shorter one would be found everywhere.
  package static let erasedTextCount = 20
  package static let erasedTextLength = 3...200

  /// An event's time may be ahead of ours by so much; clocks differ.
  package static let eventAheadMilliseconds: Int64 = 5 * 60 * 1_000
  /// Past this a delay is a mistake.
  package static let delayYears: Int64 = 100

  /// Robots may move one item so often in any 24 hours (S-13): what goes round more often than
  /// nearly once an hour is a loop that nobody wanted.
  package static let automatedMovesPerDay = 20

  /// How long request and event ids are remembered, and how many.
  package static let rememberedMilliseconds: Int64 = 7 * 24 * 3_600 * 1_000
  package static let rememberedCount = 1_000_000
}
