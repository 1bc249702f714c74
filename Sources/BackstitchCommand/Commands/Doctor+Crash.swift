internal import ArgumentParser
internal import Backstitch
internal import Foundation

extension Doctor {
  /// What a kill shows and what it does not.
  static let killIsNoPowerCut =
    "A kill is not a power cut: what the program has written survives a kill even when it was not "
    + "flushed. This says nothing about whether the disk keeps what it said it flushed."

  /// `--crash DIR`: kills this program in a directory of its own, recovers and compares.
  ///
  /// - Parameter program: the program to start; the kernel's name of this very one.
  func crash(in given: String, program: String) throws {
    let start =
      given.hasPrefix("/") ? "" : String(decoding: try globals.start(), as: UTF8.self) + "/"
    let directory = try CrashDirectory(inside: start + given, named: given)
    var report: CrashReport
    do {
      let test = try CrashTest(program: program, in: directory) { try workspace(at: $0) }
      let tally = try test.run(rounds: rounds) { if globals.verbose { note($0) } }
      report = CrashReport(
        tally: tally, changes: test.scenario.count, directory: directory.path)
    } catch {
      remove(directory)
      throw error
    }
    do {
      let diagnosis = try workspace(at: directory.tree).diagnose()
      report.fileSystem = diagnosis.durability.workspace
      for finding in diagnosis.findings where finding.severity == .damage {
        report.add("\(finding.subject): \(finding.message)")
      }
    } catch {
      report.add("the store cannot be examined: \(error)")
    }
    if report.tally.violations.isEmpty { remove(directory) }
    if globals.json { say(report.json.text) } else { report.print(globals.style) }
    if !report.tally.violations.isEmpty { throw Exit(status: Failure.Kind.failed.status) }
  }

  private func remove(_ directory: CrashDirectory) {
    if directory.remove() { return }
    note("backstitch: the directory '\(directory.path)' could not be removed")
  }

  private func workspace(at directory: String) throws -> Workspace {
    var there = globals
    there.directory = directory
    return try there.workspace()
  }
}

/// What `doctor --crash` says at its end.
struct CrashReport {
  var tally: CrashTest.Tally
  var changes: Int
  var directory: String
  var fileSystem: String?

  /// Adds what was wrong with the store at the end.
  mutating func add(_ message: String) {
    tally.violations.append(.init(round: tally.rounds, command: "doctor", message: message))
  }

  func print(_ style: Style) {
    say(
      "Crash test on \(fileSystem ?? "an unknown file system"): 'apply' and 'undo' of \(counted(changes, "change")), killed at "
        + "random moments and recovered.")
    say("Rounds:     \(tally.rounds)")
    say(
      "Killed:     \(tally.died), \(tally.diedLate) of them with the intent in the journal; the "
        + "others ended before the kill")
    say("All before: \(tally.before)")
    say("All after:  \(tally.after)")
    say("Violations: \(tally.violations.count)")
    for violation in tally.violations {
      let place = violation.round == 0 ? "without a kill" : "round \(violation.round)"
      say(style.red("violation: \(place), \(violation.command): \(violation.message)"))
      for path in violation.paths { say("  \(path)") }
    }
    say(Doctor.killIsNoPowerCut)
    if tally.violations.isEmpty {
      say(style.green("Every round ended all before or all after."))
    } else {
      say(style.red("The guarantee was broken; everything is kept in \(directory)"))
    }
  }

  var json: JSONValue {
    [
      "schema": 1, "fileSystem": JSONValue(fileSystem), "rounds": JSONValue(tally.rounds),
      "killed": JSONValue(tally.died), "killedAfterIntent": JSONValue(tally.diedLate),
      "before": JSONValue(tally.before), "after": JSONValue(tally.after),
      "violations": .array(
        tally.violations.map { violation in
          [
            "round": JSONValue(violation.round), "command": .string(violation.command),
            "message": .string(violation.message), "paths": JSONValue(violation.paths),
          ]
        }),
      "kept": tally.violations.isEmpty ? .null : .string(directory),
      "statements": .array([.string(Doctor.killIsNoPowerCut)]),
    ]
  }
}
