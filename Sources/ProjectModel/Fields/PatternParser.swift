/// Reads a pattern for ``PatternRules``.
struct PatternParser {
  private let scalars: [UnicodeScalar]
  private var position = 0
  /// Groups that are open, by where they begin.
  private var groups: [Int] = []

  init(_ pattern: String) { scalars = Array(pattern.unicodeScalars) }

  private var next: UnicodeScalar? { position < scalars.count ? scalars[position] : nil }

  private func follows(_ text: String) -> Bool {
    scalars[position...].starts(with: text.unicodeScalars)
  }

  private func objection(
    _ reason: String, at position: Int? = nil
  ) -> PatternRules.Objection {
    PatternRules.Objection(column: (position ?? self.position) + 1, reason: reason)
  }

  mutating func parse() throws(PatternRules.Objection) {
    guard !scalars.isEmpty else { throw objection("it is empty") }
    let size = try alternatives()
    if next != nil { throw objection("')' closes nothing; write '\\)'") }
    // Pydantic refuses expressions whose compiled form is larger than 10 MiB.
    guard size <= 8_000 else { throw objection("it repeats too much to be compiled", at: 0) }
  }

  /// Parts until the group ends. All of these functions return how large what they read is when it
  /// is compiled, roughly in characters.
  private mutating func alternatives() throws(PatternRules.Objection) -> Int {
    var size = 1
    while let scalar = next, scalar != ")" {
      if scalar == "|" {
        position += 1
      } else {
        size = min(size + (try repeated()), 1_000_000)
      }
    }
    return size
  }

  // MARK: Repetitions

  private mutating func repeated() throws(PatternRules.Objection) -> Int {
    let start = position
    let size = try atom()
    let isPlace = scalars[start] == "^" || scalars[start] == "$" || isBoundary(at: start)
    guard let times = try quantifier(from: start, of: isPlace) else { return size }
    return size * times
  }

  private func isBoundary(at start: Int) -> Bool {
    scalars[start] == "\\" && (scalars[start + 1] == "b" || scalars[start + 1] == "B")
  }

  /// How often the atom is there at most; nil without a quantifier.
  private mutating func quantifier(
    from start: Int, of isPlace: Bool
  ) throws(PatternRules.Objection) -> Int? {
    let found = position
    var times = 1
    switch next {
    case "*", "+", "?": position += 1
    case "{": times = try count()
    default: return nil
    }
    if isPlace { throw objection("nothing is repeated here", at: found) }
    if next == "?" { position += 1 }
    if let again = next, "*+?{".unicodeScalars.contains(again) {
      throw objection("what is repeated already is repeated again; put it into (?:...)")
    }
    return times
  }

  /// `{2}`, `{2,}`, `{2,5}`.
  private mutating func count() throws(PatternRules.Objection) -> Int {
    let start = position
    position += 1
    let wrong = objection("write '{n}', '{n,}' or '{n,m}', or '\\{' for a brace", at: start)
    guard let least = number() else { throw wrong }
    var most = least
    if next == "," {
      position += 1
      most = number() ?? least
    }
    guard next == "}" else { throw wrong }
    position += 1
    guard least <= most, most <= 1_000 else {
      throw objection("a count is at most 1000, and the second no less than the first", at: start)
    }
    return max(most, 1)
  }

  private mutating func number() -> Int? {
    let start = position
    while let digit = next, ("0"..."9").contains(digit), position - start < 5 { position += 1 }
    return Int(String(String.UnicodeScalarView(scalars[start..<position])))
  }

  // MARK: Atoms

  private mutating func atom() throws(PatternRules.Objection) -> Int {
    let start = position
    guard let scalar = next else { return 0 }
    switch scalar {
    case "(": return try group()
    case "[": return try characterClass()
    case "\\": return try escape(inClass: false).size
    case "*", "+", "?", "{": throw objection("nothing is repeated here; write '\\\(scalar)'")
    case "]", "}": throw objection("'\(scalar)' closes nothing; write '\\\(scalar)'")
    default:
      try checkLiteral(scalar)
      position = start + 1
      return 1
    }
  }

  /// Line ends and other control characters stand in no literal of any language.
  private func checkLiteral(_ scalar: UnicodeScalar) throws(PatternRules.Objection) {
    let isLineEnd = scalar.value == 0x2028 || scalar.value == 0x2029
    if isLineEnd || scalar.properties.generalCategory == .control {
      throw objection("a control character is written '\\n', '\\t' or '\\xHH'")
    }
  }

  private mutating func group() throws(PatternRules.Objection) -> Int {
    let start = position
    guard groups.count < 50 else { throw objection("groups are nested too deeply") }
    for sign in ["(?=", "(?!", "(?<=", "(?<!"] where follows(sign) {
      throw objection("Pydantic has no look-around; leave '\(sign)' out")
    }
    if follows("(?:") {
      position += 3
    } else if follows("(?") {
      throw objection("use no groups but (...) and (?:...): languages differ in the others")
    } else {
      position += 1
    }
    groups.append(start)
    let size = try alternatives()
    guard next == ")" else { throw objection("'(' is not closed; write '\\('", at: start) }
    groups.removeLast()
    position += 1
    return size
  }

  // MARK: Classes

  private mutating func characterClass() throws(PatternRules.Objection) -> Int {
    let start = position
    position += 1
    if next == "^" { position += 1 }
    if next == "]" {
      throw objection("a class needs a character; write '\\]' for a bracket")
    }
    let first = position
    var size = 1
    while let scalar = next, scalar != "]" { size += try member(isFirst: position == first) }
    guard next == "]" else { throw objection("'[' is not closed; write '\\['", at: start) }
    position += 1
    return size
  }

  /// A character, an escape or a range of a class.
  private mutating func member(isFirst: Bool) throws(PatternRules.Objection) -> Int {
    let start = position
    for sign in ["&&", "--", "~~", "||"] where follows(sign) {
      throw objection("'\(sign)' would combine classes; write it once")
    }
    if next == "-", !isFirst, position + 1 < scalars.count, scalars[position + 1] != "]" {
      throw objection("'-' makes no range here; write '\\-'")
    }
    let (first, size) = try classCharacter()
    guard next == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
      return size
    }
    guard !follows("--") else { throw objection("'--' would combine classes; write '\\-'") }
    position += 1
    let (last, _) = try classCharacter()
    guard let first, let last, first <= last else {
      throw objection("it is no range of characters in order", at: start)
    }
    return 2
  }

  /// The character's number, nil for a class such as `\d`.
  private mutating func classCharacter() throws(PatternRules.Objection) -> (UInt32?, Int) {
    guard let scalar = next else { return (nil, 0) }
    if scalar == "\\" { return try escape(inClass: true) }
    if scalar == "[" { throw objection("a bracket in a class is written '\\['") }
    try checkLiteral(scalar)
    position += 1
    return (scalar.value, 1)
  }

  // MARK: Escapes

  /// The number of the character that is meant, nil for a class or a place; and its size.
  private mutating func escape(
    inClass: Bool
  ) throws(PatternRules.Objection) -> (value: UInt32?, size: Int) {
    let start = position
    position += 1
    guard let scalar = next else {
      throw objection("'\\' escapes nothing; write '\\\\'", at: start)
    }
    position += 1
    switch scalar {
    // Classes of all scripts are large.
    case "w", "W": return (nil, 50)
    case "d", "D", "s", "S": return (nil, 10)
    case "b" where !inClass, "B" where !inClass: return (nil, 1)
    case "t": return (0x09, 1)
    case "n": return (0x0A, 1)
    case "v": return (0x0B, 1)
    case "f": return (0x0C, 1)
    case "r": return (0x0D, 1)
    case "x": return (try hexadecimal(2, from: start), 1)
    case "u": return (try hexadecimal(4, from: start), 1)
    case "-" where inClass: return (scalar.value, 1)
    default: break
    }
    if "^$\\.*+?()[]{}|/".unicodeScalars.contains(scalar) { return (scalar.value, 1) }
    if ("1"..."9").contains(scalar) {
      throw objection("Pydantic has no back-references; leave '\\\(scalar)' out", at: start)
    }
    let isWord = scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
    throw objection(
      isWord
        ? "languages do not agree on '\\\(scalar)'; leave it out"
        : "'\\\(scalar)' needs no '\\'; leave it out", at: start)
  }

  private mutating func hexadecimal(
    _ count: Int, from start: Int
  ) throws(PatternRules.Objection) -> UInt32 {
    let digits = scalars[position...].prefix(count)
    let text = String(String.UnicodeScalarView(digits))
    guard digits.count == count, digits.allSatisfy({ $0.properties.isASCIIHexDigit }),
      let value = UInt32(text, radix: 16), UnicodeScalar(value) != nil
    else {
      throw objection("write \(count) hexadecimal digits of a character", at: start)
    }
    position += count
    return value
  }
}
