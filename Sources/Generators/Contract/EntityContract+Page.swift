package import ProjectModel

extension EntityContract {
  /// What a page of the entity can show and do, with what it shows when nobody chose.
  package struct PageChoices: Hashable, Sendable {
    /// The columns a table can have, by the names of their members.
    package var columns: [String]
    /// Those it has when none were chosen: at most eight, of short values.
    package var standardColumns: [String]
    /// What the list can be narrowed by.
    package var filters: [String]
    /// What can be done with rows: `add`, `edit`, `delete`, `status`, `bulk-status`.
    package var actions: [String]
  }

  /// What a page in a frontend can show and do; a table that is still to be made lets rows be
  /// selected.
  package func pageChoices(in frontend: Frontend) -> PageChoices {
    let selects = frontend.dataTable.map { PageDataTable($0.value).selects } ?? true
    let actions = PageAction.allCases.filter { action in
      offers(action.operation) && (action != .bulkStatus || selects)
    }
    let shown = members.filter { member in
      if case .label = member.kind { false } else { true }
    }
    let ranked = shown.enumerated().compactMap { index, member in
      rank(of: member).map { (rank: $0, index: index) }
    }
    let kept = ranked.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }.prefix(8).map(\.index)
    let standard = kept.isEmpty ? Array(shown.indices.prefix(1)) : kept.sorted()
    let filters = queries.filters.filter { filter in
      reference(of: filter.name).map(\.target.hasList) ?? (filter.type != .int)
    }
    return PageChoices(
      columns: shown.map(\.name), standardColumns: standard.map { shown[$0].name },
      filters: filters.map(\.name), actions: actions.map(\.rawValue))
  }

  /// Checks what was chosen for a page.
  ///
  /// - Throws: the first list with names that are none.
  package func checkPage(
    in frontend: Frontend, columns: [String]?, filters: [String]?, actions: [String]?
  ) throws(GenerationError) {
    let choices = pageChoices(in: frontend)
    for (kind, wanted, known) in [
      ("column", columns, choices.columns), ("filter", filters, choices.filters),
      ("action", actions, choices.actions),
    ] {
      // A reference goes by its column, or by its relationship.
      let names = known + known.compactMap { reference(of: $0)?.relationship.name }
      let unknown = (wanted ?? []).filter { !names.contains($0) }
      guard unknown.isEmpty else { throw .unknownNames(unknown, kind: kind, known: known) }
    }
  }

  /// How soon a column is kept, from 0; nil for what a table does not show unasked.
  private func rank(of member: Member) -> Int? {
    switch member.kind {
    case .key, .label, .audit: return nil
    case .active: return 1
    case .field(let field):
      if reference(of: field.name) != nil { return 1 }
      switch field.type {
      case .text, .json, .uuid: return nil
      case .str: return field.isTranslated || field.name == entity.label ? 0 : 2
      case .enumeration: return 1
      case .decimal, .int: return 2
      case .date, .datetime, .bool, .float: return 3
      }
    }
  }
}
