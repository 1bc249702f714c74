internal import ProjectModel

// The query, the calls and the context.
extension PageSource {
  // MARK: Query

  struct QueryView {
    var names: PageNames
    var searches: Bool
    var sorts: Sorts?
    var filters: Filters?
    var choices: [Choices]

    struct Sorts { var columns: [String] }
    struct Filters {
      var items: [Check]
      var hasChoices: Bool
      var hasUuids: Bool
    }
    struct Check { var name, check: String }
    struct Choices {
      var name: String
      var options: [Choice]
    }
    struct Choice { var value, label: String }
  }

  /// What a filter's or a field's choices are, where they are known beforehand.
  private func choices(of field: Field) -> String? {
    if field.type == .enumeration { return page.options(of: field) }
    if field.name == "is_active" { return "ACTIVE_OR_NOT" }
    return field.type == .bool ? "YES_OR_NO" : nil
  }

  /// The expression with a filter's choices.
  func choices(of filter: EntityContract.Filter) -> String {
    if let reference = page.contract.reference(of: filter.name) {
      return page.options(of: reference)
    }
    let field = page.contract.entity.field(named: filter.name) ?? Field(filter.name, filter.type)
    return choices(of: field) ?? "[]"
  }

  var queryView: QueryView {
    let sorts = page.contract.queries.sorts.map { TypeScriptText.literal($0.name) }
    let checks = page.filters.map { filter in
      QueryView.Check(name: filter.name, check: check(of: filter))
    }
    return QueryView(
      names: page.names, searches: page.contract.queries.searches,
      sorts: sorts.isEmpty ? nil : .init(columns: sorts),
      filters: checks.isEmpty
        ? nil
        : .init(
          items: checks, hasChoices: checks.contains { $0.check.hasPrefix("oneOf") },
          hasUuids: checks.contains { $0.check == "isUuid" }),
      choices: knownChoices)
  }

  private func check(of filter: EntityContract.Filter) -> String {
    guard let reference = page.contract.reference(of: filter.name) else {
      return "oneOf(\(choices(of: filter)))"
    }
    return reference.key == .int ? "isPositiveInteger" : "isUuid"
  }

  /// The choices that filters, the form and the table use.
  private var knownChoices: [QueryView.Choices] {
    let inputs =
      page.does(.add) || page.does(.edit) ? page.contract.creates + page.contract.updates : []
    let asked = Set(page.filters.map(\.name))
    let fields = page.contract.entity.fields
    let enums = fields.filter { field in
      field.type == .enumeration
        && (asked.contains(field.name) || inputs.contains { $0.name == field.name }
          || page.shown.contains { $0.name == field.name })
    }
    var found = enums.map { field in
      QueryView.Choices(
        name: page.options(of: field),
        options: (field.constraints.values ?? []).map { value in
          .init(
            value: TypeScriptText.literal(value),
            label: TypeScriptText.literal(PageLabels.value(value)))
        })
    }
    let hasYesNo =
      fields.contains { $0.type == .bool && asked.contains($0.name) }
      || inputs.contains { $0.field.type == .bool && $0.isNullable }
    if hasYesNo { found.append(truths("YES_OR_NO", "Yes", "No")) }
    if asked.contains("is_active") {
      found.append(truths("ACTIVE_OR_NOT", "Active", "Inactive"))
    }
    return found
  }

  private func truths(_ name: String, _ yes: String, _ no: String) -> QueryView.Choices {
    QueryView.Choices(
      name: name,
      options: [
        .init(value: "\"true\"", label: TypeScriptText.literal(yes)),
        .init(value: "\"false\"", label: TypeScriptText.literal(no)),
      ])
  }

  // MARK: Calls

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

    struct Unique { var fields: [UniqueField] }
    struct UniqueField { var name, wire: String }
    struct Loader {
      var function, row, list, key, text: String
      var members: [String]
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
    imports.add(modules.types, "type \(pascal)ListResponse")
    let usesType = writes || page.does(.delete)
    if usesType { imports.add(modules.types, "type \(page.names.typeImport)") }
    if page.does(.add) { imports.add(modules.types, "type \(pascal)Create") }
    if page.does(.edit) { imports.add(modules.types, "type \(pascal)Update") }
    return APIView(
      names: page.names, imports: imports.lines,
      unique: unique.isEmpty ? nil : .init(fields: unique), creates: page.does(.add),
      updates: page.does(.edit), deletes: page.does(.delete), setsActive: page.does(.status),
      setsManyActive: page.does(.bulkStatus), active: page.contract.wire("is_active"),
      key: "${\(page.names.key)}", named: unique.isEmpty ? nil : "withFields(",
      end: unique.isEmpty ? "" : ")", loaders: page.listed.map(loader),
      hasLoaders: !page.listed.isEmpty,
      totalPages: totalPages)
  }

  private func loader(_ reference: EntityContract.Reference) -> APIView.Loader {
    let target = reference.target
    let labels = target.labels.map { "\($0)?: string | null" }
    let texts = target.labels.map { "row.\($0)" } + ["`#${row.\(target.key)}`"]
    let key = TypeMapping.row(of: reference.key).typescript
    return APIView.Loader(
      function: page.loader(of: reference),
      row: NameCase.pascal(reference.relationship.name) + "Row", list: target.list,
      key: target.key, text: texts.joined(separator: " ?? "),
      members: ["\(target.key): \(key)"] + labels)
  }

  // MARK: Context

  struct ContextView {
    var names: PageNames
    var imports: [String]
    var dialogs: [String]
    var hasDialogs: Bool
    var toasts: Bool
    var selects: Bool
    var toggles: Bool
    var loaders: [Loader]
    var hasLoaders: Bool
    var notifySuccess: String
    var notifyError: String
    var totalPages: String
    var values: [String]
    var open = "value={{"
    var close = "}}"

    struct Loader { var options, function: String }
  }

  var contextView: ContextView {
    let row = "\(page.names.row): \(page.names.type)"
    let dialogs =
      (page.does(.add) ? ["{ kind: \"add\" }"] : [])
      + (page.does(.edit) ? ["{ kind: \"edit\"; \(row) }"] : [])
      + (page.does(.delete) ? ["{ kind: \"delete\"; \(row) }"] : [])
    let loaders = page.listed.map {
      ContextView.Loader(options: page.options(of: $0), function: page.loader(of: $0))
    }
    return ContextView(
      names: page.names, imports: contextImports, dialogs: dialogs, hasDialogs: !dialogs.isEmpty,
      toasts: page.dialect.hasToasts,
      selects: page.selects, toggles: page.does(.status), loaders: loaders,
      hasLoaders: !loaders.isEmpty,
      notifySuccess: notifySuccess, notifyError: notifyError, totalPages: totalPages,
      values: ["query", "setQuery", "list", "isLoading", "error", "reload"]
        + (page.selects ? ["selection", "setSelection", "setSelectedActive"] : [])
        + (page.does(.status) ? ["setActive"] : []) + loaders.map(\.options)
        + (dialogs.isEmpty ? [] : ["dialog", "setDialog"])
        + (page.dialect.hasToasts ? [] : ["notice", "notify"]))
  }

  private var contextImports: [String] {
    let modules = modules(for: .context)
    let names = page.names
    var imports = PageImports()
    imports.add("next/navigation", "usePathname", "useRouter")
    imports.add(
      "react", "createContext", "useCallback", "useContext", "useEffect", "useState",
      "useTransition", "type ReactNode")
    let isTold = page.selects || page.does(.status)
    if page.dialect.hasToasts, isTold { imports.add("sonner", "toast") }
    imports.add(modules.client, "errorMessage")
    if !page.listed.isEmpty { imports.add(modules.client, "type SelectOption") }
    imports.add(modules.types, "type \(names.pascal)ListResponse")
    if page.does(.edit) || page.does(.delete) || page.does(.status) {
      imports.add(modules.types, "type \(names.typeImport)")
    }
    let api = "../_lib/" + modules.api
    imports.add(api, ["list\(names.plural)"] + page.listed.map(page.loader))
    if page.does(.status) { imports.add(api, "set\(names.pascal)Active") }
    if page.selects { imports.add(api, "setMany\(names.plural)Active") }
    imports.add(
      "../_lib/" + modules.query, names.listParams, names.listSearch, "type \(names.plural)Query")
    return imports.lines
  }
}
