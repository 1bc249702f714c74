import Backstitch
import Foundation
import Patch
import SourceEdits
import Testing

// The README's example, word for word; the test below compares the two.

func greet(in directory: String, context: Context) throws {
  let workspace = try Workspace(containing: Array(directory.utf8), context: context)
  var transaction = try workspace.begin("add a greeting")
  try transaction.step("greeting") { tree throws(Refusal) in
    try tree.stage(Change("greeting.txt", .write(contents: Array("hello\n".utf8))))
    try tree.stage(
      Change("main.py", .edit(.addImport(.init(module: "greetings", name: "hello")))))
  }
  let preview = try transaction.propose().plan
  try transaction.commit(expecting: preview.digest)
  try workspace.undo()
}

@Suite struct ReadmeTests {
  @Test func `the example in the README is the one compiled here, and it works`() throws {
    let here = URL(fileURLWithPath: #filePath)
    let root = here.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let readme = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    let block = try #require(readme.components(separatedBy: "<!-- example -->").dropFirst().first)
    let code = try #require(block.components(separatedBy: "<!-- end -->").first)
    let function = try #require(
      code.components(separatedBy: "func greet").dropFirst().first?
        .components(separatedBy: "\n```").first)
    let source = try String(contentsOf: here, encoding: .utf8)
    #expect(source.contains("func greet" + function))

    let sandbox = try Sandbox()
    try sandbox.write("main.py", "print(1)\n")
    let before = try sandbox.snapshot()
    try greet(in: sandbox.root, context: sandbox.workspace.context)
    #expect(try sandbox.snapshot() == before)
    #expect(try sandbox.workspace.operations().count == 2)
  }
}
