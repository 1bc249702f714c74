internal import ProjectModel

/// The page of an entity in one frontend: what its files are made of.
struct EntityPage {
  let contract: EntityContract
  let dialect: PageDialect
  let names: PageNames
  let files: PageFiles
  /// What can be done, in order.
  let actions: [PageAction]
  /// The members that the table shows.
  let shown: [EntityContract.Member]
  /// What the list can be narrowed by.
  let filters: [EntityContract.Filter]

  /// - Throws: when the frontend lacks the table, the contract a list, or an option names
  ///   something that is not there.
  init(
    _ contract: EntityContract, frontend: Frontend, options: NextDataTableAgent.Options
  ) throws(GenerationError) {
    self.contract = contract
    dialect = try PageDialect(frontend)
    guard contract.offers(.list) else { throw .noList(contract.names.snake) }
    names = PageNames(contract)
    files = PageFiles(contract, frontend: frontend)
    let selects = dialect.dataTable.selects
    let offered = PageAction.allCases.filter { action in
      contract.offers(action.operation) && (action != .bulkStatus || selects)
    }
    actions = try Self.chosen(
      options.actions, of: offered, "action", names: { [$0.rawValue] })
    let members = contract.members.filter { member in
      if case .label = member.kind { false } else { true }
    }
    let columns = try options.columns.map { columns throws(GenerationError) in
      try Self.chosen(columns, of: members, "column") { member in
        [member.name]
          + (contract.reference(of: member.name).map { [$0.relationship.name] } ?? [])
      }
    }
    shown = columns ?? Self.standard(members, contract)
    let filters = contract.queries.filters.filter { filter in
      contract.reference(of: filter.name).map(\.target.hasList) ?? (filter.type != .int)
    }
    self.filters = try Self.chosen(options.filters, of: filters, "filter") { filter in
      [filter.name] + (contract.reference(of: filter.name).map { [$0.relationship.name] } ?? [])
    }
  }

  /// Whether something can be done.
  func does(_ action: PageAction) -> Bool { actions.contains(action) }
  /// Whether there is a form.
  var hasForm: Bool { does(.add) || does(.edit) }
  /// Whether rows can be selected.
  var selects: Bool { does(.bulkStatus) }
  /// Whether the choices of a reference can be listed.
  func lists(_ reference: EntityContract.Reference) -> Bool { reference.target.hasList }

  /// The references whose choices are loaded: those of a select or a column.
  var listed: [EntityContract.Reference] {
    contract.references.filter { reference in
      let name = reference.relationship.field
      let isAsked = hasForm || filters.contains { $0.name == name }
      let isLooked = reference.label == nil && shown.contains { $0.name == name }
      return lists(reference) && (isAsked || isLooked)
    }
  }

  // MARK: Names

  /// The constant with an enum's choices: `STATUS_OPTIONS`.
  func options(of field: Field) -> String { field.name.uppercased() + "_OPTIONS" }

  /// The variable with a reference's choices: `categoryOptions`.
  func options(of reference: EntityContract.Reference) -> String {
    NameCase.camel(reference.relationship.name) + "Options"
  }

  /// The function that loads them: `loadCategoryOptions`.
  func loader(of reference: EntityContract.Reference) -> String {
    "load" + NameCase.pascal(reference.relationship.name) + "Options"
  }

  // MARK: Choices

  private static func chosen<Element>(
    _ wanted: [String]?, of known: [Element], _ kind: String, names: (Element) -> [String]
  ) throws(GenerationError) -> [Element] {
    guard let wanted else { return known }
    var found: [Element] = []
    var unknown: [String] = []
    for name in wanted {
      if let element = known.first(where: { names($0).contains(name) }) {
        found.append(element)
      } else {
        unknown.append(name)
      }
    }
    guard unknown.isEmpty else {
      throw .unknownNames(unknown, kind: kind, known: known.compactMap { names($0).first })
    }
    return found
  }

  /// At most eight columns: of short values, those that name or class a row before others.
  private static func standard(
    _ members: [EntityContract.Member], _ contract: EntityContract
  ) -> [EntityContract.Member] {
    let ranked = members.enumerated().compactMap { index, member in
      rank(of: member, contract).map { (rank: $0, index: index) }
    }
    let kept = ranked.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }.prefix(8).map(\.index)
    let indices = kept.isEmpty ? [0] : kept.sorted()
    return indices.map { members[$0] }
  }

  private static func rank(
    of member: EntityContract.Member, _ contract: EntityContract
  ) -> Int? {
    switch member.kind {
    case .key, .label, .audit: return nil
    case .active: return 1
    case .field(let field):
      if contract.reference(of: field.name) != nil { return 1 }
      switch field.type {
      case .text, .json, .uuid: return nil
      case .str: return field.isTranslated || field.name == contract.entity.label ? 0 : 2
      case .enumeration: return 1
      case .decimal, .int: return 2
      case .date, .datetime, .bool, .float: return 3
      }
    }
  }
}
