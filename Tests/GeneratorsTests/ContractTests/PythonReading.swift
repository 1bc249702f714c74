/// A generated Python module, read without the generators: as much of the language as they write.
struct PythonReading {
  /// The classes in order.
  private(set) var classes: [Class] = []
  /// The assignments at the top level: `INT_MAX`, `SORTABLE`.
  private(set) var constants: [String: String] = [:]
  /// The endpoints of a router in order.
  private(set) var endpoints: [Endpoint] = []

  struct Class {
    let name: String
    let base: String
    var members: [Member] = []
  }

  /// `name: annotation = value`; an enum's member has no annotation.
  struct Member: Equatable {
    let name: String
    let annotation: String
    let value: String?

    /// The annotation without `| None`, and whether that was there.
    var type: (name: String, isNullable: Bool) {
      annotation.hasSuffix(" | None")
        ? (String(annotation.dropLast(7)), true) : (annotation, false)
    }
  }

  struct Endpoint {
    let method: String
    let path: String
    let function: String
    let parameters: [Member]
  }

  init(_ text: String) {
    var decorator: String?
    for line in Self.logicalLines(of: text) {
      if let match = line.wholeMatch(of: #/class (\w+)\((\w+)\):/#) {
        classes.append(Class(name: String(match.1), base: String(match.2)))
      } else if line.hasPrefix("    "), !line.hasPrefix("     "), !classes.isEmpty {
        if let member = Self.member(String(line.dropFirst(4))) {
          classes[classes.count - 1].members.append(member)
        }
      } else if line.hasPrefix("@router.") {
        decorator = line
      } else if let match = line.prefixMatch(of: #/async def (\w+)\((.*)\) -> /#) {
        if let decorator { addEndpoint(decorator, String(match.1), String(match.2)) }
        decorator = nil
      } else if let member = Self.member(line) {
        addConstant(member)
      }
    }
  }

  private mutating func addConstant(_ member: Member) {
    let names = Self.parts(of: member.name)
    let values = names.count > 1 ? Self.parts(of: member.value ?? "") : [member.value ?? ""]
    for (name, value) in zip(names, values) { constants[name] = value.replacing("_", with: "") }
  }

  private mutating func addEndpoint(_ decorator: String, _ function: String, _ parameters: String) {
    guard let match = decorator.prefixMatch(of: #/@router\.(\w+)\("([^"]*)"/#) else { return }
    endpoints.append(
      Endpoint(
        method: match.1.uppercased(), path: String(match.2), function: function,
        parameters: Self.parts(of: parameters).compactMap(Self.member)))
  }

  /// The fields of a schema: its annotated members.
  func fields(of name: String) -> [Member] { members(of: name).filter { !$0.annotation.isEmpty } }

  /// The members of a class, those of its base first, each as the last class has it.
  func members(of name: String) -> [Member] {
    guard let type = classes.first(where: { $0.name == name }) else { return [] }
    var members = self.members(of: type.base)
    for member in type.members {
      if let index = members.firstIndex(where: { $0.name == member.name }) {
        members[index] = member
      } else {
        members.append(member)
      }
    }
    return members
  }

  // MARK: Text

  /// Statements, each on one line.
  private static func logicalLines(of text: String) -> [String] {
    var lines: [String] = []
    var depth = 0
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      if depth > 0, let last = lines.popLast() {
        let isTight = last.hasSuffix("(") || last.hasSuffix("[")
        let next = line.drop { $0 == " " }
        lines.append(last + (isTight || next.first == ")" ? "" : " ") + next)
      } else {
        lines.append(String(line))
      }
      depth += self.depth(of: line)
    }
    return lines
  }

  private static func depth(of text: some StringProtocol) -> Int {
    code(text).reduce(0) { depth, character in
      depth + ("([{".contains(character) ? 1 : ")]}".contains(character) ? -1 : 0)
    }
  }

  /// The text with what stands in string literals taken out.
  private static func code(_ text: some StringProtocol) -> String {
    String(text).replacing(/"(?:\\.|[^"\\])*"/, with: "\"\"")
  }

  /// The parts between commas outside brackets and literals.
  static func parts(of text: String) -> [String] {
    split(text, at: ",").map { $0.trimming(" ") }.filter { !$0.isEmpty }
  }

  private static func split(_ text: String, at separator: String) -> [String] {
    var parts: [String] = [""]
    var depth = 0
    var quote = false
    var isEscaped = false
    var rest = text[...]
    while let character = rest.first {
      if !quote, depth == 0, rest.hasPrefix(separator) {
        parts.append("")
        rest = rest.dropFirst(separator.count)
        continue
      }
      if character == "\"", !isEscaped { quote.toggle() }
      if !quote, "([{".contains(character) { depth += 1 }
      if !quote, ")]}".contains(character) { depth -= 1 }
      isEscaped = character == "\\" && !isEscaped
      parts[parts.count - 1].append(character)
      rest.removeFirst()
    }
    return parts
  }

  /// `name: annotation = value` in its parts.
  private static func member(_ text: String) -> Member? {
    let sides = split(text, at: " = ")
    let head = split(sides[0], at: ": ")
    guard head.count == 2 || (head.count == 1 && sides.count == 2) else { return nil }
    return Member(
      name: head[0], annotation: head.count == 2 ? head[1] : "",
      value: sides.count > 1 ? sides[1] : nil)
  }

  /// The keywords of a call: `Field(default=None, ge=1)`.
  static func keywords(of call: String, _ function: String) -> [String: String] {
    guard call.hasPrefix(function + "("), call.hasSuffix(")") else { return [:] }
    var found: [String: String] = [:]
    for part in parts(of: String(call.dropFirst(function.count + 1).dropLast())) {
      let sides = split(part, at: "=")
      if sides.count == 2 { found[sides[0]] = sides[1] }
    }
    return found
  }
}

extension String {
  func trimming(_ character: Character) -> String {
    String(drop { $0 == character }.reversed().drop { $0 == character }.reversed())
  }
}
