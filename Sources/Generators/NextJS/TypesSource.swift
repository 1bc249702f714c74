internal import ProjectModel

/// The file of an entity's types: what the schemas say, in TypeScript.
struct TypesSource {
  /// The file's text.
  let text: String

  private struct View {
    var declarations: [Declaration]
  }

  private struct Declaration {
    var isSeparated = true
    var interface: Interface?
    var lines: [String] = []
  }

  private struct Interface {
    var name: String
    var members: [String]
  }

  init(_ contract: EntityContract) {
    text = Template.types.render(View(declarations: Builder(contract: contract).declarations()))
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
      all[0].isSeparated = false
      return all
    }

    private func interface(_ name: String, _ members: [String]) -> Declaration {
      Declaration(interface: Interface(name: name, members: members))
    }

    // MARK: Parts

    private func enumeration(_ enumeration: EntityContract.Enumeration) -> [Declaration] {
      let values = enumeration.values.map(TypeScriptText.literal)
      return [
        Declaration(
          lines: TypeScriptText.list(
            "export const \(enumeration.list) =", values, tail: " as const;")),
        Declaration(
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
        lines: TypeScriptText.assignment(
          "export type \(pascal)Update =", "Partial<\(pascal)Create>"))
    }

    private var active: String { "\(contract.wire("is_active")): boolean" }

    private var list: Declaration {
      guard contract.queries.isPage else {
        return Declaration(
          lines: TypeScriptText.assignment("export type \(pascal)ListResponse =", "\(pascal)[]"))
      }
      let numbers = ["total", "page", "per_page", "total_pages"].map {
        "\(contract.wire($0)): number"
      }
      return interface(pascal + "ListResponse", ["items: \(pascal)[]"] + numbers)
    }
  }
}
