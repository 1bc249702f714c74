/// How the new router comes into the file: by an import like those of its siblings.
struct RouterImport {
  let outline: PythonOutline
  let edit: RouterEdit
  let names: [PythonOutline.ImportedName]
  /// The registration whose style is followed.
  let model: RouterSite?
  /// The statement behind or in which the registration goes.
  let statement: Int

  /// What to write for the router, and the import that makes it mean that.
  struct Result {
    var expression: String
    var addition: ImportAddition?
  }

  private var naming: RouterNaming { RouterNaming(module: edit.module, symbol: edit.symbol) }

  /// - Throws: when no free name is left, or the wanted one is taken.
  func make() throws(EditError) -> Result {
    if edit.alias == nil, let existing = existing() { return Result(expression: existing) }
    let choice = edit.alias == nil ? styled() : nil
    let scope = choice?.scope ?? importScope
    var last: EditError?
    for local in locals(choice) {
      let candidate = (choice ?? direct(nil)).named(local)
      let addition = ImportAddition(outline: outline, edit: candidate.edit, scope: scope)
      do {
        let line = try addition.presentLine()
        return Result(
          expression: candidate.expression, addition: line == nil ? addition : nil)
      } catch {
        guard case .clash = error else { throw error }
        last = last ?? error
      }
    }
    throw last ?? .invalid("no name is left for the router")
  }

  /// One way to import it.
  private struct Choice {
    var edit: ImportEdit
    /// What follows the local name: `.router`, or nothing.
    var suffix: String
    var scope: Int?

    var expression: String {
      edit.name == nil && edit.alias == nil ? edit.module + suffix : edit.localName + suffix
    }

    func named(_ local: String?) -> Choice {
      guard let local else { return self }
      var copy = self
      copy.edit.alias = local == edit.name ? nil : local
      return copy
    }
  }

  /// The local names to try, the best first; nil is the choice's own.
  private func locals(_ choice: Choice?) -> [String?] {
    if let alias = edit.alias { return [alias] }
    let package = ModulePath.parts(edit.module).dropLast().last.map(String.init) ?? ""
    let longer = package.isEmpty || package.hasPrefix(".") ? "" : package + "_"
    return [nil, naming.defaultAlias, longer + naming.defaultAlias, naming.module + "_router"]
  }

  /// The name under which the file has the router already.
  private func existing() -> String? {
    for name in names where outline.isVisible(name, from: statement) {
      guard let local = name.name.local else { continue }
      if name.statement.module == nil, name.name.alias == nil { continue }
      if ModulePath.matches(name.path, edit.path) { return local }
      if ModulePath.matches(name.path, edit.module) { return local + "." + edit.symbol }
    }
    return nil
  }

  private var importScope: Int? { model.flatMap(modelImport).flatMap { scope($0) } }

  private func scope(_ name: PythonOutline.ImportedName) -> Int? {
    outline.scope(of: name.statement.statement)
  }

  /// The import that the model's expression begins with.
  private func modelImport(_ site: RouterSite) -> PythonOutline.ImportedName? {
    guard let first = site.dotted?.split(separator: ".").first else { return nil }
    return names.last {
      $0.name.local == String(first) && outline.isVisible($0, from: site.statement)
    }
  }

  /// The import in the style of the model.
  private func styled() -> Choice {
    guard let model, let imported = modelImport(model), let dotted = model.dotted else {
      return direct(nil)
    }
    let rest = dotted.split(separator: ".").dropFirst()
    guard !rest.isEmpty else { return direct(imported) }
    let suffix = "." + edit.symbol
    let isPlain = imported.statement.module == nil
    if isPlain, imported.name.alias == nil {
      return Choice(
        edit: ImportEdit(module: edit.module), suffix: suffix, scope: scope(imported))
    }
    let other = RouterNaming(module: imported.path, symbol: String(rest.last ?? ""))
    let alias = imported.name.alias.map {
      naming.replacing(other, in: $0) ?? naming.defaultAlias
    }
    guard !isPlain, let parent = ModulePath.parent(edit.module) else {
      return Choice(
        edit: ImportEdit(module: edit.module, alias: alias), suffix: suffix,
        scope: scope(imported))
    }
    let name = ModulePath.last(edit.module)
    return Choice(
      edit: ImportEdit(module: parent, name: name, alias: alias == name ? nil : alias),
      suffix: suffix, scope: scope(imported))
  }

  /// `from module import symbol`, under a name that says which router it is.
  private func direct(_ imported: PythonOutline.ImportedName?) -> Choice {
    var alias: String?
    let isGeneric = edit.symbol == "router" || edit.symbol == imported?.name.name
    if isGeneric, let imported {
      let module = imported.statement.dottedModule ?? ""
      let other = RouterNaming(module: module, symbol: imported.name.name)
      alias =
        imported.name.local.flatMap { naming.replacing(other, in: $0) } ?? naming.defaultAlias
    } else if edit.symbol == "router" {
      alias = naming.defaultAlias
    }
    return Choice(
      edit: ImportEdit(
        module: edit.module, name: edit.symbol, alias: alias == edit.symbol ? nil : alias),
      suffix: "", scope: imported.flatMap { scope($0) })
  }
}

extension RouterEdit {
  /// The dotted path of the router itself.
  var path: String { module.hasSuffix(".") ? module + symbol : module + "." + symbol }

  /// Whether a path in the file is this router: itself, or re-exported under its module's name.
  func isRouter(_ path: String) -> Bool {
    ModulePath.matches(path, self.path) || ModulePath.matches(path, module)
  }
}

extension PythonOutline {
  /// Whether an import binds its name where a statement stands.
  func isVisible(_ name: ImportedName, from statement: Int) -> Bool {
    guard !isTypeCheckingOnly(name.statement.statement) else { return false }
    guard let owner = scope(of: name.statement.statement) else { return true }
    return owner <= statement && statement < statements[owner].end
  }
}
