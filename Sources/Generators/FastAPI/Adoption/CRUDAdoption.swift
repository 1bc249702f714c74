internal import Patch
internal import ProjectModel
internal import SourceEdits

/// A file of CRUD functions that stands there, below a router that is made.
struct CRUDAdoption {
  let entity: BackendEntity
  let path: RelativePath
  private let outline: PythonOutline

  /// - Throws: when the file does not parse.
  init(_ entity: BackendEntity, path: RelativePath, _ bytes: [UInt8]) throws(GenerationError) {
    do throws(PythonSyntaxProblem) {
      outline = try PythonOutline(bytes)
    } catch {
      throw .refused(
        Refusal(
          Finding(
            .refused, path: path, line: error.line,
            "the file does not parse (\(error.reason)), and the router would call it; repair it"
              + " and run the command again")))
    }
    self.entity = entity
    self.path = path
  }

  /// Refuses a file without the functions that the router calls.
  func check() throws(GenerationError) {
    let findings = wanted.compactMap(finding)
    guard findings.isEmpty else { throw .refused(Refusal(findings)) }
  }

  /// A name that the router uses, with the keywords it passes; nil for what is no function.
  private struct Wanted {
    let name: String
    var keywords: [String]?
  }

  private var wanted: [Wanted] {
    let (name, plural) = (entity.entity.name, entity.entity.plural)
    let queries = entity.queries
    let asked =
      ["page", "per_page"] + (queries.searched.isEmpty ? [] : ["search"]) + ["sort"]
      + queries.filters.map(\.name)
    return [Wanted(name: "SORTABLE"), Wanted(name: "list_\(plural)", keywords: asked)]
      + ["get", "create", "update", "delete"].map { Wanted(name: "\($0)_\(name)", keywords: []) }
      + (queries.unique.isEmpty ? [] : [Wanted(name: "conflict", keywords: [])])
      + (entity.entity.features.active ? [Wanted(name: "set_active", keywords: [])] : [])
  }

  private func finding(_ wanted: Wanted) -> Finding? {
    let statements = outline.children(of: nil)
    guard let keywords = wanted.keywords else {
      let isThere = statements.contains { outline.assignment(at: $0)?.name == wanted.name }
      return isThere
        ? nil
        : Finding(
          .refused, path: path,
          "the router sorts by what \(wanted.name) lists, which the file does not have; add"
            + " \(wanted.name) = (\"\(entity.key.name)\", ...), or rename the file to have it made")
    }
    let definition = statements.compactMap { outline.functionDefinition(at: $0) }
      .first { $0.name == wanted.name }
    guard let definition else {
      return Finding(
        .refused, path: path,
        "the router calls \(wanted.name), which the file does not have; add it, or rename the file"
          + " to have it made")
    }
    guard !definition.parameters.contains(where: { $0.stars == 2 }) else { return nil }
    let known = Set(definition.parameters.map(\.name))
    let lacking = keywords.filter { !known.contains($0) }
    guard !lacking.isEmpty else { return nil }
    return Finding(
      .refused, path: path, line: outline.line(of: definition.statement),
      "the router calls \(wanted.name) with \(lacking.joined(separator: ", ")), which it does not"
        + " take; add the parameters, or rename the file to have it made")
  }
}
