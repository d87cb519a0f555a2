import Foundation

/// What Python's `zoneinfo` says about every zone of the system's database.
///
/// Around every change of offset in ten years and in the year 2100 it gives offsets at instants,
/// and the instants of wall clock readings with the width of the gap or overlap they fall into;
/// besides, offsets at instants spread over six centuries. Of several names of one zone, whose files
/// are the same bytes, only the first is asked about.
enum ZoneOracle {
  static let directory = "/usr/share/zoneinfo"

  /// One zone's answers.
  struct Zone {
    var name: String
    var offsets: [(instant: Int64, offset: Int32)] = []
    var readings: [(reading: Int64, instant: Int64, widening: Int64)] = []
  }

  struct Failure: Error {
    var reason: String
  }

  /// Asks Python about all zones.
  static func zones() throws -> [Zone] {
    var zones: [Zone] = []
    for line in try output(of: script).split(separator: "\n") {
      let fields = line.split(separator: " ")
      let numbers = fields.dropFirst().compactMap { Int64($0) }
      switch (fields.first, numbers.count) {
      case ("zone", _):
        zones.append(Zone(name: String(fields[1])))
      case ("at", 2):
        zones[zones.count - 1].offsets.append((numbers[0], Int32(numbers[1])))
      case ("civil", 3):
        zones[zones.count - 1].readings.append((numbers[0], numbers[1], numbers[2]))
      default:
        throw Failure(reason: "unexpected line: \(line)")
      }
    }
    return zones
  }

  private static func output(of script: String) throws -> String {
    let python = Process()
    python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    python.arguments = ["python3", "-c", script, directory]
    let pipe = Pipe()
    python.standardOutput = pipe
    try python.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    python.waitUntilExit()
    guard python.terminationStatus == 0 else {
      throw Failure(reason: "python3 with zoneinfo is required: exit \(python.terminationStatus)")
    }
    return String(decoding: data, as: UTF8.self)
  }

  private static let script = #"""
    import datetime, io, os, random, sys, zoneinfo

    EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
    DAY = 86400

    def seconds(year):
        return int((datetime.datetime(year, 1, 1, tzinfo=datetime.timezone.utc) - EPOCH).total_seconds())

    def offset(zone, instant):
        moment = EPOCH + datetime.timedelta(seconds=instant)
        return int(moment.astimezone(zone).utcoffset().total_seconds())

    def changes(zone, first, last):
        instant, before = first, offset(zone, first)
        while instant < last:
            later = instant + 5 * DAY
            after = offset(zone, later)
            if after != before:
                low, high = instant, later
                while high - low > 1:
                    middle = (low + high) // 2
                    if offset(zone, middle) == before:
                        low = middle
                    else:
                        high = middle
                yield high, before
            instant, before = later, after

    def civil(zone, reading):
        naive = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=reading)
        first = int(naive.replace(tzinfo=zone, fold=0).utcoffset().total_seconds())
        second = int(naive.replace(tzinfo=zone, fold=1).utcoffset().total_seconds())
        print("civil", reading, reading - first, second - first)

    root = sys.argv[1]
    seen = set()
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(f for f in folders if f not in ("posix", "right"))
        for file in sorted(files):
            path = os.path.join(folder, file)
            with open(path, "rb") as handle:
                content = handle.read()
            if content[:4] != b"TZif" or content in seen:
                continue
            seen.add(content)
            zone = zoneinfo.ZoneInfo.from_file(io.BytesIO(content))
            name = os.path.relpath(path, root)
            print("zone", name)
            chance = random.Random(name)
            for _ in range(60):
                instant = chance.randrange(seconds(1902), seconds(2500))
                print("at", instant, offset(zone, instant))
                civil(zone, chance.randrange(seconds(1970), seconds(2500)))
            for first, last in ((2020, 2031), (2100, 2101)):
                for instant, before in changes(zone, seconds(first), seconds(last)):
                    for near in (-1, 0, 1, 3600):
                        print("at", instant + near, offset(zone, instant + near))
                    wall = instant + before
                    for near in (-7200, -3601, -3600, -1800, -1, 0, 1, 1800, 3599, 3600, 7200):
                        civil(zone, wall + near)
    """#
}
