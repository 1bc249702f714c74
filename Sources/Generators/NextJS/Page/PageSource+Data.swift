internal import ProjectModel

// The query and the context.
extension PageSource {
  // MARK: Query

  struct QueryView {
    var names: PageNames
    var isPaged: Bool
    /// The parameter of what makes a request's parameters, where it makes none.
    var query: String
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
    let queries = page.contract.queries
    let takesAny =
      queries.isPaged || queries.searches || !sorts.isEmpty || !checks.isEmpty
    return QueryView(
      names: page.names, isPaged: page.contract.queries.isPaged,
      query: takesAny ? "query" : "_query",
      searches: page.contract.queries.searches,
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
    var listType: String
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
      listType: listType,
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
    let api = "../_lib/" + modules.api
    let acts = page.does(.edit) || page.does(.delete) || page.does(.status)
    addTypes(
      (page.contract.queries.isPage ? [listType] : []) + (acts ? [names.typeImport] : []),
      to: &imports, in: .context)
    if !page.contract.queries.isPage { imports.add(api, "type " + listType) }
    imports.add(api, ["list\(names.plural)"] + page.listed.map(page.loader))
    if page.does(.status) { imports.add(api, "set\(names.pascal)Active") }
    if page.selects { imports.add(api, "setMany\(names.plural)Active") }
    imports.add(
      "../_lib/" + modules.query, names.listParams, names.listSearch, "type \(names.plural)Query")
    return imports.lines
  }
}
