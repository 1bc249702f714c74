internal import Foundation
internal import Patch

/// The variable that holds the backend's address, and the file that documents a frontend's
/// variables.
struct EnvironmentScan {
  let sources: FrontendSources

  // MARK: The variable

  /// The variable that the most server code reads; one for browsers too only when there is no
  /// other.
  ///
  /// - Parameter documented: The file that documents variables.
  func backendURL(
    documented: RelativePath, serverFetch: RelativePath?
  ) throws(TreeError) -> Found<String> {
    var uses: [(name: String, place: Evidence)] = []
    for path in candidates(serverFetch) {
      guard let bytes = try sources.contents(of: path), bytes.mentions("env.") else { continue }
      let found = Self.variables(in: bytes, at: path)
      // The project's own function knows best.
      if path == serverFetch, let first = found.first {
        return Found(first.name, .certain, [first.place])
      }
      uses += found
    }
    let server = uses.filter { !$0.name.hasPrefix("NEXT_PUBLIC_") }
    let kept = server.isEmpty ? uses : server
    if let name = kept.map(\.name).mostFrequent, let use = kept.first(where: { $0.name == name }) {
      return Found(name, server.isEmpty ? .likely : .certain, [use.place])
    }
    return try inExample(documented) ?? Found("BACKEND_URL", .assumed)
  }

  private func candidates(_ serverFetch: RelativePath?) -> [RelativePath] {
    let scripts = sources.files.filter { path in
      guard path.isScript, path != serverFetch else { return false }
      return Self.directories.contains { path.bytes.mentions($0) }
        || path.isNamed("env") || path.isNamed("next")
    }
    return (serverFetch.map { [$0] } ?? []) + scripts.prefix(Self.limit)
  }

  /// Where server code lies.
  private static let directories: [StaticString] = [
    "lib/", "utils/", "services/", "config/", "server/", "api/",
  ]

  /// How many files are read at most.
  private static let limit = 400

  /// `process.env.BACKEND_URL`, `env.API_URL`.
  private static func variables(
    in bytes: [UInt8], at path: RelativePath
  ) -> [(name: String, place: Evidence)] {
    let text = String(decoding: JSONText.blankingComments(in: bytes), as: UTF8.self)
    var found: [(String, Evidence)] = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      for part in line.ranges(of: "env.") {
        let name = String(
          line[part.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "_" })
        if isAddress(name) { found.append((name, Evidence(path, number + 1, name))) }
      }
    }
    return found
  }

  /// Whether a module reads the address of a backend.
  static func mentionsAddress(_ bytes: [UInt8]) -> Bool {
    bytes.mentions("env.") && !variables(in: bytes, at: "x").isEmpty
  }

  /// Whether a name is that of a backend's address: `BACKEND_URL`, `INTERNAL_API_BASE_URL`.
  static func isAddress(_ name: String) -> Bool {
    let words = Set(name.split(separator: "_"))
    let ours: Set<Substring> = ["API", "BACKEND", "FASTAPI", "SERVER"]
    let address: Set<Substring> = ["URL", "URI", "HOST", "ORIGIN", "ENDPOINT", "BASE"]
    return name == name.uppercased() && !words.isDisjoint(with: ours)
      && !words.isDisjoint(with: address)
  }

  // MARK: The file

  /// `.env.example` and its like, the frontend's own before those of directories above it; where it
  /// would be when there is none.
  func example() throws(TreeError) -> Found<RelativePath> {
    let directories = [sources.root] + (sources.root?.ancestors ?? []).map(Optional.some)
    for directory in sources.root == nil ? directories : directories + [nil] {
      for name in Self.examples {
        let path = directory?.appending(name) ?? name
        // Rules such as `.env*` hide the example too.
        guard case .file? = try sources.tree.node(at: path) else { continue }
        let isOwn = directory == sources.root
        return Found(path, isOwn ? .certain : .likely, [Evidence(path, 1, "\(name)")])
      }
    }
    return Found(sources.path(".env.example"), .assumed)
  }

  private static let examples: [RelativePath] = [
    ".env.example", ".env.local.example", ".env.sample", ".env.template", ".env.dist",
    "env.example",
  ]

  private func inExample(_ path: RelativePath) throws(TreeError) -> Found<String>? {
    guard let bytes = try sources.tree.contents(of: path) else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
      let name = String(line.prefix { $0 != "=" }.filter { $0 != " " })
      guard line.contains("="), Self.isAddress(name) else { continue }
      return Found(name, .likely, [Evidence(path, number + 1, name)])
    }
    return nil
  }
}
