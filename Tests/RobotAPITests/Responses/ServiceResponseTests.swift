import RobotAPI
import RobotModel
import Testing

@Suite struct ServiceResponseTests {
  private static let number = StoreNumber(rawValue: 1_763_774_000_000 << 20)

  @Test("the status tells of the service, the store, the journal and the queues")
  func status() throws {
    var status = GetStatusResponse()
    status.version = "1.2.3"
    status.processID = 4
    status.startTime = Instant(millisecondsSinceEpoch: 1000)
    status.time = Instant(millisecondsSinceEpoch: 2000)
    status.isClockSimulated = true
    status.dataDirectory = "/d"
    status.store.records = 1
    status.store.robots = 2
    status.store.visits = 3
    status.store.runs = 4
    status.store.runsByState = [1, 0, 0, 3, 0, 0, 0]
    status.store.historyEntries = 5
    status.store.queues = [QueueCounts(queue: "crm", ready: 1, dispatched: 2)]
    status.residentBytes = 6
    status.journal.lastSequence = 7
    status.journal.durableSequence = 6
    status.journal.segments = 2
    status.journal.bytes = 8
    status.journal.snapshotSequence = 5
    status.journal.snapshotTime = .epoch
    status.workers = [.init(queue: "mail", count: 1), .init(queue: "crm", count: 3)]
    status.connections = 9
    status.openCalls = 10
    status.clockBehindMilliseconds = 250
    status.retention.historyDays = 365
    status.retention.runDays = 90
    status.retention.deletedDays = 30
    status.retention.nextSweepTime = .epoch
    status.retention.removedRuns = 11
    status.store.runBytes = 12
    status.memory = .init(limitBytes: 100, usedBytes: 90, isRefusing: true)
    status.changeFeed.days = 7
    status.changeFeed.maximumBytes = 13
    status.changeFeed.oldestSequence = 3
    status.changeFeed.watchers = 2
    #expect(
      try status.json == """
        {"version":"1.2.3","processId":"4","startTime":"1970-01-01T00:00:01Z",\
        "time":"1970-01-01T00:00:02Z","simulatedClock":true,"dataDirectory":"/d",\
        "store":{"records":"1","robots":"2","visits":"3","runs":"4","runsByState":{\
        "WAITING":"1","READY":"0","DISPATCHED":"0","SUCCEEDED":"3","FAILED":"0",\
        "SKIPPED":"0","CANCELLED":"0"},"historyEntries":"5","residentBytes":"6"},\
        "journal":{"lastSequence":"7","durableSequence":"6","segments":"2","bytes":"8",\
        "snapshotSequence":"5","snapshotTime":"1970-01-01T00:00:00Z"},\
        "queues":[{"queue":"crm","ready":"1","dispatched":"2","workers":3},\
        {"queue":"mail","workers":1}],"connections":9,"openCalls":10,"clockBehind":"0.250s",\
        "retention":{"historyDays":365,"runDays":90,"deletedDays":30,\
        "nextSweepTime":"1970-01-01T00:00:00Z","runBytes":"12","removedRuns":"11"},\
        "memory":{"limitBytes":"100","usedBytes":"90","refusing":true},\
        "changeFeed":{"days":7,"maximumBytes":"13","oldestSequence":"3","watchers":2}}
        """
    )
  }

  @Test("a snapshot tells where it begins and how large it is")
  func snapshot() throws {
    let response = SnapshotResponse(sequence: 1, records: 2, bytes: 3, durationMilliseconds: 1500)
    #expect(
      try response.json == #"{"sequence":"1","records":"2","bytes":"3","duration":"1.500s"}"#
    )
  }

  @Test("a worker is welcomed, gets actions, and has its results acknowledged")
  func work() throws {
    #expect(
      try WorkResponse.welcome(leaseMilliseconds: 30_000).json == #"{"welcome":{"lease":"30s"}}"#
    )
    #expect(
      try WorkResponse.acknowledgement(id: Self.number.text, .ignored).json == """
        {"acknowledgement":{"id":"\(Self.number.text)",\
        "disposition":"ACTION_RESULT_DISPOSITION_IGNORED"}}
        """
    )
    let action = Action(
      run: Self.number,
      key: "k",
      queue: "crm",
      type: "notify",
      parameters: [NamedValue(name: "text", value: .text("Hi"))],
      item: nil,
      actingUser: "anna",
      robot: "r",
      visit: Self.number,
      attempt: 2,
      dueTime: .epoch
    )
    #expect(
      try WorkResponse.action(action, leaseMilliseconds: 500).json == """
        {"action":{"id":"\(Self.number.text)","key":"k","queue":"crm","type":"notify",\
        "parameters":{"text":{"text":"Hi"}},"actingUser":"anna","robot":"r",\
        "visit":"\(Self.number.text)","attempt":2,"dueTime":"1970-01-01T00:00:00Z",\
        "lease":"0.500s"}}
        """
    )
  }

  @Test("a file is sent as its header and chunks")
  func file() throws {
    let header = GetFileResponse.header(
      id: "f",
      name: "a.txt",
      contentType: "text/plain",
      byteCount: 2,
      sha256: "00"
    )
    #expect(
      try header.json == """
        {"header":{"id":"f","name":"a.txt","contentType":"text/plain","byteCount":"2",\
        "sha256":"00"}}
        """
    )
    #expect(try GetFileResponse.chunk([1, 2]).json == #"{"chunk":"AQI="}"#)
  }
}
