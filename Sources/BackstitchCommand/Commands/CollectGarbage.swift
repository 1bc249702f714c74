internal import ArgumentParser
internal import Backstitch

/// `backstitch gc`
struct CollectGarbage: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gc", abstract: "Drop old operations and what only they held.",
    discussion: """
      Operations are dropped from the oldest on. The newest always stays, and so does what an open \
      transaction landed. What is dropped can no longer be undone or shown.
      """)

  @Option(help: "Keep operations younger than this: 90d, 12h, 30m, 2w.")
  var keep = Age(days: 90)

  @Option(
    name: .customLong("max-size"),
    help: "Bytes that operations and their contents may take: 1GiB, 500MiB, 100000.")
  var maxSize = ByteCount(1 << 30)

  @Flag(
    name: [.customShort("n"), .customLong("dry-run")], help: "Say what would go; drop nothing.")
  var dryRun = false

  @OptionGroup var globals: Globals

  func run() throws {
    let workspace = try globals.workspace()
    let report = try Failure.catching {
      try workspace.collectGarbage(
        Retention(seconds: keep.seconds, bytes: maxSize.value), dryRun: dryRun)
    }
    if globals.json { return say(json(report).text) }
    guard let report else { return say("There is no store yet: nothing to drop.") }
    let verb = dryRun ? "would drop" : "dropped"
    if report.dropped.isEmpty {
      say("No operation is beyond the bounds; \(counted(report.kept, "operation")) kept.")
    } else {
      let last = report.dropped.upperBound - 1
      say(
        "Operations \(report.dropped.lowerBound) to \(last) \(verb): they can no longer be undone. "
          + "\(counted(report.kept, "operation")) kept.")
    }
    if let transaction = report.keptForTransaction {
      say(
        "Older operations stay for the open transaction t\(transaction): "
          + "'backstitch commit t\(transaction)' or 'backstitch rollback t\(transaction)' ends it.")
    }
    say(
      "Store: \(ByteCount(report.sizeBefore).text) before, \(ByteCount(report.sizeAfter).text) after."
    )
  }

  private func json(_ report: GarbageReport?) -> JSONValue {
    guard let report else { return ["schema": 1, "dryRun": .boolean(dryRun), "dropped": .null] }
    let dropped: JSONValue =
      report.dropped.isEmpty
      ? .null
      : [
        "first": JSONValue(report.dropped.lowerBound),
        "last": JSONValue(report.dropped.upperBound - 1),
      ]
    return [
      "schema": 1, "dryRun": .boolean(dryRun), "dropped": dropped, "kept": JSONValue(report.kept),
      "keptForTransaction": report.keptForTransaction.map { .string("t\($0)") } ?? .null,
      "sizeBefore": .integer(Int64(report.sizeBefore)),
      "sizeAfter": .integer(Int64(report.sizeAfter)),
    ]
  }
}

/// An age on the command line: `90d`, `12h`, `30m`, `2w`.
struct Age: ExpressibleByArgument {
  let seconds: Int64

  init(days: Int64) { seconds = days * 86_400 }

  init?(argument: String) {
    let units: [Character: Int64] = ["m": 60, "h": 3600, "d": 86_400, "w": 604_800]
    guard let unit = argument.last.flatMap({ units[$0] }),
      let number = Int64(argument.dropLast()), (0...1_000_000).contains(number)
    else { return nil }
    seconds = number * unit
  }

  var defaultValueDescription: String { "\(seconds / 86_400)d" }
}

/// A number of bytes on the command line: `1GiB`, `500MB`, `100000`.
struct ByteCount: ExpressibleByArgument {
  let value: UInt64

  init(_ value: UInt64) { self.value = value }

  init?(argument: String) {
    let text = argument.lowercased()
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let factors: [Substring: UInt64] = [
      "": 1, "b": 1, "k": 1 << 10, "kib": 1 << 10, "kb": 1000, "m": 1 << 20, "mib": 1 << 20,
      "mb": 1_000_000, "g": 1 << 30, "gib": 1 << 30, "gb": 1_000_000_000, "t": 1 << 40,
      "tib": 1 << 40, "tb": 1_000_000_000_000,
    ]
    guard let number = UInt64(digits), let factor = factors[text.dropFirst(digits.count)] else {
      return nil
    }
    let (product, overflows) = number.multipliedReportingOverflow(by: factor)
    guard !overflows else { return nil }
    value = product
  }

  /// For people, rounded down.
  var text: String {
    for (unit, factor) in [("GiB", UInt64(1) << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)]
    where value >= factor {
      let tenths = value / (factor / 10)
      return tenths >= 100 || tenths % 10 == 0
        ? "\(value / factor) \(unit)" : "\(tenths / 10).\(tenths % 10) \(unit)"
    }
    return "\(value) bytes"
  }

  var defaultValueDescription: String { text.replacing(" ", with: "") }
}
