internal import ArgumentParser
internal import Backstitch

/// What commands that write take.
struct WriteOptions: ParsableArguments {
  @Flag(name: [.customShort("n"), .customLong("dry-run")], help: "Show the plan, write nothing.")
  var dryRun = false

  @Option(
    name: .customLong("expect-digest"),
    help: ArgumentHelp("Refuse any other plan than this one.", valueName: "digest"))
  var expectedDigest: String?

  @Flag(name: [.customShort("y"), .long], help: "Accept defaults and confirmations.")
  var yes = false

  @Option(
    name: .customLong("on-conflict"),
    help: ArgumentHelp(
      "What to do with conflicts: keep what is on disk, or take what would be written.",
      valueName: "policy"))
  var onConflict: Policy?

  enum Policy: String, ExpressibleByArgument, CaseIterable {
    case ask, abort, keep, take, markers
  }

  /// What to do with conflicts before anybody was asked.
  var policy: ConflictPolicy {
    ConflictPolicy(onConflict.flatMap { ConflictPolicy.Choice(rawValue: $0.rawValue) } ?? .abort)
  }

  /// Whether the command line itself says what becomes of conflicts.
  var decidesConflicts: Bool { !asksAboutConflicts && onConflict != .abort }

  /// Whether a person may be asked about conflicts.
  var asksAboutConflicts: Bool { onConflict == nil || onConflict == .ask }
}
