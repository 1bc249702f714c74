import Backstitch
import Foundation
import Patch
import Testing

/// Commands beside, inside and after which others work, and commands whose `exec` dies.
@Suite struct CaptureMeanwhileTests {
  private static let lines = (1...9).map { "line \($0)\n" }.joined()

  @Test func `operations that land meanwhile are not part of it`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a", "1\n")
    let capture = try sandbox.workspace.beginCapture(of: ["x"])
    try sandbox.commit([.write("a", "2\n"), .write("new/b", "b\n")])
    try sandbox.write("c", "c\n")
    let operation = try #require(try capture.finish(status: 0).operation)
    #expect(operation.number == 2 && operation.changes.map(\.path) == ["c"])
    try sandbox.workspace.undo()
    #expect(
      sandbox.read("a") == "2\n" && sandbox.read("new/b") == "b\n" && sandbox.read("c") == nil)
  }

  @Test(arguments: [[1, 2], [2, 1]])
  func `of a file that both changed each has its own lines`(order: [Int]) throws {
    let sandbox = try Sandbox()
    try sandbox.write("a", Self.lines)
    let capture = try sandbox.workspace.beginCapture(of: ["x"])
    let early = Self.lines.replacing("line 2", with: "early")
    try sandbox.write("a", early)
    try sandbox.commit([
      Change("a", .replace(old: Array("line 5".utf8), new: Array("other".utf8), count: 1))
    ])
    try sandbox.write("a", try #require(sandbox.read("a")).replacing("line 8", with: "late"))
    let operation = try #require(try capture.finish(status: 0).operation)
    #expect(operation.steps.map(\.id) == ["before-1", "exec"])
    let after = try #require(sandbox.read("a"))
    let alone = [
      1: early.replacing("line 8", with: "late"), 2: Self.lines.replacing("line 5", with: "other"),
    ]
    try sandbox.workspace.proposeUndo(of: order[0]).land()
    #expect(sandbox.read("a") == alone[order[0]])
    try sandbox.workspace.proposeUndo(of: order[1]).land()
    #expect(sandbox.read("a") == Self.lines)
    for number in order.reversed() { try sandbox.workspace.proposeRedo(of: number).land() }
    #expect(sandbox.read("a") == after)
  }

  @Test func `a command inside a command has its own operation`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a", "1\n")
    let outer = try sandbox.workspace.beginCapture(of: ["outer"])
    try sandbox.write("a", "2\n")
    let inner = try sandbox.workspace.beginCapture(of: ["inner"])
    try sandbox.write("b", "b\n")
    let first = try #require(try inner.finish(status: 0).operation)
    try sandbox.write("c", "c\n")
    let second = try #require(try outer.finish(status: 0).operation)
    #expect(first.changes.map(\.path) == ["b"])
    #expect(second.changes.map(\.path) == ["a", "c"])
    try sandbox.workspace.undo()
    #expect(sandbox.read("a") == "1\n" && sandbox.read("b") == "b\n" && sandbox.read("c") == nil)
  }

  @Test func `what people edit later stays when a command is undone`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a", Self.lines)
    let capture = try sandbox.workspace.beginCapture(of: ["x"])
    try sandbox.write("a", Self.lines.replacing("line 2", with: "theirs"))
    _ = try capture.finish(status: 0)
    try sandbox.write("a", try #require(sandbox.read("a")).replacing("line 8", with: "mine"))
    try sandbox.workspace.undo()
    #expect(sandbox.read("a") == Self.lines.replacing("line 8", with: "mine"))
  }

  // MARK: Death

  @Test func `a killed exec becomes an operation marked interrupted`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a", "mine\n")
    do {
      // Its lock goes with it.
      _ = try sandbox.workspace.beginCapture(of: ["black", "."])
      try sandbox.write("a", "half\n")
    }
    #expect(try sandbox.workspace.operations().isEmpty)
    try sandbox.commit([.write("b", "b\n")])
    let operations = try sandbox.workspace.operations()
    #expect(operations.map(\.kind) == [.capture, .commit])
    #expect(operations.first?.captured?.status == nil)
    #expect(operations.first?.description.contains("interrupted") == true)
    #expect(sandbox.notices.contains { $0.contains("black . ") || $0.contains("black .;") })
    try sandbox.workspace.proposeUndo(of: 1).land()
    #expect(sandbox.read("a") == "mine\n" && sandbox.read("b") == "b\n")
  }

  @Test func `a bare undo after a kill takes back what the command did`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a", "mine\n")
    _ = try sandbox.workspace.beginCapture(of: ["x"])
    try sandbox.write("a", "half\n")
    try sandbox.workspace.settle()
    try sandbox.workspace.undo()
    #expect(sandbox.read("a") == "mine\n")
  }

  @Test func `one that runs is not taken for dead`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a", "1\n")
    let capture = try sandbox.workspace.beginCapture(of: ["x"])
    try sandbox.write("a", "2\n")
    try sandbox.workspace.settle()
    try sandbox.commit([.write("b", "b\n")])
    #expect(try sandbox.workspace.operations().map(\.kind) == [.commit])
    #expect(try capture.finish(status: 3).operation?.captured?.status == 3)
    #expect(sandbox.notices.isEmpty)
  }

  @Test(arguments: [0, 40, 200])
  func `a damaged snapshot is told once and blocks nobody`(offset: Int) throws {
    let sandbox = try Sandbox()
    try sandbox.write("a", "mine\n")
    _ = try sandbox.workspace.beginCapture(of: ["x"])
    let store = String(decoding: sandbox.workspace.storePath, as: UTF8.self)
    let names = try FileManager.default.contentsOfDirectory(atPath: store)
    let name = try #require(names.first { $0.hasPrefix("snapshot-") })
    var bytes = try Data(contentsOf: URL(fileURLWithPath: "\(store)/\(name)"))
    bytes[min(offset, bytes.count - 1)] ^= 1
    try bytes.write(to: URL(fileURLWithPath: "\(store)/\(name)"))
    try sandbox.write("a", "half\n")
    try sandbox.commit([.write("b", "b\n")])
    #expect(sandbox.notices.count == 1)
    try sandbox.commit([.write("b", "c\n")])
    #expect(sandbox.notices.count == 1)
    #expect(sandbox.read("a") == "half\n")
    #expect(try sandbox.workspace.operations().map(\.kind) == [.commit, .commit])
  }
}
