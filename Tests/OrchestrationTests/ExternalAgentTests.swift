import Backstitch
import Foundation
import Generators
import Orchestration
import Patch
import ProjectModel
import TestSupport
import Testing

@Suite struct ExternalAgentTests {
  /// Runs a Python program as the only step of a plan.
  private func run(
    _ program: String, limit: Int = 900, in shop: ShopWorkspace? = nil
  ) async throws -> OrchestrationRun {
    let shop = try shop ?? ShopWorkspace()
    try shop.write("agent.py", program)
    try shop.write(
      ".backstitch/plans/own.yaml",
      "steps:\n- id: own\n  agent: { command: [python3, agent.py], time_limit: \(limit) }\n")
    let request = try GenerationRequest.entity(
      "own", "product", "name_en:str:64:required", "category:ref:Category")
    return try await shop.run(request).run
  }

  private func failure(_ program: String, limit: Int = 900) async throws -> String {
    let error = try await #require(throws: OrchestrationError.self) {
      try await run(program, limit: limit)
    }
    guard case .agent(let failure) = error else {
      Issue.record("\(error)")
      return ""
    }
    #expect(failure.words == ["python3", "agent.py"])
    return failure.description
  }

  @Test func `it is asked with entity, layout and step, and answers with a change set`()
    async throws
  {
    let shop = try ShopWorkspace()
    let run = try await run(
      """
      import json, sys
      question = json.load(sys.stdin)
      assert question["schema"] == 1 and question["plan"] == "own"
      assert question["step"]["id"] == "own", question
      entity = question["entity"]
      assert entity["name_pascal"] == "Product" and entity["name_plural"] == "products"
      assert entity["fields"][0] == {"name": "name_en", "type": "str",
          "constraints": {"max_length": 64, "required": True}}, entity["fields"][0]
      assert entity["relationships"][0]["type"] == "many-to-one"
      assert question["layout"]["backend"]["root"] == "backend"
      print(json.dumps({"changes": [{"write": "out.txt", "content": "done"}]}))
      """, in: shop)
    try run.transaction.commit()
    #expect(shop.read("out.txt") == "done")
  }

  @Test func `what it writes into its view reaches nobody`() async throws {
    let shop = try ShopWorkspace()
    let before = try shop.original("backend/main.py")
    let run = try await run(
      """
      import os, stat
      path = "backend/main.py"
      os.chmod(path, 0o644)
      open(path, "w").write("spoiled")
      assert os.getcwd() != "\(shop.directory.path)/shop"
      open("stray", "w").write("x")
      print('{"changes": []}')
      """, in: shop)
    #expect(shop.read("backend/main.py") == before)
    #expect(shop.read("stray") == nil)
    #expect(run.results[0].generated.changes.isEmpty)
  }

  @Test func `its failure is shown with what it said`() async throws {
    let text = try await failure("import sys; sys.exit('the model was down')")
    #expect(text.contains("status 1"))
    #expect(text.contains("the model was down"))
  }

  @Test func `a command that takes too long is stopped with all it started`() async throws {
    let mark = "backstitch-test-\(UInt64.random(in: 0...UInt64.max))"
    let text = try await failure(
      "import subprocess, time; subprocess.Popen(['sh', '-c', 'sleep 300 # \(mark)']); time.sleep(300)",
      limit: 1)
    #expect(text.contains("limit of 1 s"))
    let left = try RunningProgram("/bin/sh", ["-c", "pgrep -f '[s]leep 300 # \(mark)' || true"])
      .finish().output
    #expect(left.isEmpty, "\(left)")
  }

  @Test(arguments: [
    ("print('{')", "not JSON"), ("pass", "empty"),
    ("print('{\"changes\": [{\"write\": \"../x\", \"content\": \"\"}]}')", "'..'"),
    ("print('{\"changes\": [{\"write\": \".git/config\", \"content\": \"\"}]}')", ".git"),
    ("print('{\"changes\": [{\"write\": \"a\", \"content\": \"\", \"colour\": 1}]}')", "colour"),
  ])
  func `an answer that cannot be used is refused and confined like any change set`(
    program: String, words: String
  ) async throws {
    let text = try await failure(program)
    #expect(text.contains(words), "\(text)")
  }

  @Test func `a command that is not there says so`() async throws {
    let shop = try ShopWorkspace()
    try shop.write(
      ".backstitch/plans/own.yaml",
      "steps:\n- id: own\n  agent: { command: [backstitch-no-such-agent] }\n")
    let error = try await #require(throws: OrchestrationError.self) {
      try await shop.run(.entity("own", "product", "name:str"))
    }
    #expect(error.message.contains("backstitch-no-such-agent"))
    #expect(error.message.contains("cannot be started"))
  }

  /// A program that waits until somebody has saved, then answers.
  private static func answering(_ changes: String) -> String {
    """
    import json, os, time
    open(os.environ["TMPDIR"] + "/shown", "w").close()
    while not os.path.exists(os.environ["TMPDIR"] + "/saved"): time.sleep(0.01)
    print(json.dumps({"changes": \(changes)}))
    """
  }

  @Test func `what somebody saves while it runs is merged or refused, never overwritten`()
    async throws
  {
    let shop = try ShopWorkspace()
    let signals = try TemporaryDirectory()
    let lines = (1...9).map { "line \($0)\n" }.joined()
    for name in ["merged.txt", "gone.txt", "same.txt"] { try shop.write(name, lines) }
    let program = Self.answering(
      """
      [{"write": "merged.txt", "content": open("merged.txt").read().replace("line 2", "agent")},
       {"delete": "gone.txt"}, {"write": "same.txt", "content": "agent\\n"},
       {"write": "new.txt", "content": "agent\\n"}]
      """
    ).replacing("os.environ[\"TMPDIR\"]", with: "\"\(signals.path)\"")
    let root = shop.directory.path + "/shop"
    let person = Thread {
      while !FileManager.default.fileExists(atPath: signals.path + "/shown") { usleep(5000) }
      for name in ["merged.txt", "gone.txt", "same.txt"] {
        try? lines.replacing("line 8", with: "person").write(
          toFile: "\(root)/\(name)", atomically: false, encoding: .utf8)
      }
      try? "person\n".write(toFile: "\(root)/new.txt", atomically: false, encoding: .utf8)
      _ = FileManager.default.createFile(atPath: signals.path + "/saved", contents: nil)
    }
    person.start()
    let run = try await run(program, in: shop)
    let plan = try run.transaction.propose().plan
    #expect(plan.conflicts.map(\.path) == ["gone.txt", "new.txt", "same.txt"])
    #expect(throws: BackstitchError.self) { try run.transaction.commit() }
    let kept = try run.transaction.propose(onConflict: .keep)
    try kept.land()
    #expect(
      shop.read("merged.txt")
        == lines.replacing("line 2", with: "agent").replacing("line 8", with: "person"))
    #expect(shop.read("new.txt") == "person\n")
    #expect(shop.read("gone.txt")?.contains("person") == true)
    #expect(shop.read("same.txt")?.contains("person") == true)
  }

  @Test func `an ignored file, which it cannot see, is not overwritten`() async throws {
    let shop = try ShopWorkspace()
    try shop.write(".gitignore", ".env\n")
    try shop.write(".env", "SECRET=mine\n")
    let run = try await run(
      """
      import os
      assert not os.path.exists(".env")
      print('{"changes": [{"write": ".env", "content": "x"}]}')
      """, in: shop)
    #expect(try run.transaction.propose().plan.conflicts.map(\.path) == [".env"])
  }

  @Test func `it cannot write through links that lead out of its view`() async throws {
    let shop = try ShopWorkspace()
    let root = shop.directory.path + "/shop"
    try shop.write("target.txt", "mine\n")
    let links = ["absolute": root + "/target.txt", "out": "../shop/target.txt", "in": "target.txt"]
    for (name, target) in links {
      try FileManager.default.createSymbolicLink(
        atPath: "\(root)/\(name)", withDestinationPath: target)
    }
    let run = try await run(
      """
      import os
      assert os.path.islink("in") and not os.path.lexists("absolute") and not os.path.lexists("out")
      os.chmod("target.txt", 0o644)
      open("in", "w").write("spoiled")
      print('{"changes": []}')
      """, in: shop)
    #expect(shop.read("target.txt") == "mine\n")
    #expect(run.results[0].generated.changes.isEmpty)
  }

  @Test func `what it says cannot steer a terminal`() async throws {
    let text = try await failure(
      "import sys; sys.exit('\\x1b[31mred\\x1b[0m \\x1b]0;title\\x07 done')")
    #expect(text.contains("red"))
    #expect(!text.contains("\u{1B}") && !text.contains("\u{7}"))
  }
}
