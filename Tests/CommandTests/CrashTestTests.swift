import BackstitchCommand
import Foundation
import TestSupport
import Testing

/// `doctor --crash`: the comparison by itself, and the loop end to end.
@Suite struct CrashTestTests {
  private func file(_ text: String) -> CrashEntry {
    .file(contents: Array(text.utf8), isExecutable: false)
  }

  private var before: CrashTree {
    ["a": file("1"), "b": file("1"), "c": file("1"), "d": .directory]
  }
  private var after: CrashTree {
    ["a": file("2"), "b": file("2"), "d": .directory, "e": .directory]
  }

  private func judge(_ found: CrashTree, reported: Bool = false) -> CrashVerdict {
    CrashVerdict.judge(found, before: before, after: after, reported: reported)
  }

  // MARK: The comparison

  @Test func `a whole side is no violation, and success goes with after only`() {
    #expect(judge(before) == .before)
    #expect(judge(after) == .after)
    #expect(judge(after, reported: true) == .after)
    guard case .violation(let sentence, _) = judge(before, reported: true) else {
      Issue.record("a lost success was not seen")
      return
    }
    #expect(sentence.contains("success was reported"))
  }

  @Test func `a mixture is a violation that lists the lesser part`() {
    var mixture = before
    mixture["a"] = file("2")
    guard case .violation(let sentence, let paths) = judge(mixture) else {
      Issue.record("a mixture was not seen")
      return
    }
    #expect(sentence.contains("3 are as before and 1 as after"))
    #expect(paths == ["a"])
  }

  @Test func `a lost directory, torn bytes, a lost mode and a stray file are violations`() {
    var lost = after
    lost["d"] = nil
    #expect(judge(lost).paths == ["d"])
    var torn = after
    torn["b"] = file("")
    #expect(judge(torn).paths == ["b"])
    var mode = after
    mode["b"] = .file(contents: Array("2".utf8), isExecutable: true)
    #expect(judge(mode).paths == ["b"])
    var stray = after
    stray["d/.tmp"] = file("2")
    #expect(judge(stray, reported: true).paths == ["d/.tmp"])
  }

  // MARK: The loop

  @Test func `three rounds keep the guarantee and leave nothing, also inside a repository`() throws
  {
    let directory = try TemporaryDirectory()
    _ = try RunningProgram("/usr/bin/git", ["init", "-q", "-b", "main", directory.path]).finish()
    for place in [directory.path, FileManager.default.temporaryDirectory.path] {
      let result = try backstitch(
        ["doctor", "--crash", place, "--rounds", "3", "--json"], in: directory.path)
      #expect(result.status == 0, "\(result.output)\(result.error)")
      let report = try JSONNormalizer.object(result.output)
      let (before, after) = (report["before"] as? Int ?? 0, report["after"] as? Int ?? 0)
      #expect(report["rounds"] as? Int == 3 && before + after == 3)
      #expect((report["violations"] as? [Any])?.isEmpty == true && report["kept"] is NSNull)
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: directory.path)
    #expect(left == [".git"])
    #expect(!FileManager.default.fileExists(atPath: directory.path + "/.git/backstitch"))
  }

  @Test func `the report says that a kill is not a power cut`() throws {
    let directory = try TemporaryDirectory()
    let result = try backstitch(["doctor", "--crash", ".", "--rounds", "1"], in: directory.path)
    #expect(result.status == 0)
    #expect(result.output.contains("Violations: 0\n"))
    #expect(result.output.contains("A kill is not a power cut"))
  }

  /// The tests' own threads block signals, and a program started by them inherits that: it must
  /// hear them all the same. The rounds are bounded, so that one that does not ends and fails here.
  @Test func `an interruption removes the directory and is status 130`() throws {
    let directory = try TemporaryDirectory()
    let running = try RunningProgram(
      backstitchPath, ["doctor", "--crash", directory.path, "--rounds", "100"])
    func entries() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: directory.path)
    }
    let deadline = Date(timeIntervalSinceNow: 30)
    while try entries().isEmpty, Date() < deadline { usleep(1000) }
    running.kill(SIGINT)
    let result = try running.finish()
    #expect(result.status == 130)
    #expect(result.error.contains("interrupted"))
    #expect(try entries().isEmpty)
  }

  @Test func `a place that is missing, no directory or read-only is refused clearly`() throws {
    let directory = try TemporaryDirectory()
    try directory.write("file", "x")
    for (place, word) in [
      ("nowhere", "No such file"), ("file", "Not a directory"), ("/proc", "name a directory"),
    ] {
      let result = try backstitch(["doctor", "--crash", place], in: directory.path)
      #expect(result.status == 1)
      #expect(result.error.contains("'\(place)'") && result.error.contains(word))
    }
    let usage = try backstitch(["doctor", "--crash", ".", "--rounds", "0"], in: directory.path)
    #expect(usage.status == 64)
  }
}

extension CrashVerdict {
  /// The paths of a violation; nil when it is none.
  fileprivate var paths: [String]? {
    if case .violation(_, let paths) = self { return paths }
    return nil
  }
}
