internal import ProjectModel

/// One column of the table.
struct PageColumn {
  /// The name in Python, which is what the list is sorted by.
  let name: String
  /// The member it shows.
  let wire: String
  /// The heading.
  let header: String
  /// What is shown of `row.original`; nil for the value as it is.
  let cell: String?
  /// Whether its heading does not sort, in a table whose headings do.
  let isFixed: Bool
  /// The helpers that the cell uses.
  let helpers: Set<Helper>

  /// What columns share.
  enum Helper: Hashable {
    case arabic, numeric, time, badge, yesNo, toggle
    case number, decimal(Int), moment, day
    case label(field: String)
  }

  init(_ member: EntityContract.Member, of page: EntityPage) {
    let contract = page.contract
    name = member.name
    wire = member.wire
    header = PageLabels.field(member.name, of: contract)
    let sorts = contract.queries.sorts.contains { $0.name == member.name }
    isFixed = page.dialect.dataTable.sorts && !sorts
    (cell, helpers) = Self.cell(of: member, in: page)
  }

  private static func cell(
    of member: EntityContract.Member, in page: EntityPage
  ) -> (String?, Set<Helper>) {
    let value = "row.original.\(member.wire)"
    switch member.kind {
    case .key, .label: return (nil, [])
    case .active:
      guard page.does(.status) else { return ("<YesNo value={\(value)} />", [.yesNo]) }
      return ("<ActiveToggle \(page.names.row)={row.original} />", [.toggle])
    case .audit:
      guard member.type == "string", member.name.hasSuffix("_at") else { return (nil, []) }
      return ("<Time value={\(value)} format={MOMENT} />", [.time, .moment])
    case .field(let field):
      if let reference = page.contract.reference(of: field.name) {
        return self.cell(of: reference, value, in: page)
      }
      return self.cell(of: field, value, member, in: page)
    }
  }

  private static func cell(
    of reference: EntityContract.Reference, _ value: String, in page: EntityPage
  ) -> (String?, Set<Helper>) {
    if let label = reference.label {
      return ("row.original.\(label.wire)?.\(label.text)", [])
    }
    guard page.lists(reference) else { return (nil, []) }
    let component = NameCase.pascal(reference.relationship.name) + "Label"
    return (
      "<\(component) value={\(value)} />", [.label(field: reference.relationship.field)]
    )
  }

  private static func cell(
    of field: Field, _ value: String, _ member: EntityContract.Member, in page: EntityPage
  ) -> (String?, Set<Helper>) {
    switch field.type {
    case .str, .text:
      guard field.isArabic else { return (nil, []) }
      return ("<Arabic text={\(value)} />", [.arabic])
    case .int, .float:
      return ("<Numeric value={\(value)} format={NUMBER} />", [.numeric, .number])
    case .decimal:
      guard member.type == "number" else { return (nil, []) }
      let scale = min(field.constraints.scale ?? 2, 20)
      return (
        "<Numeric value={\(value)} format={DECIMAL_\(scale)} />", [.numeric, .decimal(scale)]
      )
    case .bool: return ("<YesNo value={\(value)} />", [.yesNo])
    case .datetime: return ("<Time value={\(value)} format={MOMENT} />", [.time, .moment])
    case .date: return ("<Time value={\(value)} format={DAY} />", [.time, .day])
    case .uuid: return (nil, [])
    case .json: return ("\(value) && JSON.stringify(\(value))", [])
    case .enumeration:
      return (
        "<Tag options={\(page.options(of: field))} value={\(value)} />", [.badge]
      )
    }
  }
}

extension Field {
  /// Whether it is written in Arabic.
  var isArabic: Bool { isTranslated && name.hasSuffix("_ar") }
}
