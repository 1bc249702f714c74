internal import ProjectModel

/// The file of an entity's types: what the schemas say, in TypeScript.
struct TypesSource {
  /// The file's text.
  let text: String

  private struct View {
    var imports: [String] = []
    var declarations: [Declaration]
  }

  /// One exported name.
  struct Declaration {
    /// The name.
    var name: String
    fileprivate var isSeparated = true
    /// What is declared, unless it is written in ``lines``.
    var interface: Interface?
    fileprivate var lines: [String] = []

    /// The names that stand in it.
    var words: Set<String> {
      let text = ((interface?.members ?? []) + lines).joined(separator: " ")
      return Set(text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
    }
  }

  /// An interface with its members, `name?: type`.
  struct Interface {
    var name: String
    var members: [String]
  }

  init(_ contract: EntityContract) {
    self.init(imports: [], Self.declarations(of: contract))
  }

  /// Some of the declarations, below imports.
  init(imports: [String], _ declarations: [Declaration]) {
    var declarations = declarations
    if imports.isEmpty, !declarations.isEmpty { declarations[0].isSeparated = false }
    text = Template.types.render(View(imports: imports, declarations: declarations))
  }

  /// All declarations, each behind those it uses.
  static func declarations(of contract: EntityContract) -> [Declaration] {
    Builder(contract: contract).declarations()
  }

  private struct Builder {
    let contract: EntityContract

    private var pascal: String { contract.names.pascal }

    func declarations() -> [Declaration] {
      var all = contract.enumerations.flatMap(enumeration) + labels
      all.append(interface(pascal, contract.members.map { "\($0.wire): \($0.fullType)" }))
      if contract.offers(.create) {
        all.append(interface(pascal + "Create", inputs(contract.creates)))
      }
      if contract.offers(.update) { all.append(update) }
      if contract.offers(.setActive) {
        all.append(interface(pascal + "ActiveUpdate", [active]))
      }
      if contract.offers(.setActiveMany) {
        let ids = "ids: \(contract.key.type)[]"
        all.append(interface(pascal + "ActiveBulkUpdate", [active, ids]))
      }
      if contract.offers(.list) { all.append(list) }
      return all
    }

    private func interface(_ name: String, _ members: [String]) -> Declaration {
      Declaration(name: name, interface: Interface(name: name, members: members))
    }

    // MARK: Parts

    private func enumeration(_ enumeration: EntityContract.Enumeration) -> [Declaration] {
      let values = enumeration.values.map(TypeScriptText.literal)
      return [
        Declaration(
          name: enumeration.list,
          lines: TypeScriptText.list(
            "export const \(enumeration.list) =", values, tail: " as const;")),
        Declaration(
          name: enumeration.type,
          lines: TypeScriptText.assignment(
            "export type \(enumeration.type) =", "(typeof \(enumeration.list))[number]")),
      ]
    }

    private var labels: [Declaration] {
      contract.references.compactMap { reference in
        reference.label.map { label in
          let key = TypeMapping.row(of: reference.key).typescript
          return interface(
            label.type, ["\(reference.target.key): \(key)", "\(label.text): string | null"])
        }
      }
    }

    private func inputs(_ inputs: [EntityContract.Input]) -> [String] {
      inputs.map { "\($0.wire)\($0.isOptional ? "?" : ""): \($0.fullType)" }
    }

    private var update: Declaration {
      let isPartial =
        contract.offers(.create)
        && contract.creates.map(\.wire) == contract.updates.map(\.wire)
      guard isPartial else { return interface(pascal + "Update", inputs(contract.updates)) }
      return Declaration(
        name: pascal + "Update",
        lines: TypeScriptText.assignment(
          "export type \(pascal)Update =", "Partial<\(pascal)Create>"))
    }

    private var active: String { "\(contract.wire("is_active")): boolean" }

    private var list: Declaration {
      let name = pascal + "ListResponse"
      switch contract.queries.shape {
      case .page:
        let numbers = ["total", "page", "per_page", "total_pages"].map {
          "\(contract.wire($0)): number"
        }
        return interface(name, ["items: \(pascal)[]"] + numbers)
      case .array:
        return Declaration(
          name: name, lines: TypeScriptText.assignment("export type \(name) =", "\(pascal)[]"))
      case .object(let items, let total):
        return interface(
          name,
          ["\(contract.wire(items)): \(pascal)[]"]
            + (total.map { ["\(contract.wire($0)): number"] } ?? []))
      }
    }
  }
}
