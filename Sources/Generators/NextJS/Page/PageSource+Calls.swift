internal import ProjectModel

// The calls of the route handlers.
extension PageSource {
  struct APIView {
    var names: PageNames
    var imports: [String]
    var unique: Unique?
    var creates: Bool
    var updates: Bool
    var deletes: Bool
    var setsActive: Bool
    var setsManyActive: Bool
    var active: String
    var key: String
    var named: String?
    var end: String
    var loaders: [Loader]
    var hasLoaders: Bool
    var totalPages: String
    var listType: String
    var list: List
    var updateMethod: String
    var activeMethod: String
    var manyActiveMethod: String
    var listsPages: Bool

    /// How what the list endpoint answers becomes what is shown.
    struct List {
      /// The type of an answer that is a page; nil for another.
      var page: String?
      var answer: String
      var rows: String
      var total: String?
      var isPaged: Bool
    }

    struct Unique { var fields: [UniqueField] }
    struct UniqueField { var name, wire: String }
    struct Loader {
      var function, row, list, key, text: String
      var members: [String]
      /// The type of an answer that is no page, and where in it the rows are.
      var whole: String?
      var rows = ""
    }
  }

  var apiView: APIView {
    let modules = modules(for: .api)
    let unique =
      page.hasForm
      ? page.contract.creates.filter(\.field.constraints.unique).map {
        APIView.UniqueField(name: $0.name, wire: $0.wire)
      } : []
    var imports = PageImports()
    imports.add(modules.client, "apiRequest")
    let writes = page.hasForm || page.does(.status) || page.does(.bulkStatus)
    if writes { imports.add(modules.client, "jsonBody") }
    if !unique.isEmpty { imports.add(modules.client, "ApiError") }
    if !page.listed.isEmpty { imports.add(modules.client, "type SelectOption") }
    let pascal = page.names.pascal
    let isPage = page.contract.queries.isPage
    let usesType = writes || page.does(.delete) || !isPage
    addTypes(
      (isPage ? [pascal + "ListResponse"] : []) + (usesType ? [page.names.typeImport] : [])
        + (page.does(.add) ? [pascal + "Create"] : [])
        + (page.does(.edit) ? [pascal + "Update"] : []), to: &imports, in: .api)
    return APIView(
      names: page.names, imports: imports.lines,
      unique: unique.isEmpty ? nil : .init(fields: unique), creates: page.does(.add),
      updates: page.does(.edit), deletes: page.does(.delete), setsActive: page.does(.status),
      setsManyActive: page.does(.bulkStatus), active: page.contract.wire("is_active"),
      key: "${\(page.names.key)}", named: unique.isEmpty ? nil : "withFields(",
      end: unique.isEmpty ? "" : ")", loaders: page.listed.map(loader),
      hasLoaders: !page.listed.isEmpty,
      totalPages: totalPages, listType: listType, list: list,
      updateMethod: page.contract.method(of: .update),
      activeMethod: page.contract.method(of: .setActive),
      manyActiveMethod: page.contract.method(of: .setActiveMany),
      listsPages: page.listed.contains { $0.target.shape == .page })
  }

  private var list: APIView.List {
    let contract = page.contract
    let type = page.names.type
    var list = APIView.List(
      page: nil, answer: type + "[]", rows: "answer", total: nil, isPaged: contract.queries.isPaged)
    switch contract.queries.shape {
    case .page: list.page = listType
    case .array: break
    case .object(let items, let total):
      let counted = total.map { "; \(contract.wire($0)): number" } ?? ""
      list.answer = "{ \(contract.wire(items)): \(type)[]\(counted) }"
      list.rows = "answer." + contract.wire(items)
      list.total = total.map { "answer." + contract.wire($0) }
    }
    return list
  }

  private func loader(_ reference: EntityContract.Reference) -> APIView.Loader {
    let target = reference.target
    let labels = target.labels.map { "\($0)?: string | null" }
    let texts = target.labels.map { "row.\($0)" } + ["`#${row.\(target.key)}`"]
    let key = TypeMapping.row(of: reference.key).typescript
    let row = NameCase.pascal(reference.relationship.name) + "Row"
    var loader = APIView.Loader(
      function: page.loader(of: reference), row: row, list: target.list,
      key: target.key, text: texts.joined(separator: " ?? "),
      members: ["\(target.key): \(key)"] + labels)
    switch target.shape {
    case .page: break
    case .array: loader.whole = row + "[]"
    case .object(let items, _):
      loader.whole = "{ \(page.contract.wire(items)): \(row)[] }"
      loader.rows = "." + page.contract.wire(items)
    }
    return loader
  }
}
