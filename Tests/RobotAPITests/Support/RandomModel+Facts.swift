import RobotModel

extension RandomModel {
  mutating func entityType() -> EntityType {
    EntityType(
      id: name(),
      displayName: text(),
      fields: list(0...6) { random in
        Field(
          id: random.name(),
          displayName: random.text(),
          type: random.choice(ValueType.self),
          isMultiple: random.chance(30),
          options: random.list(0...4) { $0.text() },
          referenceType: random.chance(30) ? random.name() : "",
          isPredefined: random.chance(30)
        )
      },
      hasStages: chance(50),
      isPredefined: chance(50),
      revision: integer(),
      createTime: instant(),
      updateTime: instant()
    )
  }

  mutating func pipeline() -> Pipeline {
    Pipeline(
      entityType: name(),
      id: name(),
      displayName: text(),
      stages: list(1...5) { random in
        Stage(id: random.name(), displayName: random.text(), kind: random.choice(StageKind.self))
      },
      revision: integer(),
      createTime: instant(),
      updateTime: instant()
    )
  }

  mutating func stageKey() -> StageKey {
    StageKey(entityType: name(), pipeline: name(), stage: name())
  }

  mutating func condition(depth: Int = 4) -> Condition {
    switch number(1...(depth == 0 ? 1 : 4)) {
    case 2: .all(list(0...3) { $0.condition(depth: depth - 1) })
    case 3: .any(list(0...3) { $0.condition(depth: depth - 1) })
    case 4: .not(condition(depth: depth - 1))
    default:
      .comparison(
        Comparison(
          path: name(),
          comparisonOperator: choice(ConditionOperator.self),
          operands: list(0...3) { $0.value() }
        )
      )
    }
  }

  mutating func timing() -> Timing {
    Timing(
      start: timingStart(),
      isAfterPrevious: chance(50),
      chainPolicy: choice(ChainPolicy.self),
      timeZone: chance(50) ? "Europe/Warsaw" : "",
      maxLatenessMilliseconds: maybe { Int64($0.number(1...1_000_000_000)) },
      pastDue: choice(PastDue.self),
      workingTime: choice(WorkingTimeMode.self),
      calendar: chance(50) ? name() : "",
      maxResponsibleWaitMilliseconds: maybe { Int64($0.number(1...1_000_000_000)) }
    )
  }

  private mutating func timingStart() -> TimingStart {
    switch number(1...5) {
    case 1: .after(span())
    case 2: .instant(instant())
    case 3: .clockTime(clockTime())
    case 4:
      .date(
        DateTiming(
          path: name(),
          direction: choice(DateDirection.self),
          span: chance(70) ? span() : .zero,
          atTime: maybe { $0.clockTime() },
          clockTime: maybe { $0.clockTime() },
          recurrence: choice(Recurrence.self),
          isOnce: chance(50),
          runsAgainOnChange: chance(50)
        )
      )
    default: .immediately
    }
  }

  private mutating func span() -> TimeSpan {
    TimeSpan(count: Int64(number(0...1_000_000)), unit: choice(TimeUnit.self)) ?? .zero
  }

  mutating func clockTime() -> ClockTime {
    ClockTime(millisecondOfDay: Int64(number(0...86_399_999))) ?? .midnight
  }

  mutating func robot() -> Robot {
    var robot = Robot(id: name(), place: stageKey(), type: name())
    robot.position = Int32(number(0...200))
    robot.displayName = text()
    robot.alias = name()
    robot.parameters = namedValues()
    robot.timing = timing()
    robot.condition = maybe { $0.condition() }
    robot.evaluateAt = choice(EvaluateAt.self)
    robot.actingUser = name()
    robot.runLimit = choice(RunLimit.self)
    robot.survivesStageChange = chance(50)
    robot.isEnabled = chance(50)
    robot.version = integer()
    robot.author = name()
    robot.createTime = instant()
    robot.updateTime = instant()
    return robot
  }

  /// A robot with what only its stored versions have.
  mutating func robotVersion() -> Robot {
    var robot = robot()
    robot.changeReason = text()
    robot.inFlight = choice(InFlightPolicy.self)
    robot.publishedAfter = storeNumber()
    return robot
  }

  /// A record as it is stored: without the time of entry, which its visit tells.
  mutating func record() -> Record {
    let key = RecordKey(entityType: name(), id: text())
    var record = Record(
      number: storeNumber(),
      key: key,
      fields: namedValues(),
      place: maybe {
        StageKey(entityType: key.entityType, pipeline: $0.name(), stage: $0.name())
      },
      revision: integer(),
      createTime: instant(),
      updateTime: instant(),
      visit: storeNumber(),
      stageEnterTime: nil
    )
    record.isDeleted = chance(20)
    record.source = chance(20) ? name() : ""
    return record
  }

  mutating func visit() -> Visit {
    var visit = Visit(
      number: storeNumber(),
      record: storeNumber(),
      pipeline: name(),
      stage: name(),
      enterTime: instant(),
      leaveTime: maybe { $0.instant() },
      entryValues: namedValues()
    )
    visit.automatedMoves = list(0...2) { $0.stageKey() }
    return visit
  }

  mutating func run() -> Run {
    var run = Run(
      number: storeNumber(),
      visit: storeNumber(),
      robot: name(),
      robotVersion: integer(),
      position: UInt32(number(1...200))
    )
    run.occurrence = UInt32(number(0...3))
    run.state = choice(RunState.self)
    run.reason = maybe { $0.choice(Reason.self) }
    run.latenessCause = maybe { $0.choice(LatenessCause.self) }
    run.dueTime = maybe { $0.instant() }
    run.notBeforeTime = maybe { $0.instant() }
    run.startTime = maybe { $0.instant() }
    run.finishTime = maybe { $0.instant() }
    run.attempts = UInt32(number(0...5))
    run.detail = maybe { $0.runDetail() }
    run.placedBehind = maybe { $0.storeNumber() }
    return run
  }

  mutating func runDetail() -> RunDetail {
    var detail = RunDetail()
    detail.resolvedParameters = namedValues()
    detail.outputs = namedValues()
    detail.actingUser = text()
    detail.queue = name()
    detail.message = text()
    detail.operands = list(0...3) { random in
      DecidedOperand(
        index: UInt32(random.number(0...200)),
        actual: random.maybe { $0.value() },
        isSatisfied: random.chance(50)
      )
    }
    detail.isSatisfied = maybe { $0.chance(50) }
    detail.lateResult = text()
    detail.askedBy = name()
    detail.manualRetries = UInt32(number(0...3))
    detail.actingVersion = integer()
    detail.invoice = text()
    detail.quote = text()
    return detail
  }

  mutating func historyEntry() -> HistoryEntry {
    var entry = HistoryEntry(
      sequence: storeNumber().rawValue,
      time: instant(),
      record: RecordKey(entityType: name(), id: text()),
      kind: choice(HistoryKind.self),
      actingUser: name()
    )
    entry.robot = text()
    entry.run = storeNumber()
    entry.visit = storeNumber()
    entry.field = text()
    entry.oldValue = maybe { $0.value() }
    entry.newValue = maybe { $0.value() }
    entry.oldPipeline = text()
    entry.oldStage = text()
    entry.newPipeline = text()
    entry.newStage = text()
    entry.reason = maybe { $0.choice(Reason.self) }
    entry.text = text()
    entry.trigger = text()
    entry.event = maybe { $0.eventTrace() }
    return entry
  }

  mutating func pause() -> Pause {
    let key = PipelineKey(entityType: name(), id: name())
    return Pause(
      scope: chance(50) ? .everything : .pipeline(key),
      user: name(),
      beginTime: instant(),
      endTime: maybe { $0.instant() }
    )
  }

  mutating func itemHold() -> ItemHold {
    var hold = ItemHold(record: storeNumber())
    hold.pauseTime = maybe { $0.instant() }
    hold.pauseUser = name()
    hold.breakTime = maybe { $0.instant() }
    hold.countedNumber = storeNumber()
    hold.formerNumber = storeNumber()
    return hold
  }

  mutating func calendar() -> WorkCalendar {
    var calendar = WorkCalendar(
      id: name(),
      displayName: text(),
      timeZone: "Europe/Warsaw",
      hours: list(1...4) { random in
        WorkingHours(
          days: Weekday.allCases.filter { _ in random.chance(50) },
          opens: random.clockTime(),
          closes: random.chance(20) ? .midnight : random.clockTime()
        )
      },
      holidays: list(0...5) { $0.calendarDay() },
      extraWorkingDays: list(0...5) { $0.calendarDay() }
    )
    calendar.version = integer()
    calendar.author = name()
    calendar.changeReason = text()
    calendar.createTime = instant()
    calendar.updateTime = instant()
    return calendar
  }

  private mutating func calendarDay() -> CalendarDay {
    let date = CivilDate(daysSinceEpoch: Int64(number(0...40_000)))
    return CalendarDay(
      chance(50) ? .dated(date) : .yearly(month: date.month, day: date.day),
      displayName: text()
    )
  }

  mutating func eventTrace() -> EventTrace {
    EventTrace(
      id: text(),
      type: name(),
      subject: text(),
      isTold: chance(50),
      candidates: list(0...3) { random in
        TriggerCandidate(
          trigger: random.name(),
          stage: random.name(),
          reason: random.maybe { $0.choice(Reason.self) }
        )
      }
    )
  }

  mutating func trigger() -> Trigger {
    var trigger = Trigger(id: name(), place: stageKey(), type: name())
    trigger.position = Int32(number(0...100))
    trigger.displayName = text()
    trigger.parameters = namedValues()
    trigger.condition = maybe { $0.condition() }
    trigger.allowsBackwards = chance(50)
    trigger.allowsFromFinal = chance(50)
    trigger.actingUser = name()
    trigger.isEnabled = chance(50)
    trigger.version = integer()
    trigger.author = name()
    trigger.changeReason = text()
    trigger.createTime = instant()
    trigger.updateTime = instant()
    return trigger
  }

  mutating func robotApplication() -> RobotApplication {
    var application = RobotApplication(
      robot: name(),
      place: stageKey(),
      user: name(),
      itemsPerSecond: number(1...1_000),
      itemCount: integer()
    )
    application.runCount = integer()
    application.beginTime = instant()
    application.endTime = maybe { $0.instant() }
    application.reason = maybe { $0.choice(Reason.self) }
    application.lastVisit = storeNumber()
    application.nextTime = instant()
    return application
  }

  mutating func fact() -> Fact {
    switch number(1...25) {
    case 1:
      .store(
        StoreFact(
          time: instant(),
          isClockSimulated: chance(50),
          lastNumber: storeNumber(),
          lastHistorySequence: storeNumber().rawValue,
          isErasureOpen: chance(50)
        )
      )
    case 2: .entityType(entityType())
    case 3: .removedEntityType(text())
    case 4: .pipeline(pipeline())
    case 5: .removedPipeline(PipelineKey(entityType: name(), id: text()))
    case 6: .robotVersion(robotVersion(), isDeleted: chance(50))
    case 7: .removedRobot(text())
    case 8: .record(record())
    case 9: .removedRecord(storeNumber())
    case 10: .visit(visit())
    case 11: .removedVisit(storeNumber())
    case 12: .run(run())
    case 13: .removedRun(storeNumber())
    case 14: .historyEntry(historyEntry())
    case 15: .removedHistoryEntry(storeNumber().rawValue)
    case 16: .pause(pause())
    case 17: .itemHold(itemHold())
    case 18: .calendar(calendar(), isDeleted: chance(50))
    case 19: .removedCalendar(text())
    case 20: .trigger(trigger(), isDeleted: chance(50))
    case 21: .removedTrigger(text())
    case 22: .robotApplication(robotApplication())
    case 23:
      .calendarProgress(
        CalendarProgress(calendar: name(), lastRun: storeNumber(), isOver: chance(50))
      )
    case 24:
      .linkProgress(
        LinkProgress(
          record: storeNumber(),
          fields: list(0...3) { $0.name() },
          time: instant(),
          lastItem: storeNumber(),
          isOver: chance(50)
        )
      )
    default:
      .rememberedRequest(
        RememberedRequest(
          scope: name(),
          id: text(),
          time: instant(),
          fingerprint: list(0...32) { UInt8($0.number(0...255)) },
          response: list(0...300) { UInt8($0.number(0...255)) }
        )
      )
    }
  }
}
