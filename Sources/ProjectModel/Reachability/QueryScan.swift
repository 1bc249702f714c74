internal import Patch
internal import SourceEdits

/// The query parameters of an endpoint, by FastAPI's rules: what is marked `Query`, what is plain
/// and not part of the path, and those of what it depends on.
struct QueryScan {
  let project: PythonProject
  /// The endpoint's path: its placeholders are no query parameters.
  let path: String

  /// The names on the wire, in order.
  func queries(of function: Int, in file: PythonFile) throws(TreeError) -> [String] {
    var found: [String] = []
    for name in try names(of: function, in: file, depth: 0) where !found.contains(name) {
      found.append(name)
    }
    return found
  }

  private func names(
    of function: Int, in file: PythonFile, depth: Int
  ) throws(TreeError) -> [String] {
    guard depth < 6, let definition = file.outline.functionDefinition(at: function) else {
      return []
    }
    let isMethod = file.outline.scope(of: function).map {
      file.outline.statements[$0].kind == .classDefinition
    }
    let scope = file.outline.scope(of: function) ?? PythonFile.module
    var found: [String] = []
    for (position, parameter) in definition.parameters.enumerated() where parameter.stars == 0 {
      if position == 0, isMethod == true, parameter.name == "self" { continue }
      let place = PythonExpression(file: file, scope: scope, tokens: 0..<0)
      found += try names(
        parameter.name, annotation: parameter.annotation.map(place.with),
        value: parameter.defaultValue.map(place.with), depth: depth)
    }
    return found
  }

  /// What one parameter, or one member of a class of parameters, adds.
  private func names(
    _ name: String, annotation: PythonExpression?, value: PythonExpression?, depth: Int
  ) throws(TreeError) -> [String] {
    guard !path.contains("{\(name)}"), !path.contains("{\(name):") else { return [] }
    let reading = try reading(of: annotation, depth: depth)
    let marks = reading.marks + (value.flatMap { $0.call == nil ? nil : $0 }.map { [$0] } ?? [])
    for mark in marks {
      guard let call = mark.call else { continue }
      switch call.function {
      case "Query":
        if let type = reading.type, let members = try members(of: type, depth: depth) {
          return members
        }
        let alias = try call.keyword("alias").map { (range) throws(TreeError) in
          try project.text(of: mark.with(range))
        }
        return [(alias ?? nil) ?? name]
      case "Depends", "Security":
        let target = call.positional.first ?? call.keyword("dependency")
        return try dependency(target.map(mark.with) ?? reading.type, depth: depth)
      case "Path", "Body", "Header", "Cookie", "Form", "File": return []
      default: break
      }
    }
    guard let type = reading.type else { return [name] }
    return try isScalar(type, depth: depth) ? [name] : []
  }

  // MARK: Annotations

  private struct Reading {
    /// The type without `Annotated`; nil when there is no annotation.
    var type: PythonExpression?
    /// What `Annotated` adds.
    var marks: [PythonExpression] = []
  }

  /// `Annotated[int, Query(ge=1)]`, also through a name such as `SessionDep`.
  private func reading(of annotation: PythonExpression?, depth: Int) throws(TreeError) -> Reading {
    guard let annotation, depth < 6 else { return Reading(type: annotation) }
    if let parts = typeArguments(of: annotation, named: ["Annotated"]), let type = parts.first {
      var inner = try reading(of: type, depth: depth + 1)
      inner.marks += parts.dropFirst()
      return inner
    }
    if let name = annotation.dottedName,
      case .definition(let file, let statement, _)? = try project.meaning(
        of: name, in: annotation.file, scope: annotation.scope),
      let value = project.assignedValue(file, statement),
      typeArguments(of: value, named: ["Annotated"]) != nil
    {
      return try reading(of: value, depth: depth + 1)
    }
    return Reading(type: annotation)
  }

  /// The arguments of `Name[...]`.
  private func typeArguments(
    of expression: PythonExpression, named names: Set<String>
  ) -> [PythonExpression]? {
    let outline = expression.file.outline
    let range = expression.tokens
    guard
      let open = range.first(where: { outline.text(of: $0) == "[" }), open > range.lowerBound,
      names.contains(outline.text(of: open - 1)), outline.partner(of: open) == range.upperBound - 1
    else { return nil }
    return outline.elements(of: open..<range.upperBound)?.map(expression.with)
  }

  /// Whether a value of the type stands in a query: FastAPI takes any other for the body.
  private func isScalar(_ type: PythonExpression, depth: Int) throws(TreeError) -> Bool {
    guard depth < 6 else { return false }
    let outline = type.file.outline
    let parts = type.tokens.split { outline.isText($0, "|") }
    if parts.count > 1 {
      for part in parts {
        let inner = type.with(part.startIndex..<part.endIndex)
        guard try isScalar(inner, depth: depth + 1) else { return false }
      }
      return true
    }
    if let inner = typeArguments(of: type, named: ["Optional", "Union"]) {
      for part in inner {
        guard try isScalar(part, depth: depth + 1) else { return false }
      }
      return true
    }
    if typeArguments(of: type, named: ["Literal"]) != nil { return true }
    guard let name = type.dottedName else { return type.text == "None" }
    if Self.scalars.contains(name.split(separator: ".").last.map(String.init) ?? "") { return true }
    guard
      case .definition(let file, let statement, _)? = try project.meaning(
        of: name, in: type.file, scope: type.scope)
    else { return false }
    if let value = project.assignedValue(file, statement) {
      return try isScalar(value, depth: depth + 1)
    }
    return (file.outline.classDefinition(at: statement)?.bases ?? []).contains { base in
      file.outline.text(of: base).hasSuffix("Enum")
    }
  }

  private static let scalars: Set<String> = [
    "Decimal", "EmailStr", "NonNegativeInt", "PositiveInt", "UUID", "UUID4", "bool",
    "bytes", "date", "datetime", "float", "int", "str", "time", "timedelta",
  ]

  // MARK: What is depended on

  /// The parameters of a function, or of a class that is filled from the query.
  private func dependency(
    _ target: PythonExpression?, depth: Int
  ) throws(TreeError) -> [String] {
    guard let target, let name = target.dottedName,
      case .definition(let file, let statement, _)? = try project.meaning(
        of: name, in: target.file, scope: target.scope)
    else { return [] }
    if file.outline.statements[statement].kind == .functionDefinition {
      return try names(of: statement, in: file, depth: depth + 1)
    }
    return try members(of: target, depth: depth) ?? []
  }

  /// The parameters of a class's `__init__`, else its annotated members; nil for what is no class
  /// of the project.
  private func members(
    of type: PythonExpression, depth: Int
  ) throws(TreeError) -> [String]? {
    guard depth < 6, let name = type.dottedName,
      case .definition(let file, let statement, _)? = try project.meaning(
        of: name, in: type.file, scope: type.scope),
      let definition = file.outline.classDefinition(at: statement),
      !definition.bases.contains(where: { file.outline.text(of: $0).hasSuffix("Enum") })
    else { return nil }
    if case .definition(let function)? = file.bindings[statement]?["__init__"] {
      return try names(of: function, in: file, depth: depth + 1)
    }
    var found: [String] = []
    for base in definition.bases {
      let inherited = PythonExpression(file: file, scope: PythonFile.module, tokens: base)
      found += try members(of: inherited, depth: depth + 1) ?? []
    }
    for child in file.outline.children(of: statement) {
      guard let attribute = file.outline.assignment(at: child), let name = attribute.name,
        let annotation = attribute.annotation, name != "model_config"
      else { continue }
      let place = PythonExpression(file: file, scope: statement, tokens: annotation)
      found += try names(
        name, annotation: place, value: attribute.value.map(place.with), depth: depth + 1)
    }
    return found
  }
}
