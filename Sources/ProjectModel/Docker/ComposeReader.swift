internal import Patch
internal import Yams

/// Reads one Compose file with what it includes and what is merged over it.
struct ComposeReader {
  let tree: any ReadableTree
  let path: RelativePath

  /// How deep files may include and services extend each other.
  private static let limit = 8

  /// The file; one that does not parse has a problem and no services.
  func file() throws(TreeError) -> ComposeFile {
    var file = ComposeFile(path: path)
    let document: ComposeDocument
    do throws(ComposeDocument.Problem) {
      guard let read = try ComposeDocument(at: path, in: tree) else { return file }
      document = read
    } catch {
      switch error {
      case .tree(let error): throw error
      case .unreadable(let reason): file.problem = reason
      }
      return file
    }
    file.services = try services(of: document, depth: 0)
    file.volumes = document.members("volumes").map(\.key)
    for over in try overrides() {
      file.services = Self.merged(file.services, try services(of: over, depth: 0))
    }
    file.services.sort { $0.name < $1.name }
    return file
  }

  private func services(
    of document: ComposeDocument, depth: Int
  ) throws(TreeError) -> [ComposeService] {
    var found: [ComposeService] = []
    for (name, node) in document.members("services") {
      let definition = try ComposeDefinition(
        name: name, node: node, document: document, tree: tree, depth: 0)
      found.append(try definition.service())
    }
    guard depth < Self.limit else { return found }
    for text in document.included {
      guard
        let place = ComposeValue.resolved(text).map({
          WorkspacePath.resolve($0, from: document.path.parent)
        }), let place, let path = place, let included = Self.document(at: path, in: tree)
      else { continue }
      found = Self.merged(try services(of: included, depth: depth + 1), found)
    }
    return found
  }

  /// `compose.override.yaml` beside `compose.yaml`: Compose merges it without being told.
  private func overrides() throws(TreeError) -> [ComposeDocument] {
    guard ComposeFile(path: path).hasStandardName else { return [] }
    let stem = path.fileName.prefix { $0 != "." }
    let names = ["\(stem).override.yaml", "\(stem).override.yml"]
    return names.compactMap { name in
      guard let name = try? RelativePath(name) else { return nil }
      return Self.document(at: path.parent?.appending(name) ?? name, in: tree)
    }
  }

  /// A document that is there and can be read; what is wrong with others is for Compose to say.
  static func document(at path: RelativePath, in tree: any ReadableTree) -> ComposeDocument? {
    try? ComposeDocument(at: path, in: tree)
  }

  private static func merged(
    _ services: [ComposeService], _ over: [ComposeService]
  ) -> [ComposeService] {
    var merged = services
    for service in over {
      if let index = merged.firstIndex(where: { $0.name == service.name }) {
        merged[index].take(service)
      } else {
        merged.append(service)
      }
    }
    return merged
  }
}

extension ComposeService {
  /// Takes what a later file says of the same service.
  fileprivate mutating func take(_ over: ComposeService) {
    build = over.build ?? build
    unknownContext = over.build == nil ? over.unknownContext ?? unknownContext : nil
    image = over.image ?? image
    mounts += over.mounts
    environment = Set(environment + over.environment).sorted()
    port = port ?? over.port
    published += over.published
    networks += over.networks
    hasHealthcheck = hasHealthcheck || over.hasHealthcheck
    values.merge(over.values) { $1 }
  }
}
