internal import Backstitch
internal import Orchestration
internal import Patch
internal import ProjectModel

/// Directories of projects on the command line: relative to the current directory, as other paths.
enum DirectoryArgument {
  /// The directory below the workspace; `.` for the workspace itself.
  static func resolve(
    _ text: String, _ globals: Globals, _ workspace: Workspace
  ) throws -> String {
    let parts = try PathArgument.parts(text, globals, workspace)
    return parts.isEmpty
      ? "." : String(decoding: Array(parts.joined(separator: [0x2F])), as: UTF8.self)
  }

  /// `PATH` or `PATH:NAME`, the path below the workspace.
  static func resolve(
    registrar text: String, _ globals: Globals, _ workspace: Workspace
  ) throws -> String {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let path = try PathArgument.resolve(String(parts[0]), globals, workspace)
    return parts.count > 1 ? "\(path):\(parts[1])" : "\(path)"
  }
}

extension Globals {
  /// A path below the workspace as it is written in the directory worked in.
  func shown(_ path: String) -> String {
    guard let start = try? start(),
      let workspace = try? Workspace(containing: start, context: context(in: start))
    else { return path }
    let root = workspace.root.split(separator: 0x2F)
    let depth = start.split(separator: 0x2F).dropFirst(root.count)
    var rest = path == "." ? [] : path.split(separator: "/").map(String.init)
    var here = depth.map { String(decoding: $0, as: UTF8.self) }
    while let first = rest.first, first == here.first {
      rest.removeFirst()
      here.removeFirst()
    }
    let words = here.map { _ in ".." } + rest
    return words.isEmpty ? "." : words.joined(separator: "/")
  }

  /// The words by which another plan works on the same projects, and makes the same page.
  func words(for request: GenerationRequest, of agent: BuiltInAgent) -> [String] {
    var words: [String] = []
    if let backend = request.backend { words += ["--backend", shown(backend)] }
    if let frontend = request.frontend, agent.needs == .nextJS {
      words += ["--frontend", shown(frontend)]
    }
    guard agent == .dataTable else { return words }
    for (option, names) in [
      ("--columns", request.columns), ("--filters", request.filters),
      ("--actions", request.actions),
    ] {
      if let names { words += [option, names.joined(separator: ",")] }
    }
    return words
  }
}
