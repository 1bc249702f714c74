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
    _ program: String, limit: Int = 20, in shop: ShopWorkspace? = nil
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

  private func failure(_ program: String, limit: Int = 20) async throws -> String {
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
}
