import Patch
import ProjectModel
import Testing

@testable import Generators

/// Containers, proxy, settings and README of a new project, in every combination that decides them.
@Suite struct ProjectInfrastructureTests {
  private typealias Features = Set<ProjectChoices.Feature>

  private static let combinations: [ProjectChoices] = {
    let brokers: [Features] = [[], [.redis], [.redis, .celery], [.redis, .celery, .scheduler]]
    let places: [Features] = [[.docker], [.docker, .nginx], []]
    var found: [ProjectChoices] = []
    for database in ProjectChoices.Database.allCases {
      for auth in ProjectChoices.Auth.allCases {
        for features in brokers.flatMap({ broker in places.map(broker.union) }) {
          var choices = ProjectChoices(name: "my-shop")
          (choices.database, choices.auth, choices.features) = (database, auth, features)
          if auth == .jwt { choices.features.insert(.authPages) }
          found.append(choices)
        }
      }
    }
    return found
  }()

  /// The project with the parts that are named.
  private func tree(
    _ choices: ProjectChoices, _ parts: [ProjectPart] = ProjectPart.allCases,
    over files: [RelativePath: String] = [:]
  ) throws -> StagedTree {
    let nodes = files.mapValues { Node.file(.init(contents: Array($0.utf8))) }
    var tree = StagedTree(base: MemoryTree(nodes))
    for part in parts {
      let generated = try ProjectAgent.generate(part, of: choices, tree: tree)
      guard !generated.changes.isEmpty else { continue }
      try tree.stage(ChangeSet(changes: generated.changes))
    }
    return tree
  }

  private func texts(_ tree: StagedTree) throws -> [String: String] {
    var found: [String: String] = [:]
    for path in try tree.files() where !path.description.hasPrefix(".backstitch") {
      found[path.description] = String(decoding: try tree.contents(of: path) ?? [], as: UTF8.self)
    }
    return found
  }

  /// The names that a Compose file sets or takes between `${` and what ends them.
  private func variables(_ text: String) -> Set<String> {
    Set(text.matches(of: /[^$]\$\{([A-Z_]+)/).map { String($0.1) })
  }

  @Test func `all that the templates ask of a view, it has`() throws {
    let choices = ProjectChoices(name: "shop")
    let view = ProjectView(
      choices, try ProjectLayers(choices, tree: MemoryTree([:]), detection: nil))
    let members = Set(Mirror(reflecting: view).children.compactMap(\.label))
    for template in Template.projectInfrastructure + Template.projectWiring {
      let names = Set(TemplateTag.tags(in: template.text).flatMap(\.names))
      #expect(names.isSubset(of: members), "\(template.name): \(names.subtracting(members))")
    }
  }

  @Test(arguments: combinations)
  func `the texts are whole, and say nothing of what was not chosen`(
    choices: ProjectChoices
  ) throws {
    let texts = try texts(tree(choices, [.infrastructure, .wiring]))
    for (path, text) in texts {
      #expect(!text.contains("{{") && !text.contains("\n\n\n") && text.hasSuffix("\n"), "\(path)")
      #expect(!text.split(separator: "\n").contains { $0.hasSuffix(" ") }, "\(path)")
      let words: [(Bool, [String])] = [
        (choices.has(.celery), ["celery", "worker"]), (choices.has(.scheduler), ["scheduler"]),
        (choices.has(.redis), ["redis"]), (choices.database == .mariadb, ["mariadb", "mysql"]),
        (choices.database == .postgresql, ["postgres"]),
        (choices.database == .sqlite, ["sqlite"]), (choices.has(.docker), ["docker"]),
        (choices.auth == .jwt, ["secret_key", "auth/login"]),
      ]
      for (isChosen, absent) in words where !isChosen {
        for word in absent where !text.lowercased().contains("worker_processes") {
          #expect(!text.lowercased().contains(word), "\(path) has \(word)")
        }
      }
    }
    #expect((texts["docker-compose.yml"] != nil) == choices.has(.docker))
    #expect((texts["nginx/nginx.conf"] != nil) == choices.has(.nginx))
  }

  @Test(arguments: combinations.filter { $0.has(.docker) })
  func `a whole project has its services, and the docker agent nothing to add`(
    choices: ProjectChoices
  ) throws {
    let tree = try tree(choices)
    let detection = try Detection.detect(
      in: tree, files: try tree.files(), config: ProjectConfig())
    let compose = try #require(try detection.composeFile(ProjectConfig()))
    #expect(compose.path == "docker-compose.yml" && compose.problem == nil)
    var expected: Set = ["migrate", "backend", "frontend"]
    if choices.database != .sqlite { expected.insert("database") }
    if choices.has(.redis) { expected.insert("redis") }
    if choices.has(.celery) { expected.insert("worker") }
    if choices.has(.scheduler) { expected.insert("scheduler") }
    if choices.has(.nginx) { expected.insert("nginx") }
    #expect(Set(compose.services.map(\.name)) == expected)
    let reached: Set = choices.has(.nginx) ? ["nginx"] : ["backend", "frontend"]
    #expect(Set(compose.services.filter { !$0.published.isEmpty }.map(\.name)) == reached)
    #expect(
      Set(compose.services.filter { !$0.hasHealthcheck }.map(\.name)).isSubset(of: ["migrate"]))
    let input = DockerServiceAgent.Input(
      backend: try detection.backend(in: "backend"),
      frontend: try detection.frontend(in: "frontend"), compose: compose)
    #expect(try DockerServiceAgent.missing(input, tree: tree).isEmpty)
  }

  @Test(arguments: combinations)
  func `the settings are the same in any order of the parts, and have all that Compose reads`(
    choices: ProjectChoices
  ) throws {
    let names = try [
      ProjectPart.allCases, [.infrastructure, .wiring, .frontend, .backend],
      [.wiring, .infrastructure, .backend, .frontend],
    ].map { parts in
      let texts = try texts(tree(choices, Array(parts)))
      let example = try #require(texts[".env.example"])
      let names = EnvironmentNames.names(in: Array(example.utf8))
      #expect(names.count == Set(names).count)
      for file in ["docker-compose.yml", "docker-compose.dev.yml"] {
        #expect(variables(texts[file] ?? "").isSubset(of: names), "\(file)")
      }
      // Every group has its heading, and no heading stands amid one.
      for group in example.split(separator: "\n\n") {
        let lines = group.split(separator: "\n")
        #expect(
          lines[0].hasPrefix("#")
            && !lines.drop { $0.hasPrefix("#") }.contains { $0.hasPrefix("#") })
      }
      return Set(names)
    }
    #expect(names[1] == names[0] && names[2] == names[0])
  }

  @Test func `beside one layer there are containers for that one alone`() throws {
    var choices = ProjectChoices(name: "shop")
    choices.backend = "services/api"
    let files: [RelativePath: String] = [
      "services/api/main.py": "app = 1\n", ".backstitch/lock/project-backend.json": "{}\n",
    ]
    let made = try texts(tree(choices, [.infrastructure, .wiring], over: files))
    #expect(made["services/api/Dockerfile"] != nil && made["frontend/Dockerfile"] == nil)
    let compose = try #require(made["docker-compose.yml"])
    #expect(compose.contains("build: ./services/api\n") && !compose.contains("frontend"))
    #expect(made["nginx/nginx.conf"]?.contains("frontend:3000") == false)
    #expect(made["README.md"]?.contains("cd services/api\n") == true)
    #expect(made["README.md"]?.contains("npm") == false)
    let alone: [RelativePath: String] = [
      "frontend/package.json": "{}\n", ".backstitch/lock/project-frontend.json": "{}\n",
    ]
    let page = try texts(tree(choices, [.infrastructure], over: alone))
    #expect(page["docker-compose.yml"]?.contains("BACKEND_URL: ${BACKEND_URL:?}") == true)
    #expect(page["docker-compose.yml"]?.contains("database") == false)
  }

  @Test func `somebody's own layers get containers of what is found in them, and the proxy`() throws
  {
    let sample = try DockerSample(backend: "api", frontend: "web")
    var choices = ProjectChoices(name: "shop")
    (choices.backend, choices.frontend) = ("api", "web")
    choices.auth = .none
    var tree = StagedTree(base: sample.base)
    for part in [ProjectPart.infrastructure, .wiring] {
      let generated = try ProjectAgent.generate(
        part, of: choices, tree: tree, detection: try sample.detection())
      try tree.stage(ChangeSet(changes: generated.changes))
    }
    let made = try texts(tree)
    #expect(made["api/Dockerfile"]?.contains("\"main:app\"") == true)
    let compose = try #require(made["docker-compose.yml"])
    #expect(compose.contains("  nginx:\n    image: nginx:") && !compose.contains("alembic"))
    #expect(compose.matches(of: /ports:/).count == 1)
    #expect(made["nginx/nginx.conf"] != nil && made["docker-compose.dev.yml"] == nil)
    #expect(made[".env.example"]?.contains("MARIADB_PASSWORD=change-me\n") == true)
    #expect(made["README.md"] == nil)
    // A Compose file of their own is theirs.
    var own = sample
    try own.write("compose.yaml", "services: {}\n")
    let adopted = try ProjectAgent.generate(
      .infrastructure, of: choices, tree: own.base, detection: try own.detection())
    #expect(adopted.isEmpty && adopted.notes.count == 1)
  }

  /// A project with one layer of somebody's own and the other made here, with what its Compose file
  /// was read as.
  private func mixed(
    _ sample: DockerSample, making part: ProjectPart, _ choices: ProjectChoices
  ) throws -> (texts: [String: String], compose: ComposeFile, tree: StagedTree) {
    var tree = StagedTree(base: sample.base)
    for part in [part, .infrastructure, .wiring] {
      let detection = try Detection.detect(in: tree, files: try tree.files())
      let generated = try ProjectAgent.generate(
        part, of: choices, tree: tree, detection: detection)
      try tree.stage(ChangeSet(changes: generated.changes))
    }
    let after = try Detection.detect(in: tree, files: try tree.files())
    let compose = try #require(try after.composeFile(ProjectConfig()))
    #expect(compose.problem == nil && after.compose.count == 1)
    let texts = try texts(tree)
    let names = EnvironmentNames.names(in: Array((texts[".env.example"] ?? "").utf8))
    #expect(variables(texts["docker-compose.yml"] ?? "").isSubset(of: names))
    // Nothing is missing, and the same command finds nothing to do.
    let input = DockerServiceAgent.Input(
      backend: try after.backend(), frontend: try after.frontend(), compose: compose)
    #expect(try DockerServiceAgent.missing(input, tree: tree).isEmpty)
    let again = try ProjectAgent.generate(
      .infrastructure, of: choices, tree: tree, detection: after)
    #expect(again.isEmpty && again.files.allSatisfy { $0.state == .adopted })
    return (texts, compose, tree)
  }

  @Test func `beside a frontend of somebody's own a made backend has all its services`() throws {
    var choices = ProjectChoices(name: "shop")
    choices.frontend = "web"
    let (made, compose, _) = try mixed(
      try DockerSample(backend: nil, frontend: "web"), making: .backend, choices)
    #expect(
      Set(compose.services.map(\.name)) == [
        "migrate", "backend", "database", "redis", "worker", "frontend", "nginx",
      ])
    let frontend = try #require(compose.service("frontend"))
    #expect(frontend.values["BACKEND_URL"] == "http://backend:8000")
    #expect(frontend.networks == ["web"] && frontend.published.isEmpty)
    #expect(made["backend/Dockerfile"] != nil && made["web/Dockerfile"] != nil)
    #expect(made["nginx/nginx.conf"]?.contains("frontend:3000") == true)
    #expect(made["README.md"]?.contains("| `web/` | the frontend that stood here") == true)
    #expect(made["README.md"]?.contains("The pages are at <http://localhost:8080>") == true)
    #expect(made["README.md"]?.contains("compose.yaml") == false)
    #expect(made["README.md"]?.contains("npm") == false)
  }

  @Test func `beside a backend of somebody's own a made frontend finds it`() throws {
    var choices = ProjectChoices(name: "shop")
    (choices.backend, choices.auth) = ("api", .none)
    choices.features.subtract([.redis, .celery, .scheduler, .authPages])
    let (made, compose, _) = try mixed(
      try DockerSample(backend: "api", frontend: nil), making: .frontend, choices)
    #expect(Set(compose.services.map(\.name)) == ["db", "backend", "frontend", "nginx"])
    #expect(compose.service("frontend")?.values["BACKEND_URL"] == "http://backend:8000")
    #expect(compose.service("backend")?.networks == ["web", "data"])
    #expect(made["api/Dockerfile"]?.contains("\"main:app\"") == true)
    #expect(made["frontend/Dockerfile"] != nil && made["database/init/01-database.sql"] == nil)
    #expect(made["docker-compose.dev.yml"]?.contains("backend") == false)
    #expect(made["README.md"]?.contains("npm install") == true)
    #expect(made["README.md"]?.contains("alembic") == false)
  }

  @Test func `what stands there is left as it is`() throws {
    let files: [RelativePath: String] = [
      "docker-compose.yml": "services: {}\n", "README.md": "ours\n", ".gitignore": "*.log\n",
      ".env.example": "# Ours\nAPP_NAME=ours\n",
    ]
    let made = try texts(tree(ProjectChoices(name: "shop"), over: files))
    for path: RelativePath in ["docker-compose.yml", "README.md"] {
      #expect(made[path.description] == files[path])
    }
    #expect(made[".gitignore"] == "*.log\n.env\n")
    #expect(made[".env.example"]?.hasPrefix("# Ours\nAPP_NAME=ours\n") == true)
    #expect(made[".env.example"]?.contains("\n\n# The database") == true)
  }
}
