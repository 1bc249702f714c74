/// A requirement as pip reads it (PEP 508): `uvicorn[standard]>=0.30; python_version > "3.9"`.
struct PythonRequirement: Equatable {
  /// The name, normalised as PEP 503 says.
  var name: String
  /// The extras, normalised and sorted.
  var extras: [String]
  /// Versions, address and marker, without blanks outside quotes.
  var rest: String

  /// Reads a requirement; nil where there is none.
  init?(_ text: some StringProtocol) {
    let name = text.prefix { Self.isNamePart($0) }
    guard let first = name.first, let last = name.last, Self.isAlphanumeric(first),
      Self.isAlphanumeric(last)
    else { return nil }
    self.name = Self.normalised(name)
    var rest = text[name.endIndex...].drop { $0 == " " || $0 == "\t" }
    extras = []
    if rest.first == "[" {
      guard let close = rest.firstIndex(of: "]") else { return nil }
      let inside = rest[rest.index(after: rest.startIndex)..<close]
      extras = inside.split(separator: ",").map { part in
        Self.normalised(String(part.filter { $0 != " " && $0 != "\t" }))
      }.sorted()
      rest = rest[rest.index(after: close)...].drop { $0 == " " || $0 == "\t" }
    }
    if let next = rest.first, !"<>=!~;@(,".contains(next) { return nil }
    var result = ""
    var quote: Character?
    for character in rest {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == " " || character == "\t" {
        continue
      }
      result.append(character == "'" ? "\"" : character)
    }
    self.rest = result
  }

  /// Whether a file that has this requirement has what the other one asks for.
  func covers(_ other: PythonRequirement) -> Bool {
    name == other.name && Set(other.extras).isSubset(of: extras)
      && (other.rest.isEmpty || rest == other.rest)
  }

  private static func normalised(_ name: some StringProtocol) -> String {
    var result = ""
    var isSeparated = false
    for character in name.lowercased() {
      if character == "-" || character == "_" || character == "." {
        isSeparated = true
        continue
      }
      if isSeparated { result += "-" }
      isSeparated = false
      result.append(character)
    }
    return result
  }

  private static func isAlphanumeric(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber)
  }

  private static func isNamePart(_ character: Character) -> Bool {
    isAlphanumeric(character) || character == "-" || character == "_" || character == "."
  }
}
