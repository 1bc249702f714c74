import ProjectModel
import Testing

/// The choices of a new project: names, what features need, contradictions, the file.
@Suite struct ProjectChoicesTests {
  private func settlement(
    over recorded: ProjectChoices? = nil,
    _ areas: Set<ProjectChoices.Area> = Set(ProjectChoices.Area.allCases)
  ) -> ProjectSettlement {
    ProjectSettlement(recorded: recorded, areas: areas, standard: ProjectChoices(name: "shop"))
  }

  private func given(
    _ features: String? = nil, auth: ProjectChoices.Auth? = nil
  ) throws -> GivenChoices {
    var given = GivenChoices()
    given.auth = auth
    given.features = try features.map { try .init(words: [$0]) }
    return given
  }

  private func problems(_ body: () throws -> Void) -> [ProjectProblem] {
    do {
      try body()
      return []
    } catch let refusal as ProjectRefusal {
      return refusal.problems
    } catch {
      return []
    }
  }

  // MARK: Names

  @Test(arguments: ["shop", "my-shop", "a1", "shop-2"])
  func `a name in kebab case is taken`(name: String) {
    #expect(ProjectRules.problems(ofName: name).isEmpty)
  }

  @Test(arguments: [
    ("Shop", "shop"), ("my_shop", "my-shop"), ("OrderItems", "order-items"), ("a/b", "a-b"),
    ("shop-", "shop"), ("2shop", "shop"), ("a--b", "a-b"), ("shop\u{301}", "sho"),
  ])
  func `another spelling is refused with the nearest name`(name: String, suggestion: String) {
    #expect(
      ProjectRules.problems(ofName: name) == [.badName(name, suggestion: suggestion)])
    #expect(ProjectRules.problems(ofName: suggestion).isEmpty)
  }

  @Test(arguments: ["", ".", "..", "-", "日本"])
  func `what gives no name is refused with an example`(name: String) {
    #expect(ProjectRules.problems(ofName: name) == [.badName(name, suggestion: nil)])
  }

  @Test func `a name that is too long is refused with one that is not`() {
    let name = String(repeating: "a", count: 33)
    #expect(
      ProjectRules.problems(ofName: name)
        == [.badName(name, suggestion: String(repeating: "a", count: 32))])
  }

  @Test(arguments: ["root", "mysql", "celery", "next", "test", "information-schema"])
  func `what packages and servers go by is refused`(name: String) {
    let problems = ProjectRules.problems(ofName: name)
    guard case .reservedName(let refused, by: _)? = problems.first else {
      Issue.record("\(name) was taken")
      return
    }
    #expect(refused == name)
  }

  @Test(arguments: [
    ".", "", "a//b", ".git", "-x", "a b", "é", "node_modules", "api/build", "nginx/x", "../x",
  ])
  func `a directory that tools trip over is refused`(directory: String) {
    var choices = ProjectChoices(name: "shop")
    choices.backend = directory
    #expect(!ProjectRules.problems(ofDirectoriesIn: choices).isEmpty)
    #expect(
      ProjectRules.problems(ofDirectoriesIn: choices, kept: [directory]).isEmpty
        || directory == "")
  }

  @Test(arguments: [("api", "api"), ("app", "app/web"), ("app/api", "app")])
  func `parts in one directory are refused`(backend: String, frontend: String) {
    var choices = ProjectChoices(name: "shop")
    (choices.backend, choices.frontend) = (backend, frontend)
    #expect(
      ProjectRules.problems(ofDirectoriesIn: choices) == [.sharedDirectory(backend, frontend)])
    choices.backend = "apps/api"
    choices.frontend = "apps/web"
    #expect(ProjectRules.problems(ofDirectoriesIn: choices).isEmpty)
  }

  // MARK: Features

  @Test func `nothing given takes what is usual`() throws {
    let settled = try settlement().settle(given())
    #expect(settled.choices == ProjectChoices(name: "shop"))
    #expect(settled.notes.isEmpty)
  }

  @Test func `what a feature needs is taken, too, and said`() throws {
    let settled = try settlement().settle(given("scheduler,nginx"))
    #expect(settled.choices.features == [.scheduler, .celery, .redis, .nginx, .docker])
    #expect(settled.notes.count == 3)
    #expect(settled.notes.contains("'celery' needs 'redis', which is taken, too."))
  }

  @Test func `none is none, and a list is all`() throws {
    #expect(try settlement().settle(given("none")).choices.features.isEmpty)
    #expect(try settlement().settle(given("none,forms")).choices.features == [.forms])
    #expect(try settlement().settle(given("forms, docker")).choices.features == [.forms, .docker])
  }

  @Test func `what is left out takes with it what needs it`() throws {
    let settled = try settlement().settle(given("no-redis"))
    #expect(
      settled.choices.features
        == ProjectChoices.Feature.usual.subtracting([.redis, .celery]))
    #expect(settled.notes == ["Without 'redis' there is no 'celery'."])
  }

  @Test func `contradictions are refused`() throws {
    let chosen = try given("celery,no-redis")
    #expect(
      problems { _ = try settlement().settle(chosen) }
        == [.missingNeed("celery", need: "'redis'")])
    let pages = try given("auth-pages", auth: ProjectChoices.Auth.none)
    #expect(
      problems { _ = try settlement().settle(pages) }
        == [.missingNeed("auth-pages", need: "'--auth jwt'")])
    #expect(problems { _ = try given("redis,no-redis") } == [.contradiction("redis")])
    #expect(
      problems { _ = try given("redis,sparkle,no-x") }.map(\.description).joined()
        .contains("'sparkle' is no feature; known are redis, celery"))
  }

  @Test func `without sign-in there are no pages for it`() throws {
    let settled = try settlement().settle(given(auth: ProjectChoices.Auth.none))
    #expect(!settled.choices.has(.authPages))
    #expect(settled.choices.has(.forms))
    #expect(settled.notes.count == 1)
  }

  @Test func `of a project that is there a list is what changes`() throws {
    var recorded = ProjectChoices(name: "store")
    recorded.features = [.redis, .forms]
    recorded.database = .sqlite
    let settled = try settlement(over: recorded, []).settle(given("celery,no-forms"))
    #expect(settled.choices.features == [.redis, .celery])
    #expect(settled.choices.name == "store")
    #expect(settled.choices.database == .sqlite)
  }

  @Test func `a part that is made now takes what is usual of it`() throws {
    var recorded = ProjectChoices(name: "shop")
    recorded.features = [.forms]
    let settled = try settlement(over: recorded, [.infrastructure]).settle(given())
    #expect(settled.choices.features == [.forms, .docker, .nginx])
  }

  // MARK: The file

  @Test func `choices are read as they were written, and written the same each time`() throws {
    var choices = ProjectChoices(name: "shop")
    choices.backend = "api"
    choices.database = .postgresql
    choices.features = [.nginx, .docker, .redis]
    let text = ProjectFile.text(of: choices)
    #expect(
      text == """
        name: shop
        backend: api
        frontend: frontend
        database: postgresql
        auth: jwt
        features:
        - redis
        - docker
        - nginx

        """)
    let read = try ProjectFile.read(Array(text.utf8))
    #expect(try settlement().settle(read).choices == choices)
    choices.features = []
    let none = try ProjectFile.read(Array(ProjectFile.text(of: choices).utf8))
    #expect(try settlement().settle(none).choices.features.isEmpty)
  }

  @Test func `everything wrong with a file is told at once`() {
    let text = "nam: x\ndatabase: oracle\nauth: [jwt]\nfeatures: redis\n"
    #expect(
      problems { _ = try ProjectFile.read(Array(text.utf8)) } == [
        .unknownKey(
          "nam", known: ["name", "backend", "frontend", "database", "auth", "features"]),
        .unknownValue("oracle", of: "database", known: ["mariadb", "postgresql", "sqlite"]),
        .wrongKind(key: "auth", expected: "a text"),
        .wrongKind(key: "features", expected: "a list of names"),
      ])
  }

  @Test(arguments: ["", "- a\n", "a: [", "\u{FF}"])
  func `what is no mapping is refused`(text: String) {
    #expect(problems { _ = try ProjectFile.read(Array(text.utf8)) }.count == 1)
  }

  @Test func `answers hold plan, name and choices`() throws {
    let text = #"{"plan": "fullstack", "name": "shop", "project": {"auth": "none"}}"#
    let read = try ProjectFile.readAnswers(Array(text.utf8))
    #expect(read.plan == "fullstack" && read.name == "shop")
    #expect(read.choices.auth == ProjectChoices.Auth.none)
    #expect(
      problems { _ = try ProjectFile.readAnswers(Array("fields: []\n".utf8)) }
        == [.unknownKey("fields", known: ["plan", "name", "project"])])
  }
}
