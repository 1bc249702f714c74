import Backstitch
import Foundation
import Patch
import Testing

/// What undo and redo say and do where nothing, or a directory, stands now (I6, I8).
@Suite struct AbsenceTests {
  private let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  private func remove(_ path: String) throws {
    try FileManager.default.removeItem(atPath: "\(sandbox.root)/\(path)")
  }

  @Test func `a file that an operation deleted is told with that operation, not as somebody's`()
    throws
  {
    try sandbox.commit([.write("a", "1\n"), .write("b", "1\n")])
    try sandbox.commit([.write("a", "1\n2\n")])
    try sandbox.workspace.proposeUndo(of: 1, Selection(paths: ["a"]), onConflict: .take).land()
    let found = try #require(conflicts { try sandbox.undo(2) }.first)
    #expect(found.operation == 3 && found.editedSince == nil)
    #expect(found.description == "a: it was deleted (from operation 3)")
  }

  @Test func `a file that a person deleted is told as somebody's`() throws {
    try sandbox.commit([.write("a", "1\n"), .write("b", "1\n")])
    try sandbox.commit([.write("a", "1\n2\n")])
    try remove("a")
    let found = try #require(conflicts { try sandbox.undo(2) }.first)
    #expect(found.operation == nil && found.description == "a: somebody deleted it")
  }

  @Test func `a directory in the way is left as it is, also when the file is to be taken`() throws {
    try sandbox.commit([.write("a", "1\n"), .write("b", "1\n")])
    try sandbox.commit([Change("a", .delete), .write("b", "2\n")])
    try sandbox.write("a/mine", "mine\n")
    #expect(conflicts { try sandbox.undo(2) }.map(\.path) == ["a"])
    let landed = try #require(try sandbox.workspace.proposeUndo(of: 2, onConflict: .take).land())
    let verdicts = landed.plan.verdicts.map { "\($0.path) \($0.decision)" }.sorted()
    #expect(verdicts == ["a kept", "b restored"])
    #expect(landed.plan.decided.map(\.path) == ["a"] && landed.plan.taken.isEmpty)
    #expect(sandbox.read("a/mine") == "mine\n" && sandbox.read("b") == "1\n")
  }

  @Test func `a redo brings no file back that stayed at the undo and was deleted by hand since`()
    throws
  {
    try sandbox.commit([.write("a", "1\n"), .write("b", "1\n")])
    try sandbox.write("a", "mine\n")
    try sandbox.workspace.proposeUndo(onConflict: .keep).land()
    try remove("a")
    #expect(
      conflicts { try sandbox.workspace.redo() }.map(\.description) == ["a: somebody deleted it"])
    #expect(sandbox.read("b") == nil)
    try sandbox.workspace.proposeRedo(onConflict: .keep).land()
    #expect(sandbox.read("a") == nil && sandbox.read("b") == "1\n")
  }

  @Test func `a redo that takes brings the deleted file back`() throws {
    try sandbox.commit([.write("a", "1\n"), .write("b", "1\n")])
    try sandbox.write("a", "mine\n")
    try sandbox.workspace.proposeUndo(onConflict: .keep).land()
    try remove("a")
    try sandbox.workspace.proposeRedo(onConflict: .take).land()
    #expect(sandbox.read("a") == "1\n")
  }

  @Test func `a file that stayed and that an operation deleted later comes back with a redo`()
    throws
  {
    try sandbox.commit([.write("a", "1\n"), .write("b", "1\n")])
    try sandbox.write("a", "mine\n")
    try sandbox.workspace.proposeUndo(onConflict: .keep).land()
    try sandbox.commit([Change("a", .delete)])
    try sandbox.redo(1)
    #expect(sandbox.read("a") == "1\n" && sandbox.read("b") == "1\n")
  }

  @Test func `a path that the operation did not change is named with the operation`() throws {
    try sandbox.commit([.write("a", "1\n")])
    #expect {
      try sandbox.undo(1, Selection(paths: ["b"]))
    } throws: { error in
      guard case BackstitchError.untouched("b", operation: 1) = error else { return false }
      return "\(error)".contains("'backstitch show 1' lists its paths")
    }
  }
}
