internal import Patch
internal import ProjectModel

/// The modules of route handlers of an entity: where they go, and those that stand there.
struct RouteModules {
  /// The name of the dynamic segment: Next.js wants the same one for all of a directory.
  let slug: String
  private let routes: RelativePath
  private let standing: [RouteSource.Module: RouteModule]

  init(of contract: EntityContract, in tree: some ReadableTree) throws(GenerationError) {
    routes = contract.files.routes
    do throws(TreeError) {
      let names = try tree.children(of: routes).map { String(decoding: $0.name, as: UTF8.self) }
      let slugs = names.filter { name in
        name.hasPrefix("[") && name.hasSuffix("]") && !name.contains(".")
      }
      let slug = slugs.first.map { String($0.dropFirst().dropLast()) } ?? "id"
      self.slug = slug
      var standing: [RouteSource.Module: RouteModule] = [:]
      for module in RouteSource.Module.allCases {
        let directory = Self.directory(of: module, in: routes, slug)
        standing[module] = try RouteModule.find(in: directory, tree: tree)
      }
      self.standing = standing
    } catch {
      throw .tree(error)
    }
  }

  /// Where a module goes.
  func directory(of module: RouteSource.Module) -> RelativePath {
    Self.directory(of: module, in: routes, slug)
  }

  /// The module that stands there; nil when none does.
  func module(_ module: RouteSource.Module) -> RouteModule? { standing[module] }

  private static func directory(
    of module: RouteSource.Module, in routes: RelativePath, _ slug: String
  ) -> RelativePath {
    let item = routes.appending(RelativePath(unchecked: Array("[\(slug)]".utf8)))
    return switch module {
    case .collection: routes
    case .item: item
    case .itemStatus: item.appending("status")
    case .status: routes.appending("status")
    }
  }
}

extension EntityContract {
  /// What modules that stand there do not answer.
  func unanswered(by routes: RouteModules) -> [Operation] {
    RouteSource.Module.allCases.flatMap { module -> [Operation] in
      guard let standing = routes.module(module) else { return [] }
      return module.operations.filter { offers($0) && !standing.answers(method(of: $0)) }
    }
  }

  /// The contract without what modules that stand there do not answer.
  func limited(to routes: RouteModules) -> EntityContract {
    var limited = self
    for operation in unanswered(by: routes) { limited.operations[operation] = nil }
    return limited
  }
}
