import Generators
import Patch
import ProjectModel

/// A page that was generated, with the tree it stands in.
struct GeneratedPage {
  let changes: GeneratedChanges
  let tree: StagedTree
  let contract: EntityContract

  /// Generates the page of an entity, its backend before it.
  ///
  /// - Parameters:
  ///   - entity: The entity; the product when none is given.
  ///   - tree: The tree; the shop when none is given. Without a backend in it, none is generated.
  init(
    _ entity: Entity? = nil, in tree: (some ReadableTree)? = Optional<MemoryTree>.none,
    generatesBackend: Bool = true, frontend: Frontend = SampleFrontends.shopPage(),
    options: NextDataTableAgent.Options = .init()
  ) throws {
    let isProduct = entity == nil && tree == nil && generatesBackend
    let entity = try entity ?? Samples.product()
    var staged = try tree.map { StagedTree(base: $0) } ?? StagedTree(base: Samples.shop())
    var backend: Backend?
    if isProduct {
      (staged, backend) = try Self.product.get()
    } else {
      backend = try Detection.detect(in: staged).backends.first
      if backend != nil, generatesBackend {
        (staged, backend) = try Self.withBackend(entity, in: staged)
      }
    }
    changes = try NextDataTableAgent.generate(
      entity, backend: backend, frontend: frontend, tree: staged, options: options)
    contract = try EntityContract.make(
      of: entity, backend: backend, frontend: frontend, tree: staged, offer: options.offer,
      options: options.contract)
    for change in changes.changes { try staged.stage(change) }
    self.tree = staged
  }

  /// The shop with the product's backend, which most pages are made for.
  private static let product = Result { try withBackend(Samples.product(), in: Samples.shop()) }

  private static func withBackend(
    _ entity: Entity, in tree: some ReadableTree
  ) throws -> (StagedTree, Backend?) {
    let staged = try Samples.generate(entity, in: tree).tree
    return (staged, try Detection.detect(in: staged).backend())
  }

  /// The path of a file of the product's page.
  static func path(_ below: String) throws -> RelativePath {
    try RelativePath("frontend/app/(pages)/setting/products/" + below)
  }

  /// A file of the product's page.
  func text(_ below: String) throws -> String { try tree.text(Self.path(below)) }

  /// Whether the product's page has a file.
  func has(_ below: String) -> Bool {
    changes.changes.contains { change in (try? Self.path(below)) == change.path }
  }

  /// All files that were made for the frontend, by path.
  func files() throws -> [(path: String, text: String)] {
    try changes.changes.map(\.path).filter { !$0.description.hasPrefix(".backstitch") }.map {
      ($0.description, try tree.text($0))
    }
  }

  /// The values of `name: "..."`, or of another form, in order.
  static func values(of name: String, _ sign: String = ": ", in text: String) -> [String] {
    var found: [String] = []
    var rest = Substring(text)
    while let range = rest.firstRange(of: " \(name)\(sign)\"") {
      rest = rest[range.upperBound...]
      found.append(String(rest.prefix { $0 != "\"" }))
    }
    return found
  }
}
