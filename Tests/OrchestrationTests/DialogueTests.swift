import Backstitch
import Generators
import Orchestration
import ProjectModel
import Testing

/// The dialogue as a value: which questions, which defaults, what the answers come to.
@Suite struct DialogueTests {
  private let shop: ShopWorkspace

  init() throws { shop = try ShopWorkspace() }

  private static let fields = ["name_en:str:64:required", "price:decimal:10,2"]

  private func begin(
    _ plan: String = "fullstack", _ name: String = "product", features: String? = nil,
    hasFile: Bool = false, _ change: (inout GenerationRequest) -> Void = { _ in }
  ) throws -> Dialogue {
    var request = GenerationRequest(plan: plan, name: name)
    change(&request)
    return try shop.orchestrator.dialogue(
      GivenAnswers(
        request, features: features.map { try Features(flags: $0) }, hasFile: hasFile))
  }

  /// Answers everything: as given, else by the default. The topics in order.
  @discardableResult
  private func finish(
    _ dialogue: inout Dialogue, _ answers: [Dialogue.Topic: Dialogue.Answer] = [:]
  ) throws -> [Dialogue.Topic] {
    var topics: [Dialogue.Topic] = []
    while let question = dialogue.question {
      topics.append(question.topic)
      try #require(topics.count < 50)
      let answer = try #require(answers[question.topic] ?? question.form.standard)
      try dialogue.answer(answer)
    }
    return topics
  }

  private func request(
    _ answers: [Dialogue.Topic: Dialogue.Answer], _ started: Dialogue
  ) throws -> GenerationRequest {
    var dialogue = started
    try finish(&dialogue, answers)
    return try dialogue.request()
  }

  /// Answers until a topic is asked.
  private func advance(
    _ dialogue: inout Dialogue, to topic: Dialogue.Topic,
    _ answers: [Dialogue.Topic: Dialogue.Answer] = [.fields: .fields(fields)]
  ) throws {
    while let question = dialogue.question, question.topic != topic {
      try dialogue.answer(try #require(answers[question.topic] ?? question.form.standard))
    }
    #expect(dialogue.question?.topic == topic)
  }

  private func objection(_ dialogue: inout Dialogue, _ answer: Dialogue.Answer) throws -> String {
    let before = dialogue.question
    let error = try #require(throws: OrchestrationError.self) { try dialogue.answer(answer) }
    #expect(dialogue.question == before)
    return error.message
  }

  private func one(_ question: Dialogue.Question?) throws -> (choices: [String], standard: String) {
    guard case .one(let choices, let standard) = try #require(question).form else {
      throw OrchestrationError.answer("\(String(describing: question)) is no choice of one")
    }
    return (choices.map(\.id), standard)
  }

  private func several(
    _ question: Dialogue.Question?
  ) throws -> (choices: [String], standard: [String]) {
    guard case .several(let choices, let standard) = try #require(question).form else {
      throw OrchestrationError.answer("\(String(describing: question)) is no choice of several")
    }
    return (choices.map(\.id), standard)
  }

  // MARK: Questions

  @Test func `a new entity is asked for from its name to its tests, as the plan needs it`() throws {
    var dialogue = try begin("fullstack", "")
    let topics = try finish(
      &dialogue, [.name: .text("product"), .fields: .fields(Self.fields + ["c:ref:Category"])])
    #expect(
      topics == [
        .name, .fields, .relationships, .validations, .features, .columns, .filters, .actions,
        .tests, .docker,
      ])
    var backend = try begin("entity")
    #expect(
      try finish(&backend, [.fields: .fields(["state:enum:a,b"])])
        == [.fields, .relationships, .features, .tests, .docker])
    var routes = try begin("api-route")
    #expect(try finish(&routes, [.fields: .fields(Self.fields)]).contains(.tests) == false)
  }

  @Test func `each chosen model is asked for kind, need, deletion and its side`() throws {
    var dialogue = try begin()
    let topics = try finish(
      &dialogue,
      [
        .fields: .fields(Self.fields), .relationships: .several(["Category"]),
        .kind(of: "Category"): .one("one-to-one"), .required("Category"): .confirmation(true),
        .onDelete(of: "Category"): .one("cascade"),
        .otherSide(of: "Category"): .text("best_product"), .validations: .several(["price"]),
        .minimum(of: "price"): .text("0"),
      ])
    #expect(
      topics.prefix(9) == [
        .fields, .relationships, .kind(of: "Category"), .required("Category"),
        .onDelete(of: "Category"), .otherSide(of: "Category"), .validations,
        .minimum(of: "price"), .maximum(of: "price"),
      ])
    let entity = try #require(try dialogue.request().entity)
    let same = try EntityDefinition.make(
      name: "product",
      fields: [
        Self.fields[0], Self.fields[1] + ":min:0",
        "category:ref:Category:cascade:required:unique:other:best_product",
      ], features: Features(bilingual: true))
    #expect(entity == same)
  }

  @Test func `defaults are what was detected`() throws {
    var dialogue = try begin()
    try advance(&dialogue, to: .relationships)
    #expect(try several(dialogue.question).choices == ["User", "Category", "Supplier"])
    try advance(&dialogue, to: .features)
    #expect(try several(dialogue.question).standard == ["bilingual"])
    try advance(&dialogue, to: .columns)
    let columns = try several(dialogue.question)
    #expect(columns.choices == ["id", "name_en", "name_ar", "price"])
    #expect(columns.standard == ["name_en", "name_ar", "price"])
    try advance(&dialogue, to: .actions)
    #expect(try several(dialogue.question).standard == ["add", "edit", "delete"])
    try advance(&dialogue, to: .tests)
    #expect(dialogue.question?.about.first?.contains("backend/tests/test_categories.py") == true)
    #expect(dialogue.question?.form.standard == .confirmation(true))
  }

  @Test func `a model that is referred to already, or whose name is taken, is not offered`() throws
  {
    var dialogue = try begin()
    let fields = ["shelf:ref:Category", "supplier:str:9"]
    try advance(&dialogue, to: .relationships, [.fields: .fields(fields)])
    #expect(try several(dialogue.question).choices == ["User"])
  }

  @Test func `set-null is not offered for what is required`() throws {
    var dialogue = try begin()
    let answers: [Dialogue.Topic: Dialogue.Answer] = [
      .fields: .fields(Self.fields), .relationships: .several(["Category"]),
      .required("Category"): .confirmation(true),
    ]
    try advance(&dialogue, to: .onDelete(of: "Category"), answers)
    #expect(try one(dialogue.question).choices == ["restrict", "cascade"])
  }

  // MARK: What was answered in advance

  @Test func `what a flag answered is not asked`() throws {
    var dialogue = try begin(features: "audit") { request in
      request.columns = ["price"]
      request.actions = []
      request.tests = true
      request.docker = true
    }
    let topics = try finish(&dialogue, [.fields: .fields(Self.fields)])
    #expect(topics == [.fields, .relationships, .validations])
    let request = try dialogue.request()
    #expect(request.entity?.features == Features(auditFields: true))
    #expect(request.columns == ["price"] && request.actions == [] && request.tests)
  }

  @Test func `whoever gave the fields or a file is asked for nothing that has a default`() throws {
    let entity = try EntityDefinition.make(name: "product", fields: Self.fields)
    let given = try begin { $0.entity = entity }
    #expect(given.question == nil)
    #expect(try given.request().entity == entity)
    var file = try begin(hasFile: true)
    #expect(
      try finish(&file, [.fields: .fields(Self.fields)])
        == [.fields, .relationships, .validations, .features])
  }

  @Test func `an entity that is there is not defined again`() throws {
    var dialogue = try begin("fullstack", "Categories")
    let question = try #require(dialogue.question)
    #expect(question.topic == .columns)
    #expect(
      question.about.first
        == "Category is there already and stays as backend/db/model.py:26 has it.")
    // Its router was written by hand: it takes no filter and changes nothing.
    try dialogue.answer(try #require(question.form.standard))
    #expect(dialogue.question?.topic == .actions)
    #expect(try several(dialogue.question).choices == ["add", "delete"])
    #expect(try finish(&dialogue) == [.actions, .tests, .docker])
    #expect(try dialogue.request().entity == nil)
    #expect(try dialogue.words() == ["--tests", "--yes"])
  }

  @Test func `features for an entity that is there are refused, with what to do`() throws {
    let error = try #require(throws: OrchestrationError.self) {
      try begin("entity", "category", features: "audit")
    }
    #expect(error.message.contains("--feature would change nothing"))
    #expect(error.message.contains("backend/db/model.py:26") && error.message.contains("--spec"))
    var asked = try begin("entity", "", features: "audit")
    #expect(try objection(&asked, .text("category")).contains("--feature would change nothing"))
    try asked.answer(.text("product"))
    #expect(asked.question?.topic == .fields)
  }

  // MARK: Answers

  @Test func `an answer that cannot be taken says why, and the question stays`() throws {
    var dialogue = try begin("fullstack", "")
    #expect(try objection(&dialogue, .text("class")).contains("entity name 'class'"))
    try dialogue.answer(.text("product"))
    #expect(try objection(&dialogue, .fields(["a:strin"])).contains("unknown type"))
    try dialogue.answer(.fields(["name_en:str:9", "price:int:max:5"]))
    #expect(try objection(&dialogue, .several(["Maker"])).contains("'Maker' is none"))
    try dialogue.answer(.several(["Category"]))
    try advance(&dialogue, to: .otherSide(of: "Category"))
    #expect(try objection(&dialogue, .text("Best Ones")).contains("snake case"))
    #expect(try objection(&dialogue, .text("name_en")).contains("has an attribute 'name_en'"))
    try dialogue.answer(.text("products"))
    try dialogue.answer(.several(["name_en", "price"]))
    #expect(try objection(&dialogue, .text("many")).contains("no number of characters"))
    #expect(try objection(&dialogue, .text("12")).contains("at most 9 characters"))
    try advance(&dialogue, to: .minimum(of: "price"))
    #expect(try objection(&dialogue, .text("6")).contains("at least 6"))
    try advance(&dialogue, to: .columns)
    #expect(try objection(&dialogue, .several([])).contains("at least one column"))
  }

  @Test func `a feature that clashes with a field is refused when it is chosen`() throws {
    var dialogue = try begin("entity")
    try advance(&dialogue, to: .features, [.fields: .fields(["is_active:bool", "a:int"])])
    #expect(try objection(&dialogue, .several(["active"])).contains("'is_active' is added by"))
    #expect(try objection(&dialogue, .several(["bilingual"])).contains("is bilingual"))
    try dialogue.answer(.several(["audit"]))
    #expect(dialogue.question?.topic == .tests)
  }

  @Test func `what is left at its default is not part of the request`() throws {
    let answers: [Dialogue.Topic: Dialogue.Answer] = [
      .fields: .fields(["name:str:9", "state:enum:a,b"]), .tests: .confirmation(false),
    ]
    let plain = try request(answers, begin())
    #expect(plain.columns == nil && plain.filters == nil && plain.actions == nil && !plain.tests)
    let chosen = try request(
      answers.merging([
        .columns: .several(["state", "name"]), .filters: .several([]),
        .actions: .several(["delete"]),
      ]) { $1 }, begin())
    #expect(chosen.columns == ["name", "state"])
    #expect(chosen.filters == [] && chosen.actions == ["delete"])
  }

  // MARK: Going back

  @Test func `back asks again with the answer as its default, and forgets what followed`() throws {
    var dialogue = try begin("entity", "")
    #expect(!dialogue.canGoBack)
    dialogue.back()
    try dialogue.answer(.text("product"))
    try dialogue.answer(.fields(Self.fields))
    try dialogue.answer(.several(["Supplier"]))
    try dialogue.answer(.one("one-to-one"))
    dialogue.back()
    #expect(try one(dialogue.question).standard == "one-to-one")
    dialogue.back()
    #expect(try several(dialogue.question).standard == ["Supplier"])
    try dialogue.answer(.several(["Category"]))
    #expect(dialogue.question?.topic == .kind(of: "Category"))
    #expect(try one(dialogue.question).standard == "many-to-one")
    for _ in 0..<3 { dialogue.back() }
    #expect(dialogue.question?.form == .text(standard: "product"))
    try dialogue.answer(.text("gadget"))
    #expect(dialogue.question?.form.standard == .fields(Self.fields))
    try finish(&dialogue)
    let entity = try #require(try dialogue.request().entity)
    #expect(entity.name == "gadget" && entity.relationships.map(\.target) == ["Category"])
  }

  @Test func `lines that were typed before going back are there again`() throws {
    var dialogue = try begin("entity", "")
    try dialogue.answer(.text("product"))
    dialogue.back(leaving: .fields(["name:str:9"]))
    try dialogue.answer(.text("products"))
    #expect(dialogue.question?.form.standard == .fields(["name:str:9"]))
  }

  @Test func `a missing target becomes a plain column, or the fields are asked again`() throws {
    var dialogue = try begin("entity")
    try advance(&dialogue, to: .missingTargets, [.fields: .fields(["a:int", "maker:ref:Maker"])])
    try dialogue.answer(.confirmation(false))
    #expect(dialogue.question?.form.standard == .fields(["a:int", "maker:ref:Maker"]))
    try finish(&dialogue)
    let request = try dialogue.request()
    #expect(request.defersMissingTargets)
    #expect(request.entity?.relationships.first?.deferred == true)
    #expect(try dialogue.words().contains("--defer-ref"))
    var deferred = try begin("entity") { $0.defersMissingTargets = true }
    #expect(
      try finish(&deferred, [.fields: .fields(["maker:ref:Maker"])]).contains(.missingTargets)
        == false)
  }
}
