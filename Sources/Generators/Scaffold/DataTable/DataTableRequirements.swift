internal import Patch
internal import ProjectModel

/// What the table would like the frontend to have, in words with the command that adds it.
struct DataTableRequirements {
  let absences: FrontendAbsences
  let dialect: DataTableDialect

  /// The range of the older table, for which is written where none is installed.
  static let range = "^8.21.3"

  /// The warnings; none of them stops anything.
  var warnings: [String] { [package, components].compactMap { $0 } }

  private var package: String? {
    let name = DataTableDialect.package
    let command = absences.inRoot(absences.manager.adding("\(name)@\(Self.range)"))
    switch absences.frontend.major(of: name) {
    case .none:
      return
        "\(name) is not installed; add it with '\(command)'"
    case .some(8), .some(9): return nil
    case .some(let major):
      let written = dialect.table == .nine ? 9 : 8
      return "\(name) \(major) is installed, and the table is written for \(written): look at"
        + " use-data-table.ts"
    }
  }

  /// Where a project has shadcn's components, those that are absent.
  private var components: String? {
    let missing = dialect.primitives.missing
    guard dialect.style == .themed, !missing.isEmpty else { return nil }
    return absences.components(missing)
  }
}
