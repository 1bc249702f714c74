import Backstitch
import Foundation
import Generators
import Orchestration
import Patch
import ProjectModel
import Testing

/// `--docker` from the request to the undo.
@Suite struct DockerStepTests {
  private func request(_ plan: String, _ name: String = "brand") throws -> GenerationRequest {
    var request = try GenerationRequest.entity(plan, name, "title:str:64:required")
    request.docker = true
    return request
  }

  private func land(_ ended: ShopWorkspace.Ended) throws {
    #expect(ended.stopped == nil)
    _ = try ended.run.transaction.propose(.all, onConflict: .abort).land()
  }

  @Test(
    "every plan of an entity has the optional step behind all others, with the layers it touches",
    arguments: [
      ("fullstack", "backend,frontend"), ("crud", "backend,frontend"), ("entity", "backend"),
      ("api-route", "frontend"), ("data-table", "frontend"),
    ])
  func step(plan: String, layers: String) throws {
    let shop = try ShopWorkspace()
    let run = try shop.orchestrator.run(request(plan, "category"))
    let step = try #require(run.plan.steps.last)
    #expect(step.id == "docker" && step.title == "Add to Docker" && step.optional)
    #expect(step.options == ["layers": layers])
    #expect(step.needs.isEmpty)
    #expect(run.plan.steps.count > 1)
  }

  @Test("without the request there is no such step, and a scaffold has none with it")
  func unasked() throws {
    let shop = try ShopWorkspace()
    var request = try request("entity")
    request.docker = false
    #expect(try shop.orchestrator.run(request).plan.step("docker") == nil)
  }

  @Test("what is made lands with the rest, undo takes it back, and the next entity makes nothing")
  func lands() async throws {
    let shop = try ShopWorkspace()
    let before = try shop.tree()
    try land(try await shop.run(request("entity")))
    #expect(shop.read("compose.yaml")?.contains("build: ./backend") == true)
    #expect(shop.read("backend/Dockerfile") != nil)
    let compose = try #require(shop.read("compose.yaml"))

    let second = try await shop.run(request("entity", "maker"))
    #expect(second.run.results.last?.step.id == "docker")
    #expect(second.run.results.last?.generated.changes.isEmpty == true)
    #expect(second.run.notes.contains { $0.hasSuffix("nothing to do") })
    try land(second)
    #expect(shop.read("compose.yaml") == compose)

    // The second rests on what the first made: it is taken back with the last of the two.
    _ = try shop.workspace.proposeUndo(of: 1, onConflict: .abort).land()
    #expect(shop.read("compose.yaml") == compose)
    #expect(shop.read("backend/Dockerfile") != nil)
    _ = try shop.workspace.proposeUndo(of: 2, onConflict: .abort).land()
    #expect(try shop.tree() == before)
  }

  @Test("undo takes the services back by meaning: what a person added meanwhile stays")
  func undoes() async throws {
    let shop = try ShopWorkspace()
    let mine = "# ours\nservices:\n    cache:\n        image: redis # fast\n"
    try shop.write("docker-compose.yml", mine)
    try land(try await shop.run(request("fullstack")))
    let made = try #require(shop.read("docker-compose.yml"))
    #expect(made.contains("    frontend:\n        build: ./frontend\n"))
    let edited = made.replacing(
      "services:\n", with: "services:\n    mail:\n        image: mailpit\n\n")
    try shop.write("docker-compose.yml", edited)
    _ = try shop.workspace.proposeUndo(onConflict: .abort).land()
    #expect(
      shop.read("docker-compose.yml")
        == mine.replacing("services:\n", with: "services:\n    mail:\n        image: mailpit\n\n"))
    #expect(shop.read("frontend/Dockerfile") == nil)
  }

  @Test("a Compose file that cannot be chosen costs the other steps nothing, in a dry run too")
  func refuses() async throws {
    let shop = try ShopWorkspace()
    try shop.write("compose.yaml", "services: {}\n")
    try shop.write("docker-compose.yml", "services: {}\n")
    let ended = try await shop.run(request("entity"))
    #expect(ended.stopped == nil)
    let step = try #require(ended.run.transaction.steps.first { $0.id == "docker" })
    guard case .skipped(let reason) = step.state else {
      Issue.record("the step is \(step.state)")
      return
    }
    #expect(reason?.contains("as 'compose: PATH'") == true)
    var dry = try shop.orchestrator.run(request("entity", "maker"))
    #expect(
      try dry.run(keepsSavepoints: false, tell: { _ in }, decide: { _, _ in .stop }) == nil)
    #expect(dry.results.map(\.step.id) == ["backend"])
  }

  @Test("answers ask for it too, and the printed command line does")
  func answers() throws {
    let answers = try AnswersFile.read(Array("docker: true\n".utf8))
    #expect(answers.docker)
    let before = GivenAnswers(GenerationRequest(plan: "entity", name: "brand"))
    #expect(try request("entity").words(beyond: before).contains("--docker"))
    #expect(GenerationRequest(words: try request("entity").words)?.docker == true)
  }

  // MARK: The question

  private func question(_ shop: ShopWorkspace, _ plan: String) throws -> Dialogue.Question? {
    let given = GivenAnswers(GenerationRequest(plan: plan, name: "category"))
    var dialogue = try shop.orchestrator.dialogue(given)
    while let question = dialogue.question {
      if question.topic == .docker { return question }
      try dialogue.answer(try #require(question.form.standard))
    }
    return nil
  }

  @Test("the dialogue asks when something is missing, with no as its default")
  func asks() throws {
    let shop = try ShopWorkspace()
    let question = try #require(try question(shop, "entity"))
    #expect(question.title == "Add to Docker")
    #expect(question.form == .confirmation(standard: false))
    #expect(
      question.about == [
        "Missing: service db, service backend, service frontend, backend/Dockerfile,"
          + " frontend/Dockerfile."
      ])
  }

  @Test("yes asks for the step")
  func yes() throws {
    let shop = try ShopWorkspace()
    let given = GivenAnswers(GenerationRequest(plan: "entity", name: "category"))
    var dialogue = try shop.orchestrator.dialogue(given)
    while let question = dialogue.question {
      let answer: Dialogue.Answer? =
        question.topic == .docker ? .confirmation(true) : question.form.standard
      try dialogue.answer(try #require(answer))
    }
    #expect(try dialogue.request().docker)
    #expect(try dialogue.words().contains("--docker"))
  }

  @Test("it does not ask when nothing is missing, or when the files cannot be told apart")
  func silent() throws {
    let shop = try ShopWorkspace()
    try shop.write("compose.yaml", "services:\n  api:\n    build: backend\n")
    try shop.write("backend/Dockerfile", "FROM python:3.13\n")
    #expect(try question(shop, "entity") == nil)
    #expect(try question(shop, "fullstack") != nil)
    try shop.write("docker-compose.yml", "services: {}\n")
    #expect(try question(shop, "fullstack") == nil)
  }
}
