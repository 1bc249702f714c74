internal import ArgumentParser
internal import Backstitch
internal import Foundation
internal import Generators
internal import Orchestration
internal import Patch
internal import ProjectModel

/// How a command failed: one sentence for each finding, and the exit status.
struct Failure: Error {
  /// Kinds with their exit statuses.
  enum Kind: String {
    case failed, conflict, blocked, busy, damaged, usage, interrupted

    var status: Int32 {
      switch self {
      case .failed: 1
      case .conflict: 2
      case .blocked: 3
      case .busy: 4
      case .damaged: 5
      case .usage: 64
      case .interrupted: 130
      }
    }
  }

  var kind: Kind
  var message: String
  var findings: [Finding] = []
  /// Commands that go on.
  var next: [String] = []
  /// A report in the seed's form, printed instead of the message.
  var report: String?
  /// The transaction that stays open.
  var transaction: Int?
  /// The checks that were run.
  var checks: JSONValue?

  /// Whether the plan is not the one that was reviewed: somebody looks at it again.
  var isOtherPlan = false

  /// The exit status, where it is not that of the kind.
  var exitStatus: Int32?

  var status: Int32 { exitStatus ?? kind.status }

  init(_ kind: Kind, _ message: String, next: [String] = []) {
    self.kind = kind
    self.message = message
    self.next = next
  }

  /// Runs a body of the library; its errors become failures.
  static func catching<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as BackstitchError {
      throw Failure(error)
    } catch let error as Refusal {
      throw Failure(error)
    } catch let error as OrchestrationError {
      throw Failure(error)
    } catch let error as TreeError {
      throw Failure(error.isDamage ? .damaged : .failed, error.description)
    }
  }

  init(_ refusal: Refusal) {
    self.init(Self.kind(of: refusal.findings), refusal.description)
    findings = refusal.findings
  }

  init(_ error: OrchestrationError) {
    if case .library(let error) = error {
      self.init(error)
      return
    }
    let findings = error.findings
    self.init(
      Self.kind(of: findings), findings.map(\.description).joined(separator: "\n"))
    self.findings = findings
    if case .interrupted(let number) = error {
      kind = .interrupted
      transaction = number
      next = number.map { ["backstitch resume t\($0)", "backstitch rollback t\($0)"] } ?? []
    }
    // A mistyped word of the command, as an unknown option is one.
    if case .noPlan = error { kind = .usage }
  }

  init(_ error: BackstitchError) {
    self.init(Self.kind(of: error), error.description)
    switch error {
    case .refused(let refusal): self.init(refusal)
    case .conflicts(let conflicts):
      findings = conflicts.map { conflict in
        Finding(.conflict, path: conflict.path, line: conflict.line, conflict.reason)
      }
      next = Self.waysOn(from: conflicts)
    case .needsRecovery(_, let paths, _, let directions):
      findings = paths.map { Finding(.conflict, path: $0, "somebody changed it since") }
      next = directions.map { "backstitch recover --\($0.rawValue)" }
    case .otherPlan:
      isOtherPlan = true
      next = [SameCommand.adding(["--dry-run"], insteadOf: "--expect-digest")]
    case .outcomeUnknown: next = ["backstitch recover"]
    case .damaged:
      // What the library says names files below it.
      if let store = StoreInUse.path { message += "\nThe store is \(store)" }
    case .drifted(let paths):
      findings = paths.map { Finding(.conflict, path: $0, "it changed while the files landed") }
    case .checkFailed(let failed, let left):
      findings = left.map {
        Finding(.conflict, path: $0, "it was changed since it landed, and was left as it is")
      }
      // Over a file that still has some of it, the command would do the rest alone.
      guard left.isEmpty else { break }
      next = [SameCommand.adding(failed.isRequired ? "--no-verify" : "--keep-on-failed-check")]
    case .noOperation, .dropped: next = ["backstitch log"]
    case .noTransaction: next = ["backstitch status"]
    case .needUndone(_, _, let operation): next = ["backstitch redo \(operation)"]
    default: break
    }
  }

  /// What is in conflict; what Backstitch keeps beside the project's own files is counted.
  init(_ conflicts: [Conflict], _ globals: Globals) {
    let error = BackstitchError.conflicts(conflicts)
    self.init(error)
    let read = ReadingOrder(conflicts, by: \.path, all: globals.verbose)
    guard let rest = read.rest else { return }
    let head = String(error.description.prefix { $0 != "\n" })
    message = ([head] + read.shown.map(\.description) + [rest]).joined(separator: "\n")
  }

  /// A look at whose work it is, then the decisions that can be made.
  private static func waysOn(from conflicts: [Conflict]) -> [String] {
    let others = Set(conflicts.compactMap(\.operation)).sorted()
    let looks = others.prefix(3).map { "backstitch show \($0)" }
    if conflicts.contains(where: \.isFinal) { return looks + [SameCommand.adding()] }
    let markers = conflicts.allSatisfy { !$0.hunks.isEmpty } ? ["markers"] : []
    let policies = ["keep", "take"] + markers
    return looks
      + policies.map { SameCommand.adding(["--on-conflict", $0], insteadOf: "--on-conflict") }
  }

  private static func kind(of findings: [Finding]) -> Kind {
    switch Refusal(findings).kind {
    case .refused: .failed
    case .conflict: .conflict
    case .blocked: .blocked
    }
  }

  private static func kind(of error: BackstitchError) -> Kind {
    switch error {
    case .refused(let refusal): kind(of: refusal.findings)
    case .conflicts, .otherPlan, .drifted, .needsRecovery: .conflict
    case .busy: .busy
    case .damaged: .damaged
    case .interrupted: .interrupted
    case .otherBranch, .needUndone: .blocked
    case .hasLanded, .notStaged, .stepsElsewhere: .failed
    case .disk, .checkFailed, .outcomeUnknown, .directionRefused, .noOperation, .dropped,
      .overBudget,
      .noTransaction, .nothing,
      .missingSteps, .unknownSelection, .untouched, .git:
      .failed
    }
  }

  /// What the argument parser refused; nil when it was asked for help.
  init?(usage error: any Error, arguments: [String]) {
    let error = Self.unknownOption(beside: error, arguments) ?? error
    guard Root.exitCode(for: error) != .success else { return nil }
    var message = Root.message(for: error)
    // The parser takes the name of a command that does not exist for a stray argument.
    let words = arguments.filter { !$0.hasPrefix("-") }
    if let word = words.first, message == "Unexpected argument '\(word)'" {
      message = "there is no command '\(word)'; 'backstitch help' lists them"
    }
    message = Self.withoutFarFetched(message)
    self.init(.usage, message)
    let usage = Root.fullMessage(for: error).split(
      separator: "\n", omittingEmptySubsequences: false)
    report =
      "backstitch: \(message)\n"
      + usage.drop { !$0.hasPrefix("Usage:") }.joined(separator: "\n")
  }

  /// What the parser says of an option that is none when it takes that option's value for an argument,
  /// and blames the value.
  private static func unknownOption(beside error: any Error, _ arguments: [String]) -> (any Error)?
  {
    guard
      let match = Root.message(for: error).firstMatch(of: #/^The value '(.*)' is invalid for '</#),
      let position = arguments.firstIndex(of: String(match.1))
    else { return nil }
    var rest = arguments
    rest.remove(at: position)
    do {
      _ = try Root.parseAsRoot(rest)
      return nil
    } catch {
      return Root.message(for: error).hasPrefix("Unknown option") ? error : nil
    }
  }

  /// The parser suggests the nearest option even where hardly a letter is the same.
  private static func withoutFarFetched(_ message: String) -> String {
    guard
      let match = message.firstMatch(
        of: #/^(Unknown option '(-*[^']+)')\. Did you mean '(-*[^']+)'\?/#)
    else { return message }
    let (given, meant) = (String(match.2), String(match.3))
    let shared = zip(given.drop { $0 == "-" }, meant.drop { $0 == "-" }).prefix { $0 == $1 }.count
    return shared > 0 ? message : String(match.1)
  }

  /// Prints the failure: sentences on standard error, or one JSON document on standard output.
  func report(json: Bool) {
    guard json else {
      note(report ?? "backstitch: \(message.replacing("\n", with: "\n  "))")
      for command in next where report == nil && !message.contains(command) {
        note("  \(command)")
      }
      return
    }
    var document: [String: JSONValue] = ["schema": 1, "error": self.json]
    document["checks"] = checks
    say(JSONValue.object(document).text)
  }

  /// The failure as documents hold it.
  var json: JSONValue {
    var error: [String: JSONValue] = [
      "kind": .string(kind.rawValue), "message": .string(message),
      "findings": .array(findings.map(Self.json)), "next": JSONValue(next),
    ]
    if let transaction { error["transaction"] = .string("t\(transaction)") }
    return .object(error)
  }

  private static func json(_ finding: Finding) -> JSONValue {
    [
      "path": JSONValue(finding.path), "line": JSONValue(finding.line),
      "message": .string(finding.message),
    ]
  }
}
