internal import ProjectModel

/// The page of an entity in one frontend: what its files are made of.
struct EntityPage {
  let contract: EntityContract
  let dialect: PageDialect
  let names: PageNames
  let files: PageFiles
  let types: PageTypes
  /// What can be done, in order.
  let actions: [PageAction]
  /// The members that the table shows.
  let shown: [EntityContract.Member]
  /// What the list can be narrowed by.
  let filters: [EntityContract.Filter]

  /// - Throws: when the frontend lacks the table, the contract a list, or an option names
  ///   something that is not there.
  init(
    _ contract: EntityContract, types: PageTypes, frontend: Frontend,
    options: NextDataTableAgent.Options
  ) throws(GenerationError) {
    self.contract = contract
    self.types = types
    dialect = try PageDialect(frontend)
    guard contract.offers(.list) else { throw .noList(contract.names.snake) }
    names = PageNames(contract)
    files = PageFiles(contract, frontend: frontend)
    let choices = contract.pageChoices(in: frontend)
    let offered = PageAction.allCases.filter { choices.actions.contains($0.rawValue) }
    actions = try Self.chosen(
      options.actions, of: offered, "action", names: { [$0.rawValue] })
    let members = contract.members.filter { choices.columns.contains($0.name) }
    let columns = try options.columns.map { columns throws(GenerationError) in
      try Self.chosen(columns, of: members, "column") { member in
        [member.name]
          + (contract.reference(of: member.name).map { [$0.relationship.name] } ?? [])
      }
    }
    shown = columns ?? members.filter { choices.standardColumns.contains($0.name) }
    let filters = contract.queries.filters.filter { choices.filters.contains($0.name) }
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
}
