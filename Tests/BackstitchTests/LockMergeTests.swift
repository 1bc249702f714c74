import Foundation
import Patch
import Testing

@testable import Backstitch

/// Locks merge by what their entries are about.
@Suite struct LockMergeTests {
  private static func lock(_ entries: [String], _ more: [String: Any] = [:]) throws -> [UInt8] {
    let outputs: [[String: Any]] = entries.map { entry in
      let parts = entry.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
      var output = ["path": parts[0], "template": "a@1"]
      if parts.count > 1, !parts[1].isEmpty { output["node"] = parts[1] }
      if parts.count > 2 { output["template"] = parts[2] }
      return output
    }
    let document: [String: Any] = ["name": "x", "schema": 1, "outputs": outputs]
    let data = try JSONSerialization.data(
      withJSONObject: document.merging(more) { $1 },
      options: [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes])
    return Array(data) + [0x0A]
  }

  @Test func `entries of both sides stand together, in order`() throws {
    let merged = try LockMerge.merge(
      base: Self.lock(["b.py", "m.py#A"]), ours: Self.lock(["b.py", "c.py", "m.py#A", "m.py#B"]),
      theirs: Self.lock(["a.py", "m.py#A"]))
    #expect(try merged == Self.lock(["a.py", "c.py", "m.py#A", "m.py#B"]))
  }

  @Test func `no file is a lock without entries`() throws {
    #expect(
      try LockMerge.merge(base: Self.lock(["a"]), ours: Self.lock(["a", "b"]), theirs: nil)
        == Self.lock(["b"]))
    #expect(
      try LockMerge.merge(base: nil, ours: Self.lock(["a"]), theirs: Self.lock(["b"]))
        == Self.lock(["a", "b"]))
    #expect(
      try LockMerge.merge(base: Self.lock(["a", "b"]), ours: nil, theirs: Self.lock(["a"])) == [])
    #expect(try LockMerge.merge(base: Self.lock(["a"]), ours: Self.lock(["a"]), theirs: nil) == [])
  }

  @Test func `what both changed differently is no merge, nor what is written otherwise`() throws {
    #expect(
      try LockMerge.merge(
        base: Self.lock(["a##t1"]), ours: Self.lock(["a##t2"]), theirs: Self.lock(["a##t3"])) == nil
    )
    #expect(
      try LockMerge.merge(
        base: Self.lock(["a"], ["layers": ["x"]]), ours: Self.lock(["a"], ["layers": ["y"]]),
        theirs: Self.lock(["a"], ["layers": ["z"]])) == nil)
    let loose = try Array(String(decoding: Self.lock(["b"]), as: UTF8.self).utf8) + [0x0A]
    #expect(try LockMerge.merge(base: Self.lock(["a"]), ours: loose, theirs: nil) == nil)
  }

  @Test func `a conflict that several steps meet at a path is one`() throws {
    let sandbox = try Sandbox()
    var transaction = try sandbox.workspace.begin("three steps")
    for (step, text) in [("one", "1\n"), ("two", "2\n"), ("three", "3\n")] {
      try transaction.step(step) { tree throws(Refusal) in
        try tree.stage(
          ChangeSet(changes: [Change("a", .write(contents: Array(text.utf8)))]))
      }
    }
    try transaction.commit()
    try FileManager.default.removeItem(atPath: sandbox.root + "/a")
    let plan = try sandbox.workspace.proposeUndo(of: 1).plan
    #expect(plan.conflicts.map(\.path.description) == ["a"])
  }
}
