import Generators
import Patch
import ProjectModel

/// A repository with a backend and a frontend, for the docker agent.
struct DockerSample {
  private var files: [RelativePath: Node] = [:]

  /// - Parameters:
  ///   - backend: The backend's directory; nil for none.
  ///   - frontend: The frontend's.
  init(backend: String? = "backend", frontend: String? = "frontend") throws {
    if let backend {
      try write("\(backend)/main.py", Self.application)
      try write("\(backend)/requirements.txt", "fastapi\nuvicorn\nsqlalchemy[asyncio]\nasyncmy\n")
    }
    if let frontend {
      try write("\(frontend)/package.json", #"{"dependencies": {"next": "15.0.0"}}"#)
      try write("\(frontend)/package-lock.json", "{}")
      try write("\(frontend)/app/page.tsx", "export default function Page() { return null; }\n")
    }
  }

  static let application = """
    import os

    from fastapi import FastAPI

    URL = os.environ["DATABASE_URL"]
    app = FastAPI()

    """

  /// The files of a tree.
  init(_ tree: MemoryTree) throws {
    for path in tree.files() { files[path] = tree.node(at: path) }
  }

  mutating func write(_ path: String, _ text: String) throws {
    files[try RelativePath(path)] = .file(.init(contents: Array(text.utf8)))
  }

  mutating func remove(_ path: RelativePath) { files[path] = nil }

  /// Takes what was staged.
  mutating func take(_ tree: StagedTree) {
    for (path, touched) in tree.touched { files[path] = touched.after }
  }

  func text(_ path: String) throws -> String {
    guard case .file(let file)? = files[try RelativePath(path)] else { return "" }
    return String(decoding: file.contents, as: UTF8.self)
  }

  var paths: Set<RelativePath> { Set(files.keys) }

  /// The files as a tree.
  var base: MemoryTree { MemoryTree(files) }

  /// What detection says of it.
  func detection(_ config: ProjectConfig = ProjectConfig()) throws -> Detection {
    try Detection.detect(in: MemoryTree(files), config: config)
  }

  /// The Compose file in use.
  func compose() throws -> ComposeFile? { try detection().composeFile(ProjectConfig()) }

  typealias Generated = (changes: GeneratedChanges, tree: StagedTree)

  /// Runs the agent on what detection finds.
  func generate(
    _ layers: Set<DockerServiceAgent.Layer> = [.backend, .frontend],
    config: ProjectConfig = ProjectConfig()
  ) throws -> Generated {
    let detection = try detection(config)
    let changes = try DockerServiceAgent.generate(
      .init(
        backend: detection.backends.first, frontend: detection.frontends.first,
        compose: try detection.composeFile(config), layers: layers), tree: MemoryTree(files))
    var tree = StagedTree(base: MemoryTree(files))
    if !changes.changes.isEmpty { try tree.stage(ChangeSet(changes: changes.changes)) }
    return (changes, tree)
  }

  /// Runs the agent and takes what it makes.
  @discardableResult
  mutating func generated(
    _ layers: Set<DockerServiceAgent.Layer> = [.backend, .frontend]
  ) throws -> GeneratedChanges {
    let (changes, tree) = try generate(layers)
    take(tree)
    return changes
  }
}
