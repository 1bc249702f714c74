import Generators
import Patch
import ProjectModel
import SourceEdits
import TestSupport
import Testing

@Suite struct DockerServiceTests {
  // MARK: Goldens

  @Test("the shop gets a Compose file, two images and the variables in its example")
  func shop() throws {
    try check("docker-shop", DockerSample(Samples.shop()))
  }

  @Test("PostgreSQL, uv, a factory, a URL in settings with a prefix; pnpm with a standalone server")
  func postgreSQL() throws {
    var sample = try DockerSample(backend: "services/api", frontend: "web")
    sample.remove("services/api/requirements.txt")
    sample.remove("web/package-lock.json")
    try sample.write(
      "services/api/pyproject.toml",
      """
      [project]
      requires-python = ">=3.11,<3.13"
      dependencies = [
        "fastapi[standard]",
        "asyncpg",
      ]

      """)
    try sample.write("services/api/uv.lock", "version = 1\n")
    try sample.write(
      "services/api/main.py",
      """
      from fastapi import FastAPI
      from pydantic_settings import BaseSettings, SettingsConfigDict


      class Settings(BaseSettings):
          model_config = SettingsConfigDict(env_prefix="APP_")
          database_url: str


      def create_app() -> FastAPI:
          app = FastAPI()
          return app

      """)
    try sample.write("services/api/.env.example", "APP_DATABASE_URL=\n")
    try sample.write("web/pnpm-lock.yaml", "lockfileVersion: '9.0'\n")
    try sample.write("web/.npmrc", "engine-strict=true\n")
    try sample.write("web/.nvmrc", "v20.11.1\n")
    try sample.write("web/public/logo.svg", "<svg/>\n")
    try sample.write("web/next.config.ts", "export default { output: \"standalone\" };\n")
    try check("docker-postgresql", sample)
  }

  @Test("a Compose file with comments, anchors and four blanks a level gets what it lacks")
  func edited() throws {
    var sample = try DockerSample()
    try sample.write("compose.yml", DockerComposeTexts.anchors)
    try check("docker-edited", sample)
  }

  private func check(_ name: String, _ sample: DockerSample) throws {
    let (changes, tree) = try sample.generate()
    var golden = Golden(name)
    for path in Set(changes.changes.map(\.path)).sorted()
    where !path.isBelow(".backstitch/pristine") {
      golden.check(path.description, try tree.text(path))
    }
    let said = ["warnings:"] + changes.warnings + ["next:"] + changes.nextSteps
    golden.check("said.txt", said.joined(separator: "\n") + "\n")
    golden.finish()
    var after = sample
    after.take(tree)
    let (again, _) = try after.generate()
    #expect(again.changes.isEmpty)
  }

  // MARK: What stands there

  @Test(
    "a service that builds the directory is present, however that is written",
    arguments: [
      "build: ./backend",
      "build: backend/",
      "build:\n      context: ./frontend/../backend",
      "build: {context: backend, target: dev}",
      "build:\n      context: .\n      dockerfile: backend/Dockerfile",
      "build:\n      context: .\n      dockerfile: docker/api.Dockerfile",
      "build: ${API_DIR:-./backend}",
      "<<: *api",
      "extends: {service: base}",
      "extends: {file: common.yaml, service: base}",
      "image: python:3.13\n    volumes: [./backend:/app]",
    ])
  func present(build: String) throws {
    var sample = try DockerSample(frontend: nil)
    try sample.write("backend/Dockerfile", "FROM python:3.13\n")
    try sample.write("docker/api.Dockerfile", "FROM python:3.13\nCOPY backend/ /app/\n")
    try sample.write("common.yaml", "services:\n  base:\n    build: backend\n")
    let base = build.hasPrefix("extends: {service") ? "\n  base:\n    build: backend" : ""
    try sample.write(
      "compose.yaml",
      "x-api: &api\n  build: ./backend\n\nservices:\(base)\n  whatever:\n    \(build)\n")
    let (changes, _) = try sample.generate()
    #expect(changes.changes.isEmpty)
    #expect(changes.notes.count == 1 && changes.notes[0].hasSuffix("nothing to do"))
  }

  @Test(
    "what builds something else is no service of the backend",
    arguments: [
      "build: ./frontend", "build: https://example.com/backend.git", "build: ../backend",
      "build:\n      context: .\n      dockerfile: frontend/Dockerfile",
      "image: mariadb:11\n    volumes: [./backend/sql:/docker-entrypoint-initdb.d]",
    ])
  func absent(build: String) throws {
    var sample = try DockerSample()
    try sample.write("compose.yaml", "services:\n  whatever:\n    \(build)\n")
    let (changes, _) = try sample.generate([.backend])
    let adds = changes.changes.contains { change in
      guard case .edit(.addYAMLEntry(let edit)) = change.action else { return false }
      return edit.path == ["services", "backend"]
    }
    #expect(adds)
  }

  @Test("included and override files count too")
  func included() throws {
    var sample = try DockerSample()
    try sample.write("compose.yaml", "include:\n  - infra/api.yaml\n")
    try sample.write("infra/api.yaml", "services:\n  api:\n    build: ../backend\n")
    try sample.write(
      "compose.override.yaml",
      "services:\n  web:\n    build: frontend\n    environment: {BACKEND_URL: http://api:8000}\n")
    try sample.write("backend/Dockerfile", "FROM python:3.13\n")
    try sample.write("frontend/Dockerfile", "FROM node:22\n")
    #expect(try sample.generate().changes.changes.isEmpty)
  }

  @Test("a missing Dockerfile of a service that stands there is made")
  func image() throws {
    var sample = try DockerSample(frontend: nil)
    try sample.write("compose.yaml", "services:\n  api:\n    build: backend\n")
    let changes = try sample.generated()
    #expect(
      changes.files.filter { $0.state == .made }.map(\.path)
        == ["backend/Dockerfile", "backend/.dockerignore"])
    #expect(try sample.text("compose.yaml") == "services:\n  api:\n    build: backend\n")
  }

  @Test("an image that stands there is not touched, nor is what its context leaves out")
  func keepsImages() throws {
    var sample = try DockerSample()
    try sample.write("backend/Dockerfile", "FROM python:3.13\n")
    let changes = try sample.generated()
    #expect(changes.files.map(\.state).count { $0 == .adopted } == 1)
    #expect(try sample.text("backend/Dockerfile") == "FROM python:3.13\n")
    #expect(!sample.paths.contains("backend/.dockerignore"))
  }

  // MARK: The database

  @Test(
    "a database that stands there is depended upon, with what it says of its health and networks")
  func database() throws {
    var sample = try DockerSample(frontend: nil)
    try sample.write(
      "compose.yaml",
      """
      services:
        store:
          image: docker.io/library/mysql:8
          environment:
            - MYSQL_USER=shop
            - MYSQL_PASSWORD=${SHOP_PASSWORD}
            - MYSQL_DATABASE=shop
          healthcheck:
            test: [CMD, mysqladmin, ping]
          networks: [inner]

      networks:
        inner:

      """)
    let changes = try sample.generated()
    let text = try sample.text("compose.yaml")
    #expect(
      text.contains("DATABASE_URL: mysql+asyncmy://shop:${SHOP_PASSWORD}@store:3306/shop\n"))
    #expect(text.contains("      store:\n        condition: service_healthy\n"))
    let service = try #require(try sample.compose()?.service("backend"))
    #expect(service.networks == ["inner"])
    #expect(try sample.compose()?.services.count == 2)
    #expect(!changes.nextSteps.contains { $0.contains("DATABASE_URL") })
  }

  @Test("a literal password is not copied: the whole address is a variable")
  func secrets() throws {
    var sample = try DockerSample(frontend: nil)
    try sample.write(
      "compose.yaml",
      """
      services:
        db:
          image: mariadb
          environment: {MARIADB_USER: a, MARIADB_PASSWORD: hunter2, MARIADB_DATABASE: b}

      """)
    let changes = try sample.generated()
    let text = try sample.text("compose.yaml")
    #expect(text.contains("DATABASE_URL: ${DATABASE_URL:?}\n"))
    #expect(text.ranges(of: "hunter2").count == 1)
    #expect(text.contains("condition: service_started"))
    #expect(
      changes.nextSteps.contains(
        "set DATABASE_URL in .env, as mysql+asyncmy://USER:PASSWORD@db:3306/NAME"))
    #expect(!String(decoding: try sample.detection().json, as: UTF8.self).contains("hunter2"))
  }

  @Test("another database than the driver's is not depended upon")
  func otherDatabase() throws {
    var sample = try DockerSample(frontend: nil)
    try sample.write("compose.yaml", "services:\n  db:\n    image: postgres:17\n")
    try sample.generated()
    let compose = try #require(try sample.compose())
    #expect(compose.services.map(\.name) == ["backend", "database", "db"])
    #expect(compose.service("database")?.database == "mariadb")
    #expect(compose.volumes == ["db-data"])
  }

  @Test("an address in parts has each part")
  func parts() throws {
    var sample = try DockerSample(frontend: nil)
    try sample.write(
      "backend/main.py",
      """
      import os

      from fastapi import FastAPI

      HOST, USER = os.environ["DB_HOST"], os.environ["DB_USER"]
      PASSWORD, NAME = os.environ["DB_PASSWORD"], os.environ["DB_NAME"]
      app = FastAPI()

      """)
    try sample.generated()
    let service = try #require(try sample.compose()?.service("backend"))
    #expect(
      service.values == [
        "DB_HOST": "db", "DB_USER": "${MARIADB_USER:?}", "DB_PASSWORD": "${MARIADB_PASSWORD:?}",
        "DB_NAME": "${MARIADB_DATABASE:?}",
      ])
  }

  @Test("SQLite needs no service, and a warning says where its file is")
  func sqlite() throws {
    var sample = try DockerSample(frontend: nil)
    try sample.write("backend/requirements.txt", "fastapi\nuvicorn\naiosqlite\n")
    let changes = try sample.generated()
    #expect(try sample.compose()?.services.map(\.name) == ["backend"])
    #expect(changes.warnings.contains { $0.contains("SQLite") })
    #expect(try sample.text("backend/Dockerfile").contains("chown app:app"))
  }

  // MARK: The frontend

  @Test("a frontend's service that lacks the backend's address gets it, and nothing else changes")
  func address() throws {
    var sample = try DockerSample()
    let before = """
      services:
        api:
          build: ./backend
          command: uvicorn main:app --host 0.0.0.0 --port 9000
        web:
          build: ./frontend
          environment:
            TZ: UTC # the usual

      """
    try sample.write("compose.yaml", before)
    try sample.write("backend/Dockerfile", "FROM python:3.13\n")
    try sample.write("frontend/Dockerfile", "FROM node:22\n")
    try sample.generated([.frontend])
    #expect(
      try sample.text("compose.yaml") == before + "      BACKEND_URL: http://api:9000\n")
  }

  @Test(
    "an environment that cannot be added to is a warning with what to add",
    arguments: [
      "environment: [TZ=UTC]", "environment:\n      - TZ=UTC", "<<: *common",
    ])
  func stubborn(environment: String) throws {
    var sample = try DockerSample()
    let before =
      "x-common: &common\n  environment: {TZ: UTC}\n\nservices:\n  api:\n    build: ./backend\n"
      + "  web:\n    build: ./frontend\n    \(environment)\n"
    try sample.write("compose.yaml", before)
    try sample.write("backend/Dockerfile", "FROM python:3.13\n")
    try sample.write("frontend/Dockerfile", "FROM node:22\n")
    let changes = try sample.generated()
    #expect(changes.changes.isEmpty)
    #expect(
      changes.warnings == [
        "the service 'web' (compose.yaml:7) lacks BACKEND_URL; add"
          + " 'BACKEND_URL=http://api:8000' to its environment by hand"
      ])
    #expect(try sample.text("compose.yaml") == before)
  }

  @Test(
    "an address that is there stays, whatever it is, in an environment file too",
    arguments: [
      "environment:\n      BACKEND_URL: http://elsewhere", "environment: [BACKEND_URL]",
      "env_file: web.env",
    ])
  func hasAddress(environment: String) throws {
    var sample = try DockerSample()
    try sample.write("web.env", "# x\nexport BACKEND_URL=http://elsewhere\n")
    try sample.write(
      "compose.yaml",
      "services:\n  api:\n    build: ./backend\n  web:\n    build: ./frontend\n    \(environment)\n"
    )
    try sample.write("backend/Dockerfile", "FROM python:3.13\n")
    try sample.write("frontend/Dockerfile", "FROM node:22\n")
    let (changes, _) = try sample.generate()
    #expect(changes.changes.isEmpty && changes.warnings.isEmpty)
  }

  @Test("only layers that are asked for are added to a file that is there; a new one has both")
  func layers() throws {
    var sample = try DockerSample()
    try sample.write("compose.yaml", "services:\n  cache:\n    image: redis\n")
    try sample.generated([.frontend])
    #expect(try sample.compose()?.services.map(\.name) == ["cache", "frontend"])
    #expect(try sample.text("compose.yaml").contains("BACKEND_URL: ${BACKEND_URL:?}"))
    #expect(!sample.paths.contains("backend/Dockerfile"))
    var fresh = try DockerSample()
    try fresh.generated([.frontend])
    #expect(try fresh.compose()?.services.map(\.name) == ["backend", "db", "frontend"])
  }

  @Test("ports that are taken are not taken again")
  func ports() throws {
    var sample = try DockerSample()
    try sample.write(
      "compose.yaml",
      "services:\n  a:\n    image: a\n    ports: [\"8000:80\", \"127.0.0.1:3000:3000\"]\n")
    try sample.generated()
    let compose = try #require(try sample.compose())
    #expect(compose.service("backend")?.published == [8001])
    #expect(compose.service("frontend")?.published == [3001])
  }
}
