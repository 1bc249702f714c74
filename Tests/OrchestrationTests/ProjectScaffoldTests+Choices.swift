import Backstitch
import Foundation
import Generators
import Orchestration
import Patch
import ProjectModel
import TestSupport
import Testing

/// Other choices for a project that is there.
extension ProjectScaffoldTests {
  /// What is given for a project.
  struct Given: Sendable {
    var database: ProjectChoices.Database?
    var auth: ProjectChoices.Auth?
    var words: [String] = []

    init(
      _ words: String..., database: ProjectChoices.Database? = nil,
      auth: ProjectChoices.Auth? = nil
    ) {
      (self.words, self.database, self.auth) = (words, database, auth)
    }

    func put(into choices: inout GivenChoices) {
      choices.database = database
      choices.auth = auth
      if !words.isEmpty { choices.features = try? .init(words: words) }
    }
  }

  static let changes: [(before: Given, change: Given, fresh: Given)] = [
    (Given(), Given(auth: ProjectChoices.Auth.none), Given(auth: ProjectChoices.Auth.none)),
    (
      Given(auth: ProjectChoices.Auth.none), Given("auth-pages", auth: .jwt), Given()
    ),
    (Given(), Given("no-redis,no-celery"), Given("no-redis,no-celery")),
    (Given("no-redis,no-celery"), Given("celery"), Given()),
    (Given(), Given(database: .postgresql), Given(database: .postgresql)),
    (Given(), Given(database: .sqlite), Given(database: .sqlite)),
    (Given(database: .sqlite), Given(database: .mariadb), Given()),
    (Given(), Given("no-docker,no-nginx"), Given("no-docker,no-nginx")),
    (Given("no-docker,no-nginx"), Given("docker,nginx"), Given()),
    (Given(), Given("no-nginx,no-auth-pages"), Given("no-nginx,no-auth-pages")),
    (
      Given("none", database: .sqlite, auth: ProjectChoices.Auth.none),
      Given(
        "redis,celery,data-tables,forms,auth-pages,navigation,docker,nginx", database: .postgresql,
        auth: .jwt), Given(database: .postgresql)
    ),
    (
      Given(), Given("none", database: .sqlite, auth: ProjectChoices.Auth.none),
      Given("none", database: .sqlite, auth: ProjectChoices.Auth.none)
    ),
  ]

  @Test(arguments: changes.indices)
  func `what nobody edited becomes what a new project with the choices has`(
    _ number: Int
  ) async throws {
    let (before, change, fresh) = Self.changes[number]
    try await scaffold("fullstack", before.put)
    let first = try tree()
    try await scaffold("fullstack", change.put)
    let changed = try tree()
    try workspace.undo()
    #expect(try tree() == first)
    try workspace.undo()
    try await scaffold("fullstack", fresh.put)
    try expect(changed, is: tree())
  }

  @Test func `what was given up is made again when it is chosen again`() async throws {
    try await scaffold("fullstack")
    let before = try tree()
    try await scaffold("fullstack") { $0.features = try? features("no-docker,no-nginx") }
    try await scaffold("fullstack") { $0.features = try? features("docker,nginx") }
    try expect(tree(), is: before)
  }

  private func expect(_ found: [String: Data], is wanted: [String: Data]) throws {
    for path in Set(found.keys).union(wanted.keys).sorted() where found[path] != wanted[path] {
      let texts = [found[path], wanted[path]].map { data in
        data.map { String(decoding: $0, as: UTF8.self) } ?? "nothing"
      }
      Issue.record("\(path): \(texts[0])\n--- instead of\n\(texts[1])")
    }
  }

  @Test func `what people wrote into the settings stays, beside what goes`() async throws {
    try await scaffold("fullstack")
    let path = ".env.example"
    let text = try #require(directory.read(path))
    let edited = text.replacing("HTTP_PORT=8080", with: "HTTP_PORT=8080\nMINE=1")
      .replacing("LOG_LEVEL=INFO", with: "LOG_LEVEL=DEBUG").replacing("SECRET_KEY=", with: "#")
    try directory.write(path, edited)
    try await scaffold("fullstack") { $0.features = try? features("no-nginx,no-celery") }
    let now = try #require(directory.read(path))
    #expect(
      now
        == edited.replacing("HTTP_PORT=8080\n", with: "")
        .replacing(/CELERY_.*\n/, with: ""))
  }

  @Test func `a layer that goes on without users leaves entities what is theirs`() async throws {
    try await scaffold("fullstack") { $0.database = .sqlite }
    let product = try GenerationRequest.entity("fullstack", "product", "name:str")
    try await staged(product).transaction.commit()
    let revision = "backend/alembic/versions/b_product.py"
    try directory.write(revision, "revision = \"b\"\ndown_revision = \"0001\"\n")
    let run = try await scaffold("fullstack") { $0.auth = ProjectChoices.Auth.none }
    let first = "backend/alembic/versions/0001_users.py"
    #expect(directory.read(first) != nil)
    #expect(
      run.notes.contains("\(first) is not generated any more and stays: \(revision) rests on it"),
      "\(run.notes)")
    try workspace.undo()
    try FileManager.default.removeItem(atPath: "\(directory.path)/\(revision)")
    try await scaffold("fullstack") { $0.auth = ProjectChoices.Auth.none }
    let changed = try tree()
    #expect(directory.read("backend/db/model.py")?.contains("class Product(Base)") == true)
    for _ in 0..<3 { try workspace.undo() }
    try await scaffold("fullstack") {
      $0.database = .sqlite
      $0.auth = ProjectChoices.Auth.none
    }
    try await staged(product).transaction.commit()
    try expect(changed, is: tree())
  }

  @Test func `a file that somebody's own imports stays until nothing does`() async throws {
    try await scaffold("fullstack")
    let mine = "frontend/lib/mine.ts"
    try directory.write(mine, "import { apiRequest } from \"./api-client\";\n")
    let run = try await scaffold("fullstack") { $0.auth = ProjectChoices.Auth.none }
    let kept = "frontend/lib/api-client.ts"
    #expect(directory.read(kept) != nil)
    #expect(
      run.notes.contains("\(kept) is not generated any more and stays: \(mine) rests on it"))
    try FileManager.default.removeItem(atPath: "\(directory.path)/\(mine)")
    _ = try await regenerate("project-frontend")
    #expect(directory.read(kept) == nil)
  }

  @Test func `defaults are taken for what was never asked alone`() async throws {
    try await scaffold("fullstack") { $0.features = .init(isWhole: true) }
    let before = try tree()
    #expect(try request("fullstack").request.project?.features == [])
    let run = try await scaffold("fullstack") { $0.database = .postgresql }
    #expect(run.transaction.description == "scaffold fullstack shop (database is postgresql)")
    try workspace.undo()
    #expect(try tree() == before)
  }

  @Test(arguments: ["backend", "frontend"])
  func `a layer's directory gets another name, and all that lies in it goes on`(
    _ layer: String
  ) async throws {
    try await scaffold("fullstack")
    try await staged(GenerationRequest.entity("fullstack", "product", "name:str")).transaction
      .commit()
    try FileManager.default.moveItem(
      atPath: "\(directory.path)/\(layer)", toPath: "\(directory.path)/moved")
    // A virtual environment, which git ignores, stays behind.
    try directory.write("\(layer)/.venv/bin/python", "")
    let text = try #require(directory.read(".backstitch/project.yaml"))
    try directory.write(
      ".backstitch/project.yaml", text.replacing("\(layer): \(layer)", with: "\(layer): moved"))
    let run = try await regenerate()
    #expect(!run.regenerated.contains { [.kept, .made].contains($0.verdict) })
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: "\(directory.path)/\(layer)") == [".venv"]
    )
    let compose = try #require(directory.read("docker-compose.yml"))
    #expect(compose.contains("./moved") && !compose.contains("./\(layer)"))
    #expect(
      try await regenerate().regenerated.allSatisfy { $0.verdict == .unchanged })
  }
}
