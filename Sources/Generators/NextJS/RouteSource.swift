internal import Patch
internal import ProjectModel

/// One module of route handlers.
struct RouteSource {
  /// The modules of an entity, in the order they are written.
  enum Module: CaseIterable {
    /// `route.ts`: lists and creates.
    case collection
    /// `[id]/route.ts`: reads, changes and deletes one.
    case item
    /// `[id]/status/route.ts`: activates one.
    case itemStatus
    /// `status/route.ts`: activates many.
    case status

    /// What its handlers do.
    var operations: [EntityContract.Operation] {
      switch self {
      case .collection: [.list, .create]
      case .item: [.get, .update, .delete]
      case .itemStatus: [.setActive]
      case .status: [.setActiveMany]
      }
    }

    /// Whether its address has a key in it.
    var isOfOne: Bool { self == .item || self == .itemStatus }
  }

  /// The file's text.
  let text: String

  private struct View {
    var proxy: String
    var path: [String]
    var slug: Slug?
    var handlers: [Handler]
  }

  /// How the dynamic segment is written: as it is where it can be a variable.
  private struct Slug {
    var key: String
    var binding: String
    var variable: String

    init(_ name: String) {
      let isWord = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
      let isPlain =
        isWord && name.first?.isNumber == false && !["params", "request"].contains(name)
      key = isWord ? name : TypeScriptText.literal(name)
      binding = isPlain ? name : "\(key): id"
      variable = isPlain ? name : "id"
    }
  }

  private struct Handler {
    var method: String
    var parameters: String
    var arguments: String
  }

  /// - Parameters:
  ///   - slug: The name of the dynamic segment.
  ///   - proxy: What is written behind `from` for the module that calls the backend.
  init(_ module: Module, of contract: EntityContract, slug: String, proxy: String) {
    let slug = module.isOfOne ? Slug(slug) : nil
    let path =
      switch module {
      case .collection: contract.paths.list
      case .item, .itemStatus: contract.paths.upstream
      case .status: contract.paths.upstream + "/status"
      }
    let key = slug.map { ", " + $0.variable } ?? ""
    let handlers = module.operations.filter(contract.offers).map { operation in
      Handler(
        method: contract.method(of: operation),
        parameters: "request: NextRequest" + (slug == nil ? "" : ", { params }: Context"),
        arguments: "request, PATH" + key + (module == .itemStatus ? ", \"status\"" : ""))
    }
    text = Template.route.render(
      View(
        proxy: proxy,
        path: TypeScriptText.assignment("const PATH =", TypeScriptText.literal(path)),
        slug: slug, handlers: handlers))
  }
}
