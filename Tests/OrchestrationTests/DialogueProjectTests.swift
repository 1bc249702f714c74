import Backstitch
import Generators
import Orchestration
import ProjectModel
import Testing

/// What is asked of workspaces that leave something open, and that one request is one request.
@Suite struct DialogueProjectTests {
  private let shop: ShopWorkspace

  init() throws { shop = try ShopWorkspace() }

  private static let fields = ["name_en:str:64:required", "price:decimal:10,2:min:0"]

  private func begin(
    _ plan: String, _ name: String = "product", _ fields: [String] = fields
  ) throws -> Dialogue {
    var request = GenerationRequest(plan: plan, name: name)
    if !fields.isEmpty { request.entity = try EntityDefinition.make(name: name, fields: fields) }
    return try shop.orchestrator.dialogue(GivenAnswers(request))
  }

  private func addBackend() throws {
    try shop.write("services/mail/main.py", "from fastapi import FastAPI\n\napp = FastAPI()\n")
  }

  private func addFrontend(_ directory: String) throws {
    try shop.write("\(directory)/package.json", #"{"dependencies":{"next":"15.0.0"}}"#)
    try shop.write("\(directory)/app/layout.tsx", "export default function L() { return null }\n")
  }

  // MARK: Choices

  @Test func `of several backends one is chosen, with evidence, the likeliest first`() throws {
    try addBackend()
    var dialogue = try begin("entity")
    let question = try #require(dialogue.question)
    guard case .one(let choices, let standard) = question.form else {
      Issue.record("\(question)")
      return
    }
    #expect(question.topic == .backend && standard == "backend")
    #expect(choices.map(\.id) == ["backend", "services/mail"])
    #expect(
      choices[0].detail.contains("backend/main.py:") && choices[0].detail.contains("3 models"))
    try dialogue.answer(.one("backend"))
    #expect(dialogue.question == nil)
    #expect(try dialogue.request().backend == "backend")
    #expect(try dialogue.words() == ["--backend", "backend"])
  }

  @Test func `an entity is looked for in the backend that was chosen`() throws {
    try addBackend()
    var dialogue = try begin("entity", "category", [])
    try dialogue.answer(.one("services/mail"))
    #expect(dialogue.question?.topic == .fields)
    dialogue.back()
    try dialogue.answer(.one("backend"))
    #expect(dialogue.question?.topic == .tests)
  }

  @Test func `of several frontends the one with a table is the default`() throws {
    try addFrontend("apps/admin")
    var dialogue = try begin("data-table")
    #expect(dialogue.question?.topic == .frontend)
    #expect(dialogue.question?.form.standard == .one("frontend"))
    try dialogue.answer(.one("apps/admin"))
    #expect(dialogue.question?.topic == .module("data-table"))
    #expect(dialogue.question?.form.standard == .confirmation(true))
    try dialogue.answer(.confirmation(true))
    let request = try dialogue.request()
    #expect(request.frontend == "apps/admin" && request.modules == ["data-table"])
    #expect(
      try dialogue.words() == ["--frontend", "apps/admin", "--with", "data-table"])
  }

  @Test func `of several registrars one is chosen`() async throws {
    try shop.write("backend/core/two.py", Self.registrar("first") + Self.registrar("second"))
    let main = try shop.original("backend/main.py")
    try shop.write(
      "backend/main.py",
      main + "\nfrom core.two import first, second\n\nfirst(app)\nsecond(app)\n")
    try shop.write(
      ".backstitch/config.yaml", "backend:\n  routers: \"api/other/{entity}_router.py\"\n")
    var dialogue = try begin("entity")
    guard case .one(let choices, _) = dialogue.question?.form, choices.count > 1 else {
      Issue.record("\(String(describing: dialogue.question))")
      return
    }
    #expect(dialogue.question?.topic == .registrar)
    let second = try #require(choices.first { $0.id == "backend/core/two.py:second" })
    try dialogue.answer(.one(second.id))
    #expect(dialogue.question == nil)
    let (run, _) = try await shop.run(try dialogue.request())
    #expect(run.evidence.contains { $0.description.contains("backend/core/two.py") })
  }

  private static func registrar(_ name: String) -> String {
    "from fastapi import FastAPI\n\nfrom api.routers.setting import category_router\n\n\n"
      + "def \(name)(app: FastAPI) -> None:\n    app.include_router(category_router.router)\n\n\n"
  }

  @Test(arguments: ["compose.yaml", "docker-compose.yml", "backend/docker-compose.yaml"])
  func `docker is offered where there is a compose file`(file: String) throws {
    var without = try begin("entity", "product", [])
    try without.answer(.fields(["name:str:9"]))
    while let question = without.question {
      #expect(question.topic != .docker)
      try without.answer(try #require(question.form.standard))
    }
    try shop.write(file, "services: {}\n")
    var dialogue = try begin("entity", "product", [])
    try dialogue.answer(.fields(["name:str:9"]))
    while let question = dialogue.question {
      #expect(question.topic != .docker || question.title.contains(file))
      try dialogue.answer(
        question.topic == .docker
          ? .confirmation(true) : try #require(question.form.standard))
    }
    #expect(try dialogue.request().docker)
    #expect(try dialogue.words().contains("--docker"))
  }

  @Test func `what a plan cannot do without is said before anything is asked`() throws {
    try shop.remove("frontend")
    let error = try #require(throws: OrchestrationError.self) { try begin("fullstack", "", []) }
    #expect(error.isAbsentProject)
    var crud = try begin("crud", "product", [])
    try crud.answer(.fields(["name:str:9"]))
    while let question = crud.question {
      #expect(![.columns, .filters, .actions].contains(question.topic))
      try crud.answer(try #require(question.form.standard))
    }
  }

  // MARK: One request

  @Test func `flags, a file and the dialogue come to the same request`() throws {
    var flags = GenerationRequest(plan: "fullstack", name: "product")
    flags.entity = try EntityDefinition.make(
      name: "product",
      fields: Self.fields + [
        "code:str:8:min:2:pattern:^[A-Z]+$", "category:ref:Category:set-null",
      ],
      features: Features(softDelete: true, active: true))
    flags.columns = ["name_en", "price"]
    flags.actions = ["add", "edit"]
    flags.tests = true
    var file = try AnswersFile.read(
      Array(
        """
        entity:
          name: product
          fields:
            - { name: name_en, type: str, constraints: { max_length: 64, required: true } }
            - { name: price, type: decimal, constraints: { precision: 10, scale: 2, min: 0 } }
            - { name: code, type: str,
                constraints: { max_length: 8, min_length: 2, pattern: "^[A-Z]+$" } }
            - { name: category_id, type: int,
                constraints: { index: true, foreign_key: category.id } }
          relationships:
            - { name: category, type: many-to-one, target: Category, on_delete: set-null }
          features: { soft_delete: true, active: true }
        columns: [name_en, price]
        actions: [add, edit]
        tests: true
        """.utf8))
    (file.plan, file.name) = ("fullstack", "product")
    #expect(file == flags)
    var dialogue = try begin("fullstack", "", [])
    let answers: [Dialogue.Topic: Dialogue.Answer] = [
      .name: .text("product"),
      .fields: .fields(["name_en:str:64:required", "price:Decimal(10,2)", "code:str:8"]),
      .relationships: .several(["Category"]), .onDelete(of: "Category"): .one("set-null"),
      .validations: .several(["price", "code"]), .minimum(of: "price"): .text("0"),
      .minimum(of: "code"): .text("2"), .pattern(of: "code"): .text("^[A-Z]+$"),
      .features: .several(["active", "soft-delete"]), .columns: .several(["price", "name_en"]),
      .actions: .several(["edit", "add"]), .tests: .confirmation(true),
    ]
    while let question = dialogue.question {
      try dialogue.answer(try #require(answers[question.topic] ?? question.form.standard))
    }
    #expect(try dialogue.request() == flags)
    #expect(
      try dialogue.words() == [
        "product", "name_en:str:64:required", "price:decimal:10,2:min:0",
        "code:str:8:min:2:pattern:^[A-Z]+$", "category:ref:Category:set-null", "--feature",
        "soft-delete,active", "--columns", "name_en,price", "--actions", "add,edit", "--tests",
      ])
  }

  @Test func `what the field language cannot say is printed as answers`() throws {
    var dialogue = try begin("entity", "product", [])
    let answers: [Dialogue.Topic: Dialogue.Answer] = [
      .fields: .fields(["code:str:8=abc"]), .validations: .several(["code"]),
      .pattern(of: "code"): .text("^[a-z]+$"),
    ]
    while let question = dialogue.question {
      try dialogue.answer(try #require(answers[question.topic] ?? question.form.standard))
    }
    let words = try dialogue.words()
    #expect(words.first == "--answers" && words.count == 2)
    #expect(try AnswersFile.read(Array(words[1].utf8)) == dialogue.request())
  }
}
