import Generators
import Patch
import ProjectModel
import Testing

@Suite struct DockerRefusalTests {
  private func refusal(_ sample: DockerSample) -> String {
    do {
      _ = try sample.generate()
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test("several Compose files are refused with the key that names one")
  func several() throws {
    var sample = try DockerSample()
    try sample.write("compose.yaml", "services: {}\n")
    try sample.write("backend/docker-compose.yml", "services: {}\n")
    #expect(
      refusal(sample)
        == "which Compose file is in use cannot be said (backend/docker-compose.yml, compose.yaml);"
        + " name it in .backstitch/config.yaml, as 'compose: PATH'")
    var config = ProjectConfig()
    config.compose = "./backend/docker-compose.yml"
    try sample.write("backend/docker-compose.yml", "services:\n  cache:\n    image: redis\n")
    let (changes, tree) = try sample.generate(config: config)
    #expect(changes.changes.contains { $0.path == "backend/docker-compose.yml" })
    #expect(try tree.text("backend/docker-compose.yml").contains("build: ."))
    #expect(try tree.text("backend/docker-compose.yml").contains("build: ../frontend"))
  }

  @Test("one that Compose does not find by itself is not passed over")
  func unusual() throws {
    var sample = try DockerSample()
    try sample.write("docker-compose.dev.yml", "services:\n  api:\n    build: backend\n")
    #expect(refusal(sample).contains("(docker-compose.dev.yml)"))
  }

  @Test("a build that rests on a variable is refused: it may be the one")
  func variable() throws {
    var sample = try DockerSample()
    try sample.write("compose.yaml", "services:\n  api:\n    build: ${API_DIR}\n")
    #expect(
      refusal(sample)
        == "compose.yaml:2: whether 'api' builds backend cannot be said: its build rests on a"
        + " variable (${API_DIR}); give that a default, as ${NAME:-DIR}")
  }

  @Test("a name that something else has is refused with what would settle it")
  func taken() throws {
    var sample = try DockerSample()
    try sample.write("compose.yaml", "services:\n  backend:\n    image: company/api\n")
    #expect(
      refusal(sample)
        == "compose.yaml:2: the service 'backend' does not build backend; let it, with"
        + " 'build: ./backend', or rename it")
  }

  @Test("a file that is no YAML, and one whose services are on one line, are not edited")
  func unreadable() throws {
    var sample = try DockerSample()
    try sample.write("compose.yaml", "services:\n  api: [\n")
    #expect(refusal(sample).hasPrefix("compose.yaml cannot be read (line "))
    try sample.write("compose.yaml", "services: {}\n")
    #expect(refusal(sample).contains("services is written on one line (line 1)"))
  }

  @Test("a frontend that exports files alone has no server")
  func export() throws {
    var sample = try DockerSample()
    try sample.write("frontend/next.config.mjs", "export default { output: 'export' };\n")
    #expect(refusal(sample).contains("exports files alone"))
    try sample.write("frontend/next.config.mjs", "// output: 'export'\nexport default {};\n")
    #expect(refusal(sample) == "")
  }

  @Test("a backend whose requirements nothing lists has no image")
  func requirements() throws {
    var sample = try DockerSample()
    sample.remove("backend/requirements.txt")
    #expect(refusal(sample).contains("no image can be made of backend: nothing lists"))
  }

  @Test("a backend and a frontend in one directory are not told apart")
  func together() throws {
    let sample = try DockerSample(backend: "app", frontend: "app")
    #expect(refusal(sample).contains("lie in the same directory"))
  }
}
