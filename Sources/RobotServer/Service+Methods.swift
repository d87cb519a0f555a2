import GRPC

extension Service {
  /// Fills the table of methods: the two services, health and reflection.
  func registerMethods() {
    for method in MethodList.rule + MethodList.execution {
      method.register(in: methods, of: self)
    }
    health.register(in: methods)
    reflection.register()
  }

  /// Says to health checks how the services fare.
  func setHealth(_ status: ServingStatus) {
    for service in ["", Services.rule, Services.execution] {
      health.set(service: service, status: status)
    }
  }
}
