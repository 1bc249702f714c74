import Patch
import ProjectModel
import Testing

@Suite struct ComposeTests {
  private func services(_ text: String, _ more: [(StaticString, String)] = []) throws
    -> [ComposeService]
  {
    try Detection.detect(in: tree([("compose.yaml", text)] + more)).compose[0].services
  }

  @Test("what a service says is read, ports and variables in either form")
  func service() throws {
    let found = try services(
      """
      services:
        api:
          build: {context: ./api, dockerfile: Dockerfile.dev}
          command: ["uvicorn", "main:app", "--port", "9001"]
          environment: [A=1, "B"]
          ports: ["127.0.0.1:8001:9001/tcp", {target: 5, published: "6"}]
          networks: {inner: null}
        web:
          image: ${WEB_IMAGE:-node:22}
          environment: {C: 2}
          expose: ["1"]
          healthcheck: {test: [CMD, "true"]}
          volumes: ["./web:/app", "data:/data", "../x:/x"]

      """,
      [("api/Dockerfile.dev", "FROM python:3.13 AS one\nFROM one\nCOPY . /app\nEXPOSE 8000\n")])
    let api = try #require(found.first)
    #expect(api.place == Evidence("compose.yaml", 2, "api"))
    #expect(api.build?.context == "api" && api.build?.dockerfile == "api/Dockerfile.dev")
    #expect(api.build?.isThere == true && api.build?.copies == ["api"])
    #expect(api.image == "python:3.13")
    #expect(api.environment == ["A", "B"] && api.values == ["A": "1", "B": ""])
    #expect(api.port == 9001 && api.published == [8001, 6] && api.networks == ["inner"])
    let web = found[1]
    #expect(web.image == "node:22" && web.build == nil && web.hasHealthcheck)
    #expect(web.mounts == ["web"])
  }

  @Test(
    "the image says which database a service is, whatever the registry",
    arguments: [
      ("mariadb", "mariadb"), ("docker.io/library/mysql:8.4", "mariadb"),
      ("bitnami/postgresql:17", "postgresql"), ("postgis/postgis@sha256:0", "postgresql"),
      ("redis:7", nil), ("company/mariadb-backup", nil),
    ])
  func database(image: String, expected: String?) throws {
    let found = try services("services:\n  db:\n    image: \(image)\n")
    #expect(found[0].database == expected)
  }

  @Test("a default of a variable counts, a variable without one is told as it is written")
  func variables() throws {
    let found = try services(
      "services:\n  a:\n    build: ${A:-x}/y\n  b:\n    build: ${B:?}\n  c:\n    build: $C\n")
    #expect(found.map(\.build?.context) == ["x/y", nil, nil])
    #expect(found.map(\.unknownContext) == [nil, "${B:?}", "$C"])
  }

  @Test("an environment of a merge key is inherited, one of an extended service is not")
  func environment() throws {
    let found = try services(
      """
      x-a: &a {environment: {A: 1}}
      services:
        base: {environment: {B: 1}}
        merged: {<<: *a, image: x}
        extended: {extends: base, environment: {C: 1}}
        own: {<<: *a, environment: {D: 1}}

      """)
    let named = Dictionary(uniqueKeysWithValues: found.map { ($0.name, $0) })
    #expect(named["merged"]?.inheritsEnvironment == true)
    #expect(named["merged"]?.environment == ["A"])
    #expect(named["extended"]?.inheritsEnvironment == false)
    #expect(named["extended"]?.environment == ["B", "C"])
    #expect(named["own"]?.inheritsEnvironment == false && named["own"]?.environment == ["D"])
  }

  @Test("a service that extends itself, and a file that includes itself, come to an end")
  func endless() throws {
    let found = try services(
      "include: [compose.yaml]\nservices:\n  a:\n    extends: b\n  b:\n    extends: a\n")
    #expect(found.map(\.name) == ["a", "b"])
  }

  @Test("what is no Compose file has its problem and no services")
  func broken() throws {
    let found = try Detection.detect(in: tree([("compose.yaml", "- a\n")])).compose
    #expect(found == [ComposeFile(path: "compose.yaml", problem: "it is no mapping")])
    #expect(throws: DetectionError.brokenCompose("compose.yaml", "it is no mapping")) {
      try Detection.detect(in: tree([("compose.yaml", "- a\n")])).composeFile(ProjectConfig())
    }
  }
}
