package import RobotModel

extension Engine {
  /// How a request or event was answered the first time, if it is remembered (S-32).
  package func remembered(scope: String, id: String) -> RememberedRequest? {
    guard let request = store.remembered.find(scope: scope, id: id) else { return nil }
    let isOld =
      request.time < time.adding(milliseconds: -Limits.rememberedMilliseconds)
    return isOld ? nil : request
  }

  /// Remembers an answer, durably with the current batch.
  package func remember(_ request: RememberedRequest) {
    store.remembered.insert(request)
    batch.remembered.append(request)
  }
}
