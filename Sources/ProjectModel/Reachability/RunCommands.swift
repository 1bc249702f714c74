internal import Patch
internal import SourceEdits

/// The commands that serve an application: `uvicorn main:app` in a Dockerfile or a script.
enum RunCommands {
  /// A command: what it serves, and where it stands.
  struct Command {
    var target: String
    var evidence: Evidence
  }

  /// The commands of a tree, those in container files first.
  static func find(
    in tree: any ReadableTree, files: [RelativePath], sources: [BackendScan.Source]
  ) throws(TreeError) -> [Command] {
    var found: [Command] = []
    for path in files where isScript(path) && !PythonModules.isExcluded(path) {
      guard let bytes = try tree.contents(of: path), bytes.count < 1_000_000 else { continue }
      found += commands(in: bytes, at: path)
    }
    for source in sources where source.bytes.mentions("uvicorn") {
      found += commands(in: source.bytes, at: source.path)
    }
    return found
  }

  private static func isScript(_ path: RelativePath) -> Bool {
    let name = path.fileName
    return name.hasPrefix("Dockerfile") || name.hasSuffix(".Dockerfile") || name == "Procfile"
      || name.hasPrefix("docker-compose") || name.hasPrefix("compose.") || name == "Makefile"
      || name.hasSuffix(".sh") || name.hasSuffix(".service") || name == "pyproject.toml"
  }

  private static func commands(in bytes: [UInt8], at path: RelativePath) -> [Command] {
    guard bytes.mentions("uvicorn") || bytes.mentions("gunicorn") || bytes.mentions("fastapi")
    else { return [] }
    var found: [Command] = []
    let text = String(decoding: bytes, as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated()
    where line.contains("uvicorn") || line.contains("gunicorn") {
      for word in line.split(whereSeparator: { " \t\"',[]()=".contains($0) }) {
        guard let target = target(word) else { continue }
        found.append(
          Command(target: target, evidence: Evidence(path, number + 1, "runs \(target)")))
      }
    }
    return found
  }

  /// `module.path:name` and nothing else; `main:create_app()` too.
  private static func target(_ word: Substring) -> String? {
    let parts = word.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, isDotted(parts[0]), isDotted(parts[1]), !parts[1].contains(".") else {
      return nil
    }
    return String(word)
  }

  private static func isDotted(_ text: Substring) -> Bool {
    guard let first = text.first, first.isLetter || first == "_" else { return false }
    return text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
  }
}
