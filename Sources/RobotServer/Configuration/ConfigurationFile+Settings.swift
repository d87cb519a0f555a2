import Protobuf

extension ConfigurationFile {
  /// Every setting, in the order of the documentation.
  static let settings = places + people + work + durability + keeping + logging

  private static let places = [
    ConfigurationSetting(
      "socket",
      "path",
      standard: "ROBOTD_SOCKET, else a place of the system or of the user",
      help: "Where the service listens, at most 107 bytes. --socket wins.",
      example: "\"/run/robotd/robotd.sock\""
    ) { value, target throws(ConfigurationError) in
      target.socketPath = try value.requiredText()
    },
    ConfigurationSetting(
      "data_directory",
      "path",
      standard: "STATE_DIRECTORY, else a place of the system or of the user",
      help: "Where everything is kept. --data-directory wins.",
      example: "\"/var/lib/robotd\""
    ) { value, target throws(ConfigurationError) in
      target.dataDirectory = try value.requiredText()
    },
    ConfigurationSetting(
      "socket_group",
      "name of a group",
      standard: "the socket is its owner's alone",
      help: "The group whose members may open the socket, too.",
      example: "\"crm\""
    ) { value, target throws(ConfigurationError) in
      target.socketGroup = try value.requiredText()
    },
  ]

  private static let people = [
    ConfigurationSetting(
      "users",
      "object of user ids by uid or account name",
      standard: "none",
      help: """
        Which user of the CRM somebody acts as who connects: under a uid or the name of an
        account of this machine, the id of the user as the CRM knows it.
        """,
      example: #"{"1001": "anna", "www-data": "crm"}"#
    ) { value, target throws(ConfigurationError) in target.users = try users(value) },
    ConfigurationSetting(
      "allowed_users",
      "list of uids and account names",
      standard: "none",
      help: "Accounts that may connect without being a user, to ask for health.",
      example: "[1002]"
    ) { value, target throws(ConfigurationError) in target.allowedUsers = try accounts(value) },
    ConfigurationSetting(
      "trusted",
      "list of uids and account names",
      standard: "none",
      help: """
        Accounts that may say for which user they call, in the metadata robots-user (robotctl
        --user); the call then has the rights of that user.
        """,
      example: #"["www-data"]"#
    ) { value, target throws(ConfigurationError) in target.trustedUsers = try accounts(value) },
    ConfigurationSetting(
      "administrators",
      "list of user ids",
      standard: "none",
      help: "Users who may do everything: ids as \"users\" gives them, not accounts.",
      example: #"["anna", "crm"]"#
    ) { value, target throws(ConfigurationError) in
      target.administrators = try texts(value)
    },
  ]

  private static let work = [
    ConfigurationSetting(
      "executors",
      "object of queues by robot type",
      standard: "none",
      help: "Robot types that workers perform, with the queue from which they take them.",
      example: #"{"notify": "robot.notify"}"#
    ) { value, target throws(ConfigurationError) in target.executors = try executors(value) },
    ConfigurationSetting(
      "lease",
      "seconds, \(Seconds.text(SettingRange.leaseMilliseconds))",
      standard: "30",
      help: "How long a worker keeps an action without a sign of life.",
      example: "30"
    ) { value, target throws(ConfigurationError) in
      target.leaseMilliseconds = try value.milliseconds(in: SettingRange.leaseMilliseconds)
    },
    ConfigurationSetting(
      "exchange_rates",
      "object of numbers by currency, as texts",
      standard: "none; amounts of different currencies cannot be compared",
      help: "What one unit of each currency is worth, in units of any one of them.",
      example: #"{"PLN": "1", "EUR": "4.2568", "USD": "3.69"}"#
    ) { value, target throws(ConfigurationError) in target.exchangeRates = try rates(value) },
    ConfigurationSetting(
      "public_url",
      "http or https address",
      standard: "none; triggers that need one are refused",
      help: "Where the world reaches the gateway that passes webhooks on.",
      example: "\"https://crm.example.com/hooks\""
    ) { value, target throws(ConfigurationError) in target.publicURL = try publicURL(value) },
    ConfigurationSetting(
      "sources",
      "list of names",
      standard: "none",
      help: """
        Programs, as they name themselves in robots-source (robotctl --source), whose items wait
        after a start until the program has said that it has caught up.
        """,
      example: #"["creme"]"#
    ) { value, target throws(ConfigurationError) in target.sources = try sources(value) },
    ConfigurationSetting(
      "catch_up_grace",
      "seconds, \(Seconds.text(SettingRange.catchUpGraceMilliseconds))",
      standard: "0",
      help: "How long those items wait at most.",
      example: "30"
    ) { value, target throws(ConfigurationError) in
      target.catchUpGraceMilliseconds = try value.milliseconds(
        in: SettingRange.catchUpGraceMilliseconds
      )
    },
    ConfigurationSetting(
      "time_zone",
      "name of a zone",
      standard: "the system's",
      help: "The zone of robots and items that name none.",
      example: "\"Europe/Warsaw\""
    ) { value, target throws(ConfigurationError) in
      target.timeZone = try value.requiredText()
    },
  ]

  private static let durability = [
    ConfigurationSetting(
      "sync",
      "always, interval, never or none",
      standard: "always",
      help: "When a change is answered; robotd --help says what a power failure can take.",
      example: "\"always\""
    ) { value, target throws(ConfigurationError) in target.sync = try value.word() },
    ConfigurationSetting(
      "sync_interval",
      "seconds, \(Seconds.text(SettingRange.syncIntervalMilliseconds))",
      standard: "1",
      help: "How often \"sync\": \"interval\" syncs.",
      example: "1"
    ) { value, target throws(ConfigurationError) in
      target.syncIntervalMilliseconds = try value.milliseconds(
        in: SettingRange.syncIntervalMilliseconds
      )
    },
    ConfigurationSetting(
      "snapshot_interval",
      "seconds, \(Seconds.text(SettingRange.snapshotIntervalMilliseconds))",
      standard: "60",
      help: "How long a change waits at most for a snapshot where \"sync\" is \"none\".",
      example: "60"
    ) { value, target throws(ConfigurationError) in
      let range = SettingRange.snapshotIntervalMilliseconds
      target.snapshotIntervalMilliseconds = try value.milliseconds(in: range)
    },
    ConfigurationSetting(
      "drain",
      "seconds, \(Seconds.text(SettingRange.drainMilliseconds))",
      standard: "5",
      help: "How long calls may take to finish when the service stops.",
      example: "5"
    ) { value, target throws(ConfigurationError) in
      target.drainMilliseconds = try value.milliseconds(in: SettingRange.drainMilliseconds)
    },
  ]

  private static let keeping = [
    ConfigurationSetting(
      "memory_limit",
      "bytes, or a text such as 512 MiB; \(SettingRange.text(SettingRange.memoryLimitBytes))",
      standard: "none",
      help: "How much memory the service may use before it refuses new records.",
      example: "\"2 GiB\""
    ) { value, target throws(ConfigurationError) in
      target.memoryLimitBytes = try value.bytes(in: SettingRange.memoryLimitBytes)
    },
    ConfigurationSetting(
      "history_days",
      "days, \(SettingRange.text(SettingRange.keptDays))",
      standard: "365",
      help: "How long the history is kept.",
      example: "365"
    ) { value, target throws(ConfigurationError) in
      target.historyDays = try value.days(in: SettingRange.keptDays)
    },
    ConfigurationSetting(
      "run_days",
      "days, \(SettingRange.text(SettingRange.keptDays))",
      standard: "90",
      help: "How long runs are kept that have ended, and events.",
      example: "90"
    ) { value, target throws(ConfigurationError) in
      target.runDays = try value.days(in: SettingRange.keptDays)
    },
    ConfigurationSetting(
      "deleted_days",
      "days, \(SettingRange.text(SettingRange.passingDays))",
      standard: "90",
      help: "How long the history of a deleted record is kept.",
      example: "90"
    ) { value, target throws(ConfigurationError) in
      target.deletedDays = try value.days(in: SettingRange.passingDays)
    },
    ConfigurationSetting(
      "change_feed_days",
      "days, \(SettingRange.text(SettingRange.passingDays))",
      standard: "7",
      help: "How long changes are kept for those who watch them.",
      example: "7"
    ) { value, target throws(ConfigurationError) in
      target.changeFeedDays = try value.days(in: SettingRange.passingDays)
    },
    ConfigurationSetting(
      "change_feed_size",
      "bytes, or a text such as 512 MiB; \(SettingRange.text(SettingRange.changeFeedBytes))",
      standard: "1 GiB",
      help: "How much of the journal is kept for them at most, beyond what a start needs.",
      example: "\"1 GiB\""
    ) { value, target throws(ConfigurationError) in
      target.changeFeedBytes = try value.bytes(in: SettingRange.changeFeedBytes)
    },
  ]

  private static let logging = [
    ConfigurationSetting(
      "log_level",
      "debug, info, warning or error",
      standard: "info",
      help: "The least important lines that are written. --log-level wins.",
      example: "\"info\""
    ) { value, target throws(ConfigurationError) in target.logLevel = try value.word() },
    ConfigurationSetting(
      "log_format",
      "logfmt or json",
      standard: "logfmt",
      help: "The form of the lines on standard error.",
      example: "\"logfmt\""
    ) { value, target throws(ConfigurationError) in target.logFormat = try value.word() },
  ]
}
