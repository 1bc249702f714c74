import Foundation
import TestSupport
import Testing

/// `scaffold fullstack` and its parts: directories, repositories, choices, what stands there.
///
/// What the parts consist of is theirs to test.
@Suite struct ScaffoldProjectTests: ProgramSuite {
  private let directory: TemporaryDirectory
  var root: String { directory.path }

  init() throws { directory = try TemporaryDirectory() }

  private static let project = ".backstitch/project.yaml"

  private func names(_ below: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(root)/\(below)").sorted()
  }

  private func git(_ words: String...) throws -> String {
    try RunningProgram("/usr/bin/git", words, in: root).finish().output
  }

  private func digest(_ words: String..., input: String? = nil) throws -> String {
    let document = try json(run(words: words + ["--dry-run", "--json"], input: input))
    let plan = try #require(document["plan"] as? [String: Any])
    return try #require(plan["digest"] as? String)
  }

  // MARK: Directories

  @Test func `a new directory has a repository of its own, and undo leaves nothing else`() throws {
    let told = try run("scaffold", "fullstack", "shop", "--yes")
    #expect(told.output.contains("Operation 1: scaffold fullstack shop\n"))
    #expect(told.output.contains("\n  cd shop\n"))
    #expect(told.output.hasSuffix("Undo: cd shop && backstitch undo\n"))
    #expect(directory.read("shop/\(Self.project)")?.hasPrefix("name: shop\n") == true)
    #expect(try names() == ["shop"])
    #expect(try git("-C", "shop", "log").isEmpty)
    _ = try run("undo", "-C", "shop")
    #expect(try names("shop") == [".git"])
    _ = try run("redo", "-C", "shop")
    #expect(directory.read("shop/\(Self.project)") != nil)
  }

  @Test func `a dry run writes nothing, and its digest is the one that lands`() throws {
    let digest = try digest("scaffold", "fullstack", "shop")
    #expect(try names().isEmpty)
    _ = try run(
      "scaffold", "fullstack", "shop", "--yes", "--expect-digest", "0000", status: 2)
    #expect(try names("shop") == [".git"])
    _ = try run("scaffold", "fullstack", "shop", "--yes", "--expect-digest", digest)
    #expect(try names() == ["shop"])
  }

  @Test func `users are not given up while the database has them`() throws {
    _ = try run("scaffold", "fullstack", "shop", "--yes", "--database", "sqlite")
    let revision = "shop/backend/alembic/versions/0001_users.py"
    let alembic = "shop/backend/.venv/bin/alembic"
    try directory.write(alembic, "#!/bin/sh\necho '0001 (head)'\n")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: "\(root)/\(alembic)")
    let words = ["scaffold", "fullstack", "--auth", "none", "--yes", "-C", "shop"]
    let blocked = try run(words: words, status: 3).error
    #expect(blocked.contains("alembic downgrade base"), "\(blocked)")
    #expect(directory.read(revision) != nil)
    try directory.write(alembic, "#!/bin/sh\ntrue\n")
    _ = try run(words: words)
    #expect(directory.read(revision) == nil)
  }

  @Test func `the same command again changes nothing`() throws {
    _ = try run("scaffold", "fullstack", "shop", "--yes")
    let again = try run("scaffold", "fullstack", "shop", "--yes")
    #expect(again.output.contains("Nothing to change"))
    #expect(try run("log", "-C", "shop").output.split(separator: "\n").count == 1)
  }

  @Test func `an empty directory one is in becomes the project`() throws {
    try FileManager.default.createDirectory(
      atPath: root + "/My Shop", withIntermediateDirectories: false)
    let told = try run("scaffold", "fullstack", ".", "--yes", "-C", "My Shop")
    #expect(directory.read("My Shop/\(Self.project)")?.hasPrefix("name: my-shop\n") == true)
    #expect(try names("My Shop").contains(".git"))
    #expect(!told.output.contains("  cd "))
  }

  @Test func `files of others stay, and no repository is made around them`() throws {
    try directory.write("shop/README.md", "# Ours\n")
    let told = try run("scaffold", "fullstack", "shop", "--yes")
    #expect(directory.read("shop/README.md") == "# Ours\n")
    #expect(try !names("shop").contains(".git"))
    #expect(told.error.contains("No git repository is made around the files that stand there"))
    let again = try run("scaffold", "fullstack", "shop", "--yes")
    #expect(!again.error.contains("repository"))
    _ = try run("undo", "-C", "shop")
    #expect(try names("shop") == [".backstitch", "README.md"])
  }

  @Test func `what is kept is named, and no next step is told of it`() throws {
    let kept = [
      "README.md": "# Ours\n", "docker-compose.yml": "services: {}\n",
      "frontend/package.json": "{\"name\": \"x\"}\n",
    ]
    for (path, text) in kept { try directory.write("shop/\(path)", text) }
    try directory.write("shop/.gitignore", "*.log")
    let told = try run("scaffold", "fullstack", "shop", "--yes")
    for (path, text) in kept {
      #expect(directory.read("shop/\(path)") == text)
      #expect(told.error.contains("\(path) stands there already and is kept\n"))
    }
    #expect(told.error.contains("'.env' is added to .gitignore"))
    #expect(directory.read("shop/.gitignore") == "*.log\n.env\n")
    for step in ["npm", "docker compose", "cat README.md"] {
      #expect(!told.output.contains(step), "\(step)")
    }
    #expect(told.output.contains("pip install -r requirements-dev.txt"))
    let again = try run("scaffold", "fullstack", "shop", "--yes")
    #expect(again.output.contains("Nothing to change"))
    _ = try run("undo", "-C", "shop")
    #expect(directory.read("shop/.gitignore") == "*.log")
  }

  @Test func `without git none is made`() throws {
    _ = try run("scaffold", "fullstack", "shop", "--yes", "--no-git")
    #expect(try !names("shop").contains(".git"))
    _ = try run("undo", "-C", "shop")
    #expect(try names("shop") == [".backstitch"])
    #expect(try names("shop/.backstitch") == ["store"])
  }

  @Test func `within a repository the directory is the workspace`() throws {
    _ = try git("init", "-q")
    _ = try run("scaffold", "fullstack", "shop", "--yes")
    #expect(try names() == [".git", "shop"])
    #expect(try !names("shop").contains(".git"))
    #expect(try run("log", "-C", "shop").output.contains("scaffold fullstack shop"))
    #expect(try run("log").output.contains("No operations"))
    let committed = try run(
      "scaffold", "fullstack", "other", "--yes", "--git-commit", status: 1)
    #expect(committed.error.contains("lies within the repository"))
    #expect(try names() == [".git", "shop"])
  }

  @Test func `below a workspace's root somebody must say which is meant`() throws {
    _ = try git("init", "-q")
    try directory.write("sub/keep", "")
    let blocked = try run("scaffold", "fullstack", "--yes", "-C", "sub", status: 3)
    #expect(blocked.error.contains("scaffold fullstack sub -C .."))
    #expect(try names("sub") == ["keep"])
    _ = try run("scaffold", "fullstack", ".", "--yes", "--name", "shop")
    #expect(directory.read(Self.project)?.hasPrefix("name: shop\n") == true)
  }

  @Test func `it is committed to git in the same operation`() throws {
    let told = try run("scaffold", "fullstack", "shop", "--yes", "--git-commit")
    #expect(told.output.contains("Undo: backstitch undo --git-commit -C shop"))
    #expect(try git("-C", "shop", "log", "--format=%s") == "scaffold fullstack shop\n")
    #expect(try git("-C", "shop", "status", "--porcelain").isEmpty)
  }

  // MARK: Refusals

  @Test(arguments: ["Shop", "my_shop", "..", "a/b", "root", "/tmp/x", "shop "])
  func `a name that cannot be one makes nothing`(name: String) throws {
    let refused = try run("scaffold", "fullstack", name, "--yes", status: 1)
    #expect(refused.error.contains("use ") || refused.error.contains("choose "))
    #expect(try names().isEmpty)
  }

  @Test func `what stands in the way is named, and a failed start leaves nothing`() throws {
    try directory.write("shop", "a file\n")
    let refused = try run("scaffold", "fullstack", "shop", "--yes", status: 1)
    #expect(refused.error.contains("'shop' is no directory"))
    for words in [
      ["--feature", "x"], ["--database", "x"], ["--auth", "none", "--feature", "auth-pages"],
      ["--backend", "a", "--frontend", "a/b"], ["--spec", "missing.yaml"],
    ] {
      _ = try run(words: ["scaffold", "fullstack", "store", "--yes"] + words, status: 1)
    }
    #expect(try names() == ["shop"])
    #expect(directory.read("shop") == "a file\n")
    let unknown = try run("scaffold", "laravel", status: 64)
    #expect(unknown.error.contains("fullstack, fastapi, nextjs, docker"))
  }

  @Test func `a part alone takes its own features only`() throws {
    _ = try git("init", "-q")
    let refused = try run("scaffold", "fastapi", "--feature", "nginx", "--yes", status: 1)
    #expect(refused.error.contains("'nginx' is no feature of this part; known are redis"))
    _ = try run("scaffold", "fastapi", "api", "--name", "shop", "--yes")
    let text = try #require(directory.read(Self.project))
    #expect(text.contains("backend: api\n") && text.contains("- redis\n- celery\n"))
    #expect(!text.contains("docker"))
    _ = try run("scaffold", "docker", "--yes")
    #expect(try #require(directory.read(Self.project)).contains("- docker\n- nginx\n"))
  }

  // MARK: Choices

  @Test func `flags, a definition and answers give the same plan`() throws {
    let flags = try digest(
      "scaffold", "fullstack", "shop", "--database", "postgresql", "--feature", "celery",
      "--feature", "forms,docker", "--auth", "none")
    let spec = "database: postgresql\nauth: none\nfeatures: [celery, forms, docker]\n"
    #expect(try digest("scaffold", "fullstack", "shop", "--spec", "-", input: spec) == flags)
    let answers =
      #"{"plan": "fullstack", "name": "shop", "project": {"database": "postgresql", "#
      + #""auth": "none", "features": ["redis", "celery", "forms", "docker"]}}"#
    #expect(try digest("scaffold", "fullstack", "shop", "--answers", answers) == flags)
    let other = try digest(
      "scaffold", "fullstack", "shop", "--spec", "-", "--auth", "jwt", input: spec)
    #expect(other != flags)
    let refused = try run(
      "scaffold", "fullstack", "store", "--answers", answers, "--yes", status: 1)
    #expect(refused.error.contains("the name is 'store', and 'shop' in the file"))
  }

  @Test func `what was filled in is said`() throws {
    let told = try run("scaffold", "fullstack", "shop", "--feature", "scheduler", "--yes")
    #expect(told.error.contains("'celery' needs 'redis', which is taken, too."))
    let document = try json(
      run("scaffold", "fullstack", "store", "--feature", "no-redis", "--json"))
    #expect(document["notes"] as? [String] == ["Without 'redis' there is no 'celery'."])
    #expect((document["next"] as? [String])?.first == "cd store")
  }

  @Test func `a dialogue asks what is open, and prints the command without it`() throws {
    let terminal = try TerminalSession(
      backstitchPath, ["scaffold", "fullstack", "shop", "--auth", "none"], in: root)
    try terminal.answer("Database", "\u{1B}[B\r")
    try terminal.answer("Backend features", "\r")
    try terminal.wait(for: "Frontend features")
    // Back, and another choice.
    try terminal.answer("back", "\u{1B}[D")
    try terminal.answer("[x] 1 redis", "3 \r")
    try terminal.answer("Frontend features", "\r")
    try terminal.answer("Infrastructure", "2 \r")
    try terminal.answer("Write these files? (yes/no/diff) [yes] ", "yes\n")
    let line =
      "--database postgresql --feature redis,celery,scheduler,data-tables,forms,navigation,docker"
    try terminal.wait(for: "Next time: backstitch scaffold fullstack shop --auth none")
    #expect(try terminal.finish() == 0, "\(terminal.shown)")
    #expect(terminal.isAsItWas)
    #expect(terminal.shown.replacing("\r\n", with: " ").contains(line), "\(terminal.shown)")
    let text = try #require(directory.read("shop/\(Self.project)"))
    let other = try TemporaryDirectory()
    _ = try backstitch(
      ["scaffold", "fullstack", "shop", "--auth", "none"]
        + line.split(separator: " ").map(String.init), in: other.path)
    #expect(other.read("shop/\(Self.project)") == text)
  }

  @Test(arguments: ["\u{3}", "\r\r\r\r\rno\n"])
  func `whoever turns it down has no directory`(keys: String) throws {
    let terminal = try TerminalSession(
      backstitchPath, ["scaffold", "fullstack", "shop"], in: root)
    if keys == "\u{3}" {
      try terminal.answer("Database", keys)
    } else {
      for question in ["Database", "Sign-in", "Backend f", "Frontend f", "Infrastructure"] {
        try terminal.answer(question, "\r")
      }
      try terminal.answer("Write these files?", "no\n")
    }
    #expect(try [1, 130].contains(terminal.finish()), "\(terminal.shown)")
    #expect(try names().isEmpty)
  }

  // MARK: What stands there

  @Test func `a backend and a frontend of somebody's own are kept`() throws {
    let shop = try Shop()
    let told = try shop.run("scaffold", "fullstack", ".", "--name", "shop", "--yes")
    #expect(
      told.error.contains(
        "The FastAPI backend in 'backend' is kept as it is: 'Scaffold Backend' is left out."))
    #expect(told.error.contains("The Next.js frontend in 'frontend' is kept as it is"))
    // Settings of the containers are added to those that are documented.
    #expect(try shop.git("status", "--porcelain", "-uno") == " M .env.example\n")
    let again = try shop.run("scaffold", "fastapi", "--yes", status: 1)
    #expect(again.error.contains("name the directory for another"))
  }

  @Test func `containers of a backend that is kept know the frontend that is made beside it`()
    throws
  {
    let code = "from fastapi import FastAPI\n\napp = FastAPI()\n"
    try directory.write("shop/main.py", code)
    try directory.write("shop/requirements.txt", "fastapi\nuvicorn\n")
    _ = try run("scaffold", "fullstack", "shop", "--yes")
    let compose = try #require(directory.read("shop/docker-compose.yml"))
    #expect(compose.contains("build: .\n") && compose.contains("build: ./frontend\n"))
    #expect(compose.contains("BACKEND_URL: http://backend:8000\n"))
    #expect(directory.read("shop/Dockerfile")?.contains("\"main:app\"") == true)
    // The image of the one has nothing of the other.
    #expect(directory.read("shop/.dockerignore")?.hasSuffix("\nfrontend\n") == true)
    let again = try run("scaffold", "docker", "--yes", "-C", "shop")
    #expect(again.output.contains("Nothing to change"))
  }

  @Test func `what is missing for a plan is scaffolded by the command that the report names`()
    throws
  {
    let shop = try Shop()
    try shop.git("rm", "-rq", "frontend")
    let words = ["generate", "fullstack", "brand", "name:str:64:required"]
    let blocked = try shop.run(words: words, status: 3)
    #expect(blocked.error.contains("   backstitch scaffold nextjs\n"), "\(blocked.error)")
    _ = try shop.run("scaffold", "nextjs", "--yes")
    _ = try shop.run(words: words)
  }

  @Test func `where the settings say where the backend is, no next step does`() throws {
    _ = try run("scaffold", "fullstack", "shop", "--yes")
    let made = try run("generate", "fullstack", "brand", "name:str", "--yes", "-C", "shop")
    #expect(made.output.contains("Next steps:") && !made.output.contains("BACKEND_URL"))
  }

  @Test func `status tells what the project is made of`() throws {
    _ = try run("scaffold", "fullstack", "shop", "--yes", "--database", "sqlite")
    let told = try run("status", "-C", "shop").output
    #expect(told.contains("Project: shop  sqlite, jwt, redis"))
    #expect(told.contains("No entities yet: backstitch generate fullstack product"))
    let document = try json(run("status", "-C", "shop", "--json"))
    #expect((document["project"] as? [String: Any])?["database"] as? String == "sqlite")
  }

  @Test func `what a run has staged is gone on with by the same command`() throws {
    _ = try run("scaffold", "fullstack", "shop", "--yes", "--stage")
    #expect(directory.read("shop/\(Self.project)") == nil)
    let told = try run("scaffold", "fullstack", "shop", "--yes")
    #expect(told.error.contains("t1 (scaffold fullstack shop) is unfinished; it is gone on with."))
    #expect(directory.read("shop/\(Self.project)") != nil)
    #expect(try !run("status", "-C", "shop").output.contains("Open:"))
    _ = try run("undo", "-C", "shop")
    _ = try run("scaffold", "fullstack", "shop", "--yes", "--stage")
    _ = try run("rollback", "-C", "shop")
    #expect(try names("shop") == [".git"])
  }

  // MARK: A project that is there

  @Test func `in its root the project is meant, and no other is nested`() throws {
    _ = try run("scaffold", "fullstack", "shop", "--yes", "--feature", "no-nginx")
    let told = try run("scaffold", "fullstack", "shop", "--yes", "--feature", "nginx", "-C", "shop")
    #expect(told.output.contains("Operation 2: scaffold fullstack shop (nginx is new)"))
    let before = try names("shop")
    let refused = try run("scaffold", "fullstack", "store", "--yes", "-C", "shop", status: 3)
    #expect(refused.error.contains("this directory is the project 'shop'"))
    #expect(refused.error.contains("backstitch scaffold fullstack store -C shop/.."))
    #expect(try names("shop") == before)
    try FileManager.default.createDirectory(
      atPath: root + "/shop/apps", withIntermediateDirectories: false)
    _ = try run("scaffold", "fullstack", "store", "--yes", "-C", "shop/apps")
    #expect(directory.read("shop/apps/store/\(Self.project)")?.hasPrefix("name: store\n") == true)
  }

  @Test func `the name that is given goes over that of a definition`() throws {
    _ = try run("scaffold", "fullstack", "one", "--yes", "--feature", "none")
    _ = try run("scaffold", "fullstack", "two", "--spec", "one/\(Self.project)", "--yes")
    #expect(directory.read("two/\(Self.project)")?.hasPrefix("name: two\n") == true)
    #expect(
      directory.read("two/\(Self.project)")?.dropFirst(9)
        == directory.read("one/\(Self.project)")?.dropFirst(9))
  }

  @Test(arguments: [true, false])
  func `answers may hold the plan`(isInput: Bool) throws {
    let answers = #"{"plan": "fullstack", "name": "shop", "project": {"database": "sqlite"}}"#
    _ = try run(
      words: ["scaffold", "--answers", isInput ? "-" : answers, "--yes"],
      input: isInput ? answers : nil)
    #expect(
      directory.read(Self.project)?.contains("name: shop\n") == true
        && directory.read(Self.project)?.contains("database: sqlite\n") == true)
    let refused = try run("scaffold", "--yes", status: 64)
    #expect(refused.error.contains("say what to scaffold: fullstack,"))
  }

  @Test(arguments: [".git", ".backstitch-begun"])
  func `where nothing was begun yet, the command that goes on is said`(left: String) throws {
    try FileManager.default.createDirectory(
      atPath: root + "/shop", withIntermediateDirectories: false)
    if left == ".git" { _ = try git("-C", "shop", "init", "-q") }
    try FileManager.default.createDirectory(
      atPath: root + "/shop/\(left)", withIntermediateDirectories: true)
    let command = "backstitch scaffold fullstack -C shop"
    let refused = try run("resume", "-C", "shop", status: 1)
    #expect(refused.error.contains("nothing was begun here") && refused.error.contains(command))
    #expect(try run("status", "-C", "shop").output.contains(command))
    _ = try run("scaffold", "fullstack", "-C", "shop", "--yes", "--feature", "none")
    #expect(try !run("status", "-C", "shop").output.contains(command))
  }

  @Test func `a new file has no notes of its places`() throws {
    let told = try run("scaffold", "fullstack", "shop", "--yes")
    let lines = (told.output + told.error).split(separator: "\n")
    let place = try #require(lines.firstIndex { $0.hasPrefix("  A .env.example") })
    #expect(lines[place + 1].hasPrefix("  A "), "\(lines[place + 1])")
  }
}
