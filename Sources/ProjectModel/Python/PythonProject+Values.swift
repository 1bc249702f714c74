internal import Patch
internal import SourceEdits

/// An expression with the place its names are looked up from.
struct PythonExpression {
  /// The file.
  var file: PythonFile
  /// The scope its names are looked up from.
  var scope: Int
  /// Its tokens.
  var tokens: Range<Int>

  /// Its text without blanks.
  var text: String { file.outline.compactText(of: tokens) }
  /// The dotted name it is.
  var dottedName: String? { file.outline.dottedName(tokens) }
  /// The call it is.
  var call: PythonCall? { file.outline.call(tokens) }
  /// Another expression of the same place.
  func with(_ tokens: Range<Int>) -> PythonExpression {
    PythonExpression(file: file, scope: scope, tokens: tokens)
  }
}

extension PythonProject {
  /// The text an expression stands for: a literal, a constant, an attribute of a settings class.
  func text(of expression: PythonExpression, depth: Int = 0) throws(TreeError) -> String? {
    if let literal = expression.file.outline.stringValue(expression.tokens) { return literal }
    guard depth < 8, let name = expression.dottedName else { return nil }
    switch try meaning(of: name, in: expression.file, scope: expression.scope) {
    case .definition(let file, let statement, _):
      guard let value = assignedValue(file, statement) else { return nil }
      return try text(of: value, depth: depth + 1)
    case .attribute(let file, let statement, let rest):
      return try text(ofAttribute: rest, file, statement, depth)
    default: return nil
    }
  }

  /// `settings.API_PREFIX` where `settings = Settings()` and the class assigns a text.
  private func text(
    ofAttribute name: String, _ file: PythonFile, _ statement: Int, _ depth: Int
  ) throws(TreeError) -> String? {
    var file = file
    var statement = statement
    if let value = assignedValue(file, statement), let call = value.call,
      case .definition(let other, let found, _)? = try meaning(
        of: call.callee, in: file, scope: value.scope)
    {
      (file, statement) = (other, found)
    }
    if let returned = try returnedCall(file, statement) { (file, statement) = returned }
    guard file.outline.statements[statement].kind == .classDefinition,
      case .definition(let attribute)? = file.bindings[statement]?[name],
      let value = assignedValue(file, attribute)
    else { return nil }
    return try text(of: value, depth: depth + 1)
  }

  /// The class that a function such as `get_settings()` returns an instance of.
  private func returnedCall(
    _ file: PythonFile, _ statement: Int
  ) throws(TreeError) -> (PythonFile, Int)? {
    for value in returnedValues(file, statement) {
      if let call = value.call,
        case .definition(let other, let found, _)? = try meaning(
          of: call.callee, in: file, scope: statement)
      {
        return (other, found)
      }
    }
    return nil
  }

  /// What an assignment assigns, looked up from the assignment's own scope.
  func assignedValue(_ file: PythonFile, _ statement: Int) -> PythonExpression? {
    guard let value = file.outline.assignment(at: statement)?.value else { return nil }
    let scope = file.outline.scope(of: statement) ?? PythonFile.module
    return PythonExpression(file: file, scope: scope, tokens: value)
  }

  /// What a function returns or yields.
  func returnedValues(_ file: PythonFile, _ function: Int) -> [PythonExpression] {
    guard file.outline.statements[function].kind == .functionDefinition else { return [] }
    return file.statements(in: function).compactMap { statement in
      let node = file.outline.statements[statement]
      let first = node.tokens.lowerBound
      let isYield = node.kind == .expression && file.outline.isName(first, "yield")
      guard node.kind == .return || isYield, node.tokens.count > 1 else { return nil }
      return PythonExpression(
        file: file, scope: function, tokens: first + 1..<node.tokens.upperBound)
    }
  }

  /// Whether a name means a class or function of a library: `fastapi.APIRouter`.
  func isLibrary(
    _ name: String, of library: String, called wanted: String, in file: PythonFile, scope: Int
  ) throws(TreeError) -> Bool {
    guard name.hasSuffix(wanted) || file.binding(of: name, from: scope) != nil else { return false }
    guard case .external(let dotted)? = try meaning(of: name, in: file, scope: scope) else {
      return false
    }
    return dotted.hasPrefix(library + ".") && dotted.hasSuffix("." + wanted)
  }
}
