internal import Patch
internal import SourceEdits

/// The type of a column's values in Python: what stands in `Mapped[...]`, followed through aliases.
struct ModelColumnType {
  /// The type without `None` and module: `str`, `datetime`; nil when nothing is annotated or an
  /// alias cannot be followed.
  private(set) var name: String?
  /// The type as it is written.
  private(set) var text = ""
  /// Whether it allows `None`; nil when nothing is annotated.
  private(set) var isOptional: Bool?
  /// The values of `Literal[...]`; nil for another type.
  private(set) var literals: [String]?
  /// The class of an enum.
  private(set) var enumeration: Enumeration?
  /// The `mapped_column` of an `Annotated` alias.
  private(set) var calls: [ModelColumn.Call] = []

  /// A class whose members have texts as values.
  struct Enumeration {
    let symbol: PythonSymbolPath
    /// Values by member, in order.
    let members: [(name: String, value: String)]
  }

  /// What stands in `Mapped[...]`; nil for another annotation.
  static func mapped(_ annotation: Range<Int>, in outline: PythonOutline) -> Range<Int>? {
    inner(of: annotation, named: ["Mapped"], in: outline)
  }

  init(
    _ annotation: Range<Int>?, in source: PythonDefinitionLookup.Source,
    lookup: PythonDefinitionLookup
  ) throws(TreeError) {
    guard let annotation else { return }
    isOptional = false
    text = source.outline.text(of: annotation)
    try read(annotation, in: source, lookup, depth: 0)
  }

  private mutating func read(
    _ range: Range<Int>, in source: PythonDefinitionLookup.Source,
    _ lookup: PythonDefinitionLookup, depth: Int
  ) throws(TreeError) {
    let outline = source.outline
    // An alias of an alias is rare, one deeper is a circle.
    guard depth < 6, !range.isEmpty else { return }
    if let quoted = outline.stringValue(range) {
      guard let inner = try? PythonOutline(Array(quoted.utf8)), let first = inner.statements.first
      else { return }
      let quotedSource = PythonDefinitionLookup.Source(path: source.path, outline: inner)
      try read(first.tokens, in: quotedSource, lookup, depth: depth + 1)
      if name == nil, literals == nil {
        try follow(inner.compactText(of: first.tokens), in: source, lookup, depth)
      }
      return
    }
    if let inner = Self.inner(of: range, named: ["Optional"], in: outline) {
      isOptional = true
      return try read(inner, in: source, lookup, depth: depth + 1)
    }
    if let inner = Self.inner(of: range, named: ["Union"], in: outline) {
      let parts = Self.split(inner, in: outline) { outline.isText($0, ",") }
      return try read(oneOf: parts, in: source, lookup, depth)
    }
    let parts = Self.split(range, in: outline) { outline.isText($0, "|") }
    if parts.count > 1 { return try read(oneOf: parts, in: source, lookup, depth) }
    if let inner = Self.inner(of: range, named: ["Literal"], in: outline) {
      let values = Self.split(inner, in: outline) { outline.isText($0, ",") }
      let texts = values.compactMap { outline.stringValue($0) }
      if texts.count == values.count { literals = texts }
      return
    }
    if let inner = Self.inner(of: range, named: ["Annotated"], in: outline) {
      let parts = Self.split(inner, in: outline) { outline.isText($0, ",") }
      calls += parts.dropFirst().compactMap { outline.call($0) }
        .filter { $0.function == "mapped_column" }
        .map { ModelColumn.Call(outline: outline, call: $0) }
      guard let first = parts.first else { return }
      return try read(first, in: source, lookup, depth: depth + 1)
    }
    let plain = outline.compactText(of: range)
    let bare = plain.prefix { $0 != "[" }.split(separator: ".").last.map(String.init) ?? plain
    if Self.known.contains(bare) { return name = bare }
    try follow(plain, in: source, lookup, depth)
  }

  /// One type and `None`; several types are none that a column has.
  private mutating func read(
    oneOf parts: [Range<Int>], in source: PythonDefinitionLookup.Source,
    _ lookup: PythonDefinitionLookup, _ depth: Int
  ) throws(TreeError) {
    let types = parts.filter { source.outline.compactText(of: $0) != "None" }
    if types.count < parts.count { isOptional = true }
    guard types.count == 1 else { return }
    try read(types[0], in: source, lookup, depth: depth + 1)
  }

  /// An alias, or the class of an enum.
  private mutating func follow(
    _ plain: String, in source: PythonDefinitionLookup.Source, _ lookup: PythonDefinitionLookup,
    _ depth: Int
  ) throws(TreeError) {
    guard let found = try lookup.definition(of: plain, in: source) else { return }
    let outline = found.source.outline
    if let value = outline.assignment(at: found.statement)?.value {
      return try read(value, in: found.source, lookup, depth: depth + 1)
    }
    guard let type = outline.classDefinition(at: found.statement),
      let members = Self.members(of: type, in: outline),
      let module = PythonModules.module(of: found.source.path, root: lookup.root)
    else { return }
    enumeration = Enumeration(
      symbol: PythonSymbolPath(module: module, name: type.name, path: found.source.path),
      members: members)
  }

  /// The members of an enum; nil when one has no text as its value, or the class is no enum.
  private static func members(
    of type: PythonClass, in outline: PythonOutline
  ) -> [(name: String, value: String)]? {
    let bases = type.bases.map { outline.compactText(of: $0) }
    guard bases.contains(where: { $0.hasSuffix("Enum") }) else { return nil }
    let isText = bases.contains { $0.hasSuffix("StrEnum") }
    var members: [(name: String, value: String)] = []
    for statement in outline.children(of: type.statement) {
      guard let member = outline.assignment(at: statement), let name = member.name,
        let value = member.value, !name.hasPrefix("_")
      else { continue }
      if let text = outline.stringValue(value) {
        members.append((name, text))
      } else if isText, outline.call(value)?.function == "auto" {
        members.append((name, name.lowercased()))
      } else {
        return nil
      }
    }
    return members.isEmpty ? nil : members
  }

  private static let known: Set<String> = [
    "Decimal", "Dict", "UUID", "bool", "date", "datetime", "dict", "float", "int", "str",
  ]

  // MARK: Ranges

  /// What stands between the brackets of `Name[...]`.
  private static func inner(
    of range: Range<Int>, named names: Set<String>, in outline: PythonOutline
  ) -> Range<Int>? {
    guard let open = range.first(where: { outline.isText($0, "[") }), open > range.lowerBound,
      names.contains(outline.text(of: open - 1)), outline.partner(of: open) == range.upperBound - 1
    else { return nil }
    return open + 1..<range.upperBound - 1
  }

  /// The parts between tokens outside brackets.
  private static func split(
    _ range: Range<Int>, in outline: PythonOutline, at isSeparator: (Int) -> Bool
  ) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var first = range.lowerBound
    var token = range.lowerBound
    while token < range.upperBound {
      if isSeparator(token) {
        if first < token { parts.append(first..<token) }
        first = token + 1
      }
      let opens = ["[", "(", "{"].contains(outline.text(of: token))
      token = opens ? outline.partner(of: token) + 1 : token + 1
    }
    return first < range.upperBound ? parts + [first..<range.upperBound] : parts
  }
}
