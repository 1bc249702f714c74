internal import ProjectModel

/// Where a page's types come from: the entity's file of types, and one of the page's own for what
/// somebody's file does not export.
struct PageTypes {
  /// What the page's own file declares, each behind those it uses.
  let own: [TypesSource.Declaration]
  /// What that file takes from the entity's.
  let shared: [String]
  /// Names that somebody's file exports with other members.
  let differing: [String]

  init(_ contract: EntityContract, builder: OutputBuilder) throws(GenerationError) {
    let declarations = TypesSource.declarations(of: contract)
    guard let present = try builder.contents(of: contract.files.types),
      present != Array(TypesSource(contract).text.utf8)
    else {
      (own, shared, differing) = ([], [], [])
      return
    }
    let found = AdoptedTypes(present)
    let pascal = contract.names.pascal
    let used = Self.used(by: contract)
    var missing = declarations.filter { declaration in
      let isWritten = declaration.name == pascal + "Create" || declaration.name == pascal + "Update"
      return !(found?.provides(declaration, isWritten: isWritten) ?? false)
    }.map(\.name)
    // A list of somebody's rows is no list of the page's.
    if missing.contains(pascal) { missing.append(pascal + "ListResponse") }
    var needed = used.intersection(missing)
    // Each stands behind what it uses.
    for declaration in declarations.reversed() where needed.contains(declaration.name) {
      needed.formUnion(declaration.words.intersection(missing))
    }
    let own = declarations.filter { needed.contains($0.name) }
    let words = own.reduce(into: Set<String>()) { $0.formUnion($1.words) }
    self.own = own
    shared = declarations.map(\.name).filter { words.contains($0) && !needed.contains($0) }
    differing = own.map(\.name).filter { found?.exports($0) ?? false }
  }

  /// Whether the page's own file declares a name.
  func declares(_ name: String) -> Bool { own.contains { $0.name == name } }

  /// The names that a page may import.
  private static func used(by contract: EntityContract) -> Set<String> {
    let pascal = contract.names.pascal
    return Set(
      [pascal] + contract.enumerations.map(\.type)
        + (contract.queries.isPage ? [pascal + "ListResponse"] : [])
        + (contract.offers(.create) ? [pascal + "Create"] : [])
        + (contract.offers(.update) ? [pascal + "Update"] : []))
  }
}
