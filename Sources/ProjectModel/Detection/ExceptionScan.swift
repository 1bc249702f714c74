internal import Patch
internal import SourceEdits

/// The project's own exceptions that answer 404 or 409.
struct ExceptionScan {
  let project: PythonProject
  let files: [PythonFile]

  /// One exception a status: the class whose name says it, that takes a message alone.
  func scan() throws(TreeError) -> [Found<ProjectException>] {
    let table = try ClassTable(project: project, files: files)
    let handled = handled
    var found: [Found<ProjectException>] = []
    for status in [404, 409] {
      let candidates = table.entries.filter { entry in
        Self.status(of: entry) == status && fits(entry, table, handled)
      }
      guard let entry = candidates.first, let module = project.module(of: entry.file.path) else {
        continue
      }
      found.append(
        Found(
          ProjectException(
            symbol: PythonSymbolPath(
              module: module, name: entry.definition.name, path: entry.file.path),
            status: status),
          .certain,
          [entry.file.evidence(entry.definition.statement, "class \(entry.definition.name)")]))
    }
    return found
  }

  private static func status(of entry: ClassTable.Entry) -> Int? {
    let name = entry.definition.name
    let status: Int
    if name.hasPrefix("NotFound") || name.hasSuffix("NotFound") || name.hasSuffix("NotFoundError") {
      status = 404
    } else if name.hasPrefix("Conflict") || name.hasPrefix("AlreadyExists")
      || name.hasPrefix("Duplicate")
    {
      status = 409
    } else {
      return nil
    }
    let outline = entry.file.outline
    let range = entry.definition.statement..<outline.statements[entry.definition.statement].end
    let mentions = range.contains { statement in
      outline.compactText(of: outline.statements[statement].tokens).contains("\(status)")
    }
    return mentions ? status : nil
  }

  /// Whether it answers a request by itself or through a handler, and takes one message.
  private func fits(
    _ entry: ClassTable.Entry, _ table: ClassTable, _ handled: Set<String>
  ) -> Bool {
    let isHTTP = table.ancestors(of: entry).contains { base in
      if case .library(let name) = base { name.hasSuffix(".HTTPException") } else { false }
    }
    let lineage = table.lineage(of: entry)
    guard isHTTP || lineage.contains(where: { handled.contains($0.definition.name) }) else {
      return false
    }
    for owner in lineage {
      let outline = owner.file.outline
      let initializer = outline.children(of: owner.definition.statement).compactMap {
        outline.functionDefinition(at: $0)
      }.first { $0.name == "__init__" }
      guard let initializer else { continue }
      let needed = initializer.parameters.dropFirst().filter {
        $0.defaultValue == nil && $0.stars == 0
      }
      let plain = initializer.parameters.dropFirst().filter { $0.stars == 0 }
      guard needed.count <= 1, let first = plain.first else { return false }
      return ["detail", "message", "msg"].contains(first.name)
    }
    return false
  }

  /// The classes that have an exception handler, by the last part of their names.
  private var handled: Set<String> {
    var names: Set<String> = []
    for file in files {
      let outline = file.outline
      for statement in outline.statements.indices {
        let isFunction = outline.statements[statement].kind == .functionDefinition
        let decorators = isFunction ? outline.decorators(of: statement) : []
        let calls = (decorators + [outline.statements[statement].tokens]).flatMap(outline.calls)
        for call in calls
        where call.function == "add_exception_handler" || call.function == "exception_handler" {
          guard let type = call.positional.first.flatMap({ outline.dottedName($0) }) else {
            continue
          }
          names.insert(type.split(separator: ".").last.map(String.init) ?? "")
        }
      }
    }
    return names
  }
}
