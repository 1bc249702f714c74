import Generators
import Patch
import ProjectModel
import Testing

/// The backend of a new project.
@Suite struct BackendProjectTests {
  @Test func `every backend that can be chosen parses, and imports what it has`() throws {
    var judge = try SourceJudge()
    for (number, choices) in Self.all.enumerated() {
      try judge.add("\(number)", try Self.tree(choices), frontend: nil, application: nil)
    }
    for problem in try judge.problems() { Issue.record("\(problem)") }
  }

  @Test func `what was not chosen is mentioned nowhere`() throws {
    for choices in Self.all {
      var absent: [String] = []
      if !choices.has(.celery) { absent += ["celery", "worker"] }
      if !choices.has(.scheduler) { absent += ["crontab", "beat_schedule", "celerybeat"] }
      if !choices.has(.redis) { absent += ["redis"] }
      if choices.auth == .none { absent += ["jwt", "argon2", "auth", "secret_key", "refresh"] }
      if choices.database != .mariadb { absent += ["asyncmy>=", "utf8mb4"] }
      if choices.database != .postgresql { absent += ["asyncpg>="] }
      let tree = try Self.tree(choices)
      for path in try tree.files() where path.isBelow("backend") {
        let text = try tree.text(path).lowercased()
        for word in absent {
          #expect(!text.contains(word), "\(path) has '\(word)' with \(Self.words(choices))")
        }
      }
    }
  }

  @Test func `no template's tag is left over`() throws {
    for choices in Self.all {
      let tree = try Self.tree(choices)
      for path in try tree.files() where path.isBelow("backend") {
        let text = try tree.text(path)
        #expect(!text.contains(/\{\{[#\^\/{]/), "\(path)")
        #expect(!text.hasSuffix("\n\n") && !text.hasPrefix("\n"), "\(path)")
      }
    }
  }

  @Test func `detection finds everything, and an entity is generated without a warning`() throws {
    for choices in Self.all {
      let tree = try Self.tree(choices)
      let backend = try Detection.detect(in: tree).backend()
      #expect(backend.session?.value.committer == .router)
      #expect((backend.currentUser != nil) == (choices.auth == .jwt))
      #expect(backend.alembic != nil)
      #expect(backend.database?.value == choices.database.rawValue)
      #expect(backend.requirements.missing.isEmpty)
      let (changes, generated) = try Samples.generate(Samples.tag(), in: tree)
      #expect(changes.warnings.isEmpty, "\(Self.words(choices))")
      #expect(changes.nextSteps.contains("(cd backend && pytest)  # run the tests"))
      #expect(
        try generated.text("backend/core/app_setup/routers_group/setting_routers.py")
          .contains("    api.include_router(tag_router)\n"))
    }
  }

  @Test func `what stands there is adopted, and the rest is made`() throws {
    let own = Array("# mine\n".utf8)
    let base = MemoryTree(["backend/main.py": .file(.init(contents: own))])
    let changes = try ProjectAgent.generate(.backend, of: Self.usual, tree: base)
    let file = try #require(changes.files.first { $0.path == "backend/main.py" })
    #expect(file.state == .adopted)
    #expect(!changes.changes.contains { $0.path == "backend/main.py" })
    #expect(changes.changes.contains { $0.path == "backend/core/config.py" })
  }

  @Test func `what Alembic makes is left alone by the linter and the type checker`() throws {
    let text = try Self.tree(Self.usual).text("backend/pyproject.toml")
    #expect(text.contains("extend-exclude = [\"alembic/versions\"]\n"))
    #expect(text.contains("exclude = [\"^alembic/\", "))
  }

  @Test func `made again, it changes nothing`() throws {
    let again = try ProjectAgent.generate(.backend, of: Self.usual, tree: Self.tree(Self.usual))
    #expect(again.changes.isEmpty)
    #expect(again.files.allSatisfy { $0.state == .adopted })
  }

  @Test func `a name of several words names the database and the title`() throws {
    var choices = ProjectChoices(name: "tea-shop")
    choices.backend = "services/api"
    let tree = try Self.tree(choices)
    let config = try tree.text("services/api/core/config.py")
    #expect(config.contains(#"app_name: str = "Tea Shop""#))
    #expect(config.contains("mysql+asyncmy://tea_shop:change-me@127.0.0.1:3306/tea_shop"))
    #expect(try tree.text("services/api/README.md").hasPrefix("# Tea Shop: backend\n"))
  }

  // MARK: Samples

  private static let usual = ProjectChoices(name: "shop")

  private static let brokers: [Set<ProjectChoices.Feature>] = [
    [], [.redis], [.redis, .celery], [.redis, .celery, .scheduler],
  ]

  private static let all: [ProjectChoices] = ProjectChoices.Database.allCases.flatMap { database in
    ProjectChoices.Auth.allCases.flatMap { auth in
      brokers.map { features in
        var choices = usual
        (choices.database, choices.auth, choices.features) = (database, auth, features)
        return choices
      }
    }
  }

  private static func words(_ choices: ProjectChoices) -> String {
    ([choices.database.rawValue, choices.auth.rawValue] + choices.features.map(\.rawValue).sorted())
      .joined(separator: " ")
  }

  private static func tree(_ choices: ProjectChoices) throws -> StagedTree {
    let base = MemoryTree([:])
    var tree = StagedTree(base: base)
    let changes = try ProjectAgent.generate(.backend, of: choices, tree: base)
    for change in changes.changes { try tree.stage(change) }
    return tree
  }
}
