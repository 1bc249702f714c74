internal import Backstitch
internal import Foundation

/// Kills this program again and again in the midst of `apply` and `undo`, recovers, and compares.
struct CrashTest {
  /// The program to start.
  let program: String
  let directory: CrashDirectory
  let scenario: CrashScenario
  /// The journal of the workspace.
  let journal: String

  /// What the rounds added up to.
  struct Tally {
    var rounds = 0
    /// Rounds in which the kill came before the program's own end.
    var died = 0
    /// Of these, the ones killed with the intent in the journal.
    var diedLate = 0
    var before = 0
    var after = 0
    var violations: [Violation] = []
  }

  /// A broken guarantee.
  struct Violation {
    var round: Int
    var command: String
    var message: String
    var paths: [String] = []
  }

  /// How long the program runs when it is not killed.
  private struct Pace {
    var whole = Duration.zero
    var fromIntent = Duration.zero
  }

  private enum Command: String {
    case apply, undo
  }

  /// Prepares the workspace in a fresh directory.
  ///
  /// - Parameter workspace: finds the workspace a directory lies in.
  init(
    program: String, in directory: CrashDirectory, workspace: (String) throws -> Workspace
  ) throws {
    self.program = program
    self.directory = directory
    var scenario = CrashScenario()
    scenario.keep(".backstitch")
    self.scenario = scenario
    try directory.fill(scenario)
    let expected = Array(directory.tree.utf8)
    if try workspace(directory.tree).root != expected { try directory.separate() }
    let found = try workspace(directory.tree)
    guard found.root == expected, found.storePath.starts(with: expected + [0x2F]) else {
      throw Failure(.failed, "no workspace of its own can be made in '\(directory.path)'")
    }
    journal = String(decoding: found.storePath, as: UTF8.self) + "/journal.jsonl"
  }

  /// Runs the rounds; ends at the first violation, whose tree is left as it is.
  ///
  /// - Parameter progress: told each round's number, command and end.
  func run(rounds: Int, progress: (String) -> Void) throws -> Tally {
    var tally = Tally()
    let pace: [Command: Pace]
    do {
      pace = [.apply: try measure(.apply), .undo: try measure(.undo)]
    } catch let violation as Stop {
      tally.violations = [violation.violation]
      return tally
    }
    var isApplied = false
    for round in 1...rounds {
      tally.rounds = round
      let command: Command = isApplied ? .undo : .apply
      do {
        let isLate = round.isMultiple(of: 2)
        let (end, wasLate) = try killed(command, isLate, pace[command] ?? Pace())
        let verdict = try settle(command, round, end)
        if case .died = end {
          tally.died += 1
          if wasLate { tally.diedLate += 1 }
        }
        if verdict == .after {
          tally.after += 1
          isApplied.toggle()
        } else {
          tally.before += 1
        }
        progress(
          "round \(round): \(command.rawValue) \(Self.word(end)), all is "
            + (verdict == .after ? "after" : "before"))
      } catch let stop as Stop {
        tally.violations.append(stop.violation)
        return tally
      }
    }
    return tally
  }

  private static func word(_ end: KillableProgram.End) -> String {
    if case .died = end { "was killed" } else { "ended before the kill" }
  }

  // MARK: One round

  private func start(_ words: [String]) throws -> KillableProgram {
    if Interruption.isAsked { throw Failure(.interrupted, Self.interrupted) }
    return try KillableProgram(
      program, words + ["--json", "-C", directory.tree], output: directory.output,
      errors: directory.errors)
  }

  private func start(_ command: Command) throws -> KillableProgram {
    try start(command == .apply ? ["apply", directory.changes] : ["undo"])
  }

  /// Runs a command without a kill, which must do what it is for.
  private func measure(_ command: Command) throws -> Pace {
    let clock = ContinuousClock()
    let begin = clock.now
    var pace = Pace()
    let watch = JournalWatch(journal)
    var child = try start(command)
    var intent: ContinuousClock.Instant?
    while try !hasEnded(&child) {
      if intent == nil, watch?.showsIntent() ?? false { intent = clock.now }
    }
    pace.whole = clock.now - begin
    pace.fromIntent = intent.map { clock.now - $0 } ?? pace.whole / 2
    let verdict = try settle(command, 0, child.wait())
    guard verdict == .after else {
      throw Stop(Violation(round: 0, command: command.rawValue, message: "it changed nothing"))
    }
    return pace
  }

  /// Runs a command and kills it; whether that was with the intent in the journal.
  private func killed(
    _ command: Command, _ isLate: Bool, _ pace: Pace
  ) throws -> (KillableProgram.End, isLate: Bool) {
    let watch = JournalWatch(journal)
    var child = try start(command)
    if isLate {
      while try !hasEnded(&child), watch?.showsIntent() == false {}
    }
    let delay = (isLate ? pace.fromIntent : pace.whole) * Double.random(in: 0..<1)
    let moment = ContinuousClock().now + delay
    while ContinuousClock().now < moment, try !hasEnded(&child) {}
    let end = child.kill()
    return (end, watch?.showsIntent() ?? false)
  }

  /// Whether the child has ended, after a short pause if not; an interruption kills it.
  private func hasEnded(_ child: inout KillableProgram) throws -> Bool {
    if child.hasEnded() { return true }
    if Interruption.isAsked {
      _ = child.kill()
      throw Failure(.interrupted, Self.interrupted)
    }
    usleep(100)
    return false
  }

  /// Recovers, and says on which side all is.
  private func settle(
    _ command: Command, _ round: Int, _ end: KillableProgram.End
  ) throws -> CrashVerdict {
    func stop(_ message: String, _ paths: [String] = []) -> Stop {
      Stop(Violation(round: round, command: command.rawValue, message: message, paths: paths))
    }
    guard [.exited(0), .died(SIGKILL)].contains(end) else {
      throw stop("it \(said(end))")
    }
    // It may have said so and died before its exit.
    let reported = end == .exited(0) || directory.text(of: directory.output).hasSuffix("}\n")
    var recovery = try start(["recover"])
    while try !hasEnded(&recovery) {}
    let recovered = recovery.wait()
    guard recovered == .exited(0) else { throw stop("'recover' after it \(said(recovered))") }
    let isApply = command == .apply
    let verdict = CrashVerdict.judge(
      try directory.snapshot(), before: isApply ? scenario.before : scenario.after,
      after: isApply ? scenario.after : scenario.before, reported: reported)
    if case .violation(let sentence, let paths) = verdict { throw stop(sentence, paths) }
    return verdict
  }

  private func said(_ end: KillableProgram.End) -> String {
    let texts = [directory.errors, directory.output].map(directory.text(of:))
    let text = texts.first { !$0.isEmpty }.map { ": " + $0.trimmingCharacters(in: .newlines) } ?? ""
    return switch end {
    case .exited(let status): "exited with \(status)\(text)"
    case .died(let signal): "died of signal \(signal)\(text)"
    }
  }

  private static let interrupted = "the crash test was interrupted"

  /// Ends the rounds.
  private struct Stop: Error {
    var violation: Violation

    init(_ violation: Violation) { self.violation = violation }
  }
}
