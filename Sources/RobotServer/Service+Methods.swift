import GRPC

extension Service {
  /// Fills the table of methods: the two services, health and reflection.
  func registerMethods() {
    for method in MethodList.rule + MethodList.execution { add(method) }
    methods.add(GetStatusMethod.descriptor, unary: GetStatusMethod(self))
    methods.add(SnapshotMethod.descriptor, unary: SnapshotMethod(snapshots, state))
    methods.add(EraseRecordMethod.descriptor, unary: EraseRecordMethod(eraser, state))
    methods.add(AdvanceClockMethod.descriptor, unary: AdvanceClockMethod(advancer, state))
    methods.add(WorkStream.descriptor) { [workers, state] in WorkStream(workers, state) }
    methods.add(WatchRunsStream.descriptor) { [watchers, state] in
      WatchRunsStream(watchers, state)
    }
    methods.add(WatchChangesStream.descriptor) { [feed, state] in WatchChangesStream(feed, state) }
    methods.add(IngestStream.descriptor) { [ingest, state] in IngestStream(ingest, state) }
    methods.add(PutFileStream.descriptor) { [files, state] in PutFileStream(files, state) }
    methods.add(GetFileStream.descriptor) { [files, state] in GetFileStream(files, state) }
    methods.add(BackupStream.descriptor) { [snapshots, files, state] in
      BackupStream(snapshots, files, state)
    }
    health.register(in: methods)
    reflection.register()
  }

  private func add<Method: UnaryMethod>(_ method: Method.Type) {
    methods.add(Method.descriptor, unary: UnaryMethodHandler(method, state))
  }

  /// Says to health checks how the services fare.
  func setHealth(_ status: ServingStatus) {
    for service in ["", Services.rule, Services.execution] {
      health.set(service: service, status: status)
    }
  }
}
