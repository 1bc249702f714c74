internal import Patch
internal import SourceEdits

/// The project's own exceptions that answer 404 or 409.
struct ExceptionScan {
  let project: PythonProject
  let files: [PythonFile]

  /// One exception a status: the class whose name says it, that takes a message alone.
  func scan() throws(TreeError) -> [Found<ProjectException>] {
    let table = try ClassTable(project: project, files: files)
    var found: [Found<ProjectException>] = []
    for status in [404, 409] {
      let candidates = table.entries.filter { entry in
        fits(entry, table) && Self.status(of: entry) == status
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
    let outline = entry.file.outline
    let range = entry.definition.statement..<outline.statements[entry.definition.statement].end
    let text = range.map { outline.compactText(of: outline.statements[$0].tokens) }
      .joined(separator: " ")
    if name.hasPrefix("NotFound") || name.hasSuffix("NotFound") || name.hasSuffix("NotFoundError") {
      return text.contains("404") ? 404 : nil
    }
    if name.hasPrefix("Conflict") || name.hasPrefix("AlreadyExists") || name.hasPrefix("Duplicate")
    {
      return text.contains("409") ? 409 : nil
    }
    return nil
  }

  /// Whether it answers a request by itself or through a handler, and takes one message.
  private func fits(_ entry: ClassTable.Entry, _ table: ClassTable) -> Bool {
    let isHTTP = table.ancestors(of: entry).contains { base in
      if case .library(let name) = base { name.hasSuffix(".HTTPException") } else { false }
    }
    guard isHTTP || isHandled(entry, table) else { return false }
    for owner in table.lineage(of: entry) {
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

  /// Whether the class, or one it derives from, has an exception handler.
  private func isHandled(_ entry: ClassTable.Entry, _ table: ClassTable) -> Bool {
    let names = Set(table.lineage(of: entry).map(\.definition.name))
    return files.contains { file in
      file.outline.statements.indices.contains { statement in
        let decorators =
          file.outline.statements[statement].kind == .functionDefinition
          ? file.outline.decorators(of: statement) : []
        let ranges = decorators + [file.outline.statements[statement].tokens]
        return ranges.contains { range in
          file.outline.calls(in: range).contains { call in
            guard call.function == "add_exception_handler" || call.function == "exception_handler",
              let type = call.positional.first.flatMap({ file.outline.dottedName($0) })
            else { return false }
            return names.contains(type.split(separator: ".").last.map(String.init) ?? "")
          }
        }
      }
    }
  }
}
