import Linux
import RobotEngine
import RobotModel

extension Service {
  /// Does what others ask of the service.
  func fulfil(_ wish: WishSource.Wish) {
    switch wish {
    case .stop(let reason): drain(reason: reason)
    case .reload(let configuration):
      if let problem = configuration.problem {
        log.error("configuration not taken over", ["error": .text(problem)])
      } else {
        reload(configuration)
      }
    case .keepConfiguration(let error):
      log.error("configuration not taken over", ["error": .init(error)])
    }
  }

  /// Takes over what can change while the service runs, and says what has changed and what waits
  /// for the next start.
  private func reload(_ new: RobotServerConfiguration) {
    notifyManager { () throws(SystemError) in try ServiceManager.notifyReloading() }
    let old = configuration
    let changes = ConfigurationChanges(from: old, to: new)
    configuration.takeOver(from: new)
    log.level = configuration.logLevel
    access.rules = AccessRules(configuration, ownerID: Account.effectiveUserID)
    gate.rulesChanged()
    connections.judgeAgain()
    state.engine.setExecutors(configuration.executors)
    state.engine.setPublicURL(configuration.publicURL ?? "")
    state.engine.setExchangeRates(ExchangeRates.rates(of: configuration))
    state.engine.setRetention(configuration.retention)
    log.info(
      "configuration read again",
      [
        "changed": .text(changes.taken.joined(separator: ",")),
        "waits_for_restart": .text(changes.waiting.joined(separator: ",")),
      ]
    )
    warnOfUnknownAdministrators()
    notifyManager { () throws(SystemError) in try ServiceManager.notifyReady() }
  }

  /// Says which administrators are nobody that the service knows.
  func warnOfUnknownAdministrators() {
    let unknown = access.rules.unknownAdministrators { user in
      (try? state.engine.record(RecordKey(entityType: "user", id: user))) != nil
    }
    if unknown.isEmpty { return }
    log.warning(
      "administrators that no account acts as and no user record is of",
      [
        "administrators": .text(unknown.joined(separator: ",")),
        "hint": "expected ids of users, as \"users\" gives them to accounts",
      ]
    )
  }
}
