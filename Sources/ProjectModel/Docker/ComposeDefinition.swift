internal import Patch
internal import Yams

/// The definition of one service, with what it extends.
struct ComposeDefinition {
  /// A member, and the file whose directory its paths are relative to.
  private struct Member {
    var node: Yams.Node
    var file: RelativePath
  }

  let name: String
  private let place: Evidence
  private let tree: any ReadableTree
  private var members: [String: Member] = [:]
  private let ownsEnvironment: Bool
  private var extendedEnvironment: [String: String] = [:]

  init(
    name: String, node: Yams.Node, document: ComposeDocument, tree: any ReadableTree, depth: Int
  ) throws(TreeError) {
    self.name = name
    self.tree = tree
    place = Evidence(document.path, document.line(of: name), name)
    ownsEnvironment = node.mapping?["environment"] != nil
    for (key, value) in ComposeDocument.members(of: node) {
      members[key] = Member(node: value, file: document.path)
    }
    guard depth < 8, let base = try base(document, depth) else { return }
    extendedEnvironment = base.environment
    members.merge(base.members) { own, _ in own }
  }

  /// What `extends` names.
  private func base(
    _ document: ComposeDocument, _ depth: Int
  ) throws(TreeError) -> ComposeDefinition? {
    guard let extends = members["extends"]?.node,
      let service = extends.string ?? extends.mapping?["service"]?.string
    else { return nil }
    var other = document
    if let file = extends.mapping?["file"]?.string {
      guard let place = WorkspacePath.resolve(file, from: document.path.parent), let path = place,
        let read = ComposeReader.document(at: path, in: tree)
      else { return nil }
      other = read
    }
    guard let node = other.members("services").first(where: { $0.key == service })?.value else {
      return nil
    }
    return try ComposeDefinition(
      name: service, node: node, document: other, tree: tree, depth: depth + 1)
  }

  /// The service.
  func service() throws(TreeError) -> ComposeService {
    let build = try build()
    var service = ComposeService(
      name: name, place: place, build: build.build, unknownContext: build.unknown,
      image: build.text?.base ?? text("image").map { ComposeValue.resolved($0) ?? $0 },
      mounts: mounts, environment: [],
      inheritsEnvironment: !ownsEnvironment && members["environment"] != nil
        && extendedEnvironment.isEmpty,
      port: nil, published: published, networks: names("networks"),
      hasHealthcheck: members["healthcheck"] != nil)
    service.values = environment
    service.environment = Set(environment.keys).union(try fileVariables()).sorted()
    let commands = ComposeDocument.strings(members["command"]?.node)
    service.port =
      Self.port(in: commands.flatMap { $0.split(separator: " ").map(String.init) })
      ?? Self.port(in: build.build?.command ?? []) ?? containerPort ?? build.text?.port
    return service
  }

  // MARK: Building

  private typealias Building = (build: ComposeBuild?, unknown: String?, text: DockerfileText?)

  private func build() throws(TreeError) -> Building {
    guard let member = members["build"] else { return (nil, nil, nil) }
    let written = member.node.string ?? member.node.mapping?["context"]?.string ?? "."
    guard let context = ComposeValue.resolved(written) else { return (nil, written, nil) }
    guard !context.contains("://"), !context.hasPrefix("git@"),
      let directory = WorkspacePath.resolve(context, from: member.file.parent)
    else { return (nil, nil, nil) }
    if let inline = member.node.mapping?["dockerfile_inline"]?.string {
      let text = DockerfileText(Array(inline.utf8))
      return (Self.build(directory, nil, true, text), nil, text)
    }
    let named = member.node.mapping?["dockerfile"]?.string ?? "Dockerfile"
    guard let file = ComposeValue.resolved(named) else { return (nil, "\(written), \(named)", nil) }
    guard let place = WorkspacePath.resolve(file, from: directory), let path = place else {
      return (nil, nil, nil)
    }
    let bytes = try tree.contents(of: path)
    let text = bytes.map(DockerfileText.init)
    return (Self.build(directory, path, bytes != nil, text), nil, text)
  }

  private static func build(
    _ context: RelativePath?, _ dockerfile: RelativePath?, _ isThere: Bool, _ text: DockerfileText?
  ) -> ComposeBuild {
    let copies = (text?.copied ?? []).compactMap { source -> RelativePath?? in
      WorkspacePath.resolve(
        source.hasPrefix("/") ? String(source.dropFirst()) : source, from: context)
    }
    return ComposeBuild(
      context: context, dockerfile: dockerfile, isThere: isThere, copies: copies,
      command: text?.command ?? [])
  }

  // MARK: Variables

  /// The variables with their values as they are written.
  private var environment: [String: String] {
    var found = extendedEnvironment
    guard let node = members["environment"]?.node else { return found }
    if let list = node.sequence {
      for entry in list.compactMap(\.string) {
        let parts = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        found[String(parts[0])] = parts.count == 2 ? String(parts[1]) : ""
      }
    }
    for (key, value) in ComposeDocument.members(of: node) { found[key] = value.string ?? "" }
    return found
  }

  /// The names of variables in the files of `env_file` that are there.
  private func fileVariables() throws(TreeError) -> [String] {
    guard let member = members["env_file"] else { return [] }
    var texts = member.node.string.map { [$0] } ?? []
    for entry in member.node.sequence ?? [] {
      texts += [entry.string ?? entry.mapping?["path"]?.string].compactMap { $0 }
    }
    var found: [String] = []
    for text in texts {
      guard let resolved = ComposeValue.resolved(text),
        let place = WorkspacePath.resolve(resolved, from: member.file.parent), let path = place,
        case .file(let file)? = try tree.node(at: path)
      else { continue }
      found += EnvironmentNames.names(in: file.contents)
    }
    return found
  }

  // MARK: Ports, mounts, names

  private var published: [Int] {
    ports.compactMap { $0.published }
  }

  private var containerPort: Int? { ports.first?.target }

  private var ports: [(published: Int?, target: Int?)] {
    (members["ports"]?.node.sequence ?? []).map { node in
      if let mapping = node.mapping {
        return (mapping["published"]?.string.flatMap { Int($0) }, mapping["target"]?.int)
      }
      let text = node.string.map { ComposeValue.resolved($0) ?? $0 } ?? ""
      let parts = text.prefix { $0 != "/" }.split(separator: ":").map { Int($0) }
      return (parts.count > 1 ? parts[parts.count - 2] : nil, parts.last ?? nil)
    }
  }

  /// The port that a command is told: `--port 8080`, `--port=8080`, `-p 3001`.
  private static func port(in words: [String]) -> Int? {
    for (index, word) in words.enumerated() {
      if ["--port", "-p"].contains(word), index + 1 < words.count { return Int(words[index + 1]) }
      if word.hasPrefix("--port=") { return Int(word.dropFirst("--port=".count)) }
    }
    return nil
  }

  private var mounts: [RelativePath?] {
    guard let member = members["volumes"] else { return [] }
    return (member.node.sequence ?? []).compactMap { node -> RelativePath?? in
      let written = node.mapping?["source"]?.string ?? node.string
      guard let text = written.flatMap(ComposeValue.resolved) else { return nil }
      let source = String(text.prefix { $0 != ":" })
      guard source.hasPrefix(".") else { return nil }
      return WorkspacePath.resolve(source, from: member.file.parent)
    }
  }

  private func text(_ key: String) -> String? { members[key]?.node.string }

  /// The names of a list, or the keys of a mapping.
  private func names(_ key: String) -> [String] {
    guard let node = members[key]?.node else { return [] }
    return node.sequence?.compactMap(\.string) ?? ComposeDocument.members(of: node).keys.sorted()
  }
}
