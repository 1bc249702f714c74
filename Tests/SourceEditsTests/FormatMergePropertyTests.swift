import Foundation
import SourceEdits
import Testing

/// Merges of random edits: nothing conflicts that is apart, no token is lost.
struct FormatMergePropertyTests {
  /// A file as statements, each written in one of two layouts.
  private struct Model {
    var statements: [(name: String, arguments: [String])]

    static func random(_ generator: inout EditSequenceTests.Generator) -> Model {
      Model(
        statements: (0..<Int.random(in: 4...40, using: &generator)).map { index in
          let count = Int.random(in: 0...4, using: &generator)
          return (
            Bool.random(using: &generator) ? "value" : "value_\(index)",
            (0..<count).map { _ in
              ["a", "'b'", "12", "g(1, 'x')", "[1, 2]"].randomElement(using: &generator) ?? "a"
            }
          )
        })
    }

    func text(_ language: SourceLanguage, isSpread: Bool) -> [String] {
      statements.map { Self.text($0.name, $0.arguments, language, isSpread: isSpread) }
    }

    private static func text(
      _ name: String, _ arguments: [String], _ language: SourceLanguage, isSpread: Bool
    ) -> String {
      let start = language == .python ? "\(name) = f(" : "\(name) = f("
      let end = language == .python || isSpread ? ")\n" : ");\n"
      guard isSpread else { return start + arguments.joined(separator: ", ") + end }
      if arguments.isEmpty { return start + end }
      let lines = arguments.map { "  \($0.replacing("'", with: "\"")),\n" }
      return start + "\n" + lines.joined() + end
    }

    /// Changes one statement, puts one behind it, or takes it out.
    mutating func edit(_ index: Int, _ kind: Int, _ mark: String) {
      switch kind {
      case 0: statements[index].arguments.append("'\(mark)'")
      case 1: statements[index].arguments = ["\(mark)"] + statements[index].arguments.dropFirst()
      case 2: statements[index].name = mark
      case 3: statements.insert((mark, ["1", "'\(mark)'"]), at: index + 1)
      default: statements.remove(at: index)
      }
    }
  }

  @Test(arguments: [SourceLanguage.python, .typeScript(.jsx)], UInt64(0)..<100)
  func `edits of different lines merge in any layout`(
    _ language: SourceLanguage, _ seed: UInt64
  ) throws {
    var generator = EditSequenceTests.Generator(state: seed &* 104_729 &+ 1)
    let base = Model.random(&generator)
    var (ours, theirs, both) = (base, base, base)
    // From the end, so that earlier indices stay; two statements apart, sides in turn.
    var index = base.statements.count - 1
    var isOurs = Bool.random(using: &generator)
    while index >= 0 {
      let kind = Int.random(in: 0...4, using: &generator)
      let mark = "new\(index)"
      both.edit(index, kind, mark)
      if isOurs { ours.edit(index, kind, mark) } else { theirs.edit(index, kind, mark) }
      isOurs.toggle()
      index -= Int.random(in: 3...6, using: &generator)
    }
    let mine = ours.text(language, isSpread: true)
    let merged = try #require(
      formatMerge(
        base: base.text(language, isSpread: false).joined().bytes, ours: mine.joined().bytes,
        theirs: theirs.text(language, isSpread: false).joined().bytes, language),
      "seed \(seed)")
    #expect(merged.conflicts.isEmpty, "seed \(seed)")
    let text = merged.resolved { $1.ours }
    let expected = both.text(language, isSpread: false).joined()
    #expect(
      equivalentUpToFormatting(text, expected.bytes, language),
      "seed \(seed)\n\(text.string)\n\(expected)")
    // What theirs left alone stands byte for byte.
    let kept = Set(both.text(language, isSpread: true)).intersection(mine)
    for statement in kept { #expect(text.string.contains(statement), "seed \(seed): \(statement)") }
  }

  @Test(arguments: [SourceLanguage.python, .typeScript(.jsx)], UInt64(0)..<60)
  func `any three texts merge to something that holds, or to conflicts`(
    _ language: SourceLanguage, _ seed: UInt64
  ) throws {
    var generator = EditSequenceTests.Generator(state: seed &* 7_877 &+ 3)
    let base = Model.random(&generator)
    var (ours, theirs) = (base, base)
    for _ in 0..<Int.random(in: 1...6, using: &generator) {
      ours.edit(
        Int.random(in: 0..<ours.statements.count - 1, using: &generator),
        Int.random(in: 0...3, using: &generator), "mine")
      theirs.edit(
        Int.random(in: 0..<theirs.statements.count - 1, using: &generator),
        Int.random(in: 0...3, using: &generator), "hers")
    }
    let sides = (
      base.text(language, isSpread: false).joined().bytes,
      ours.text(language, isSpread: true).joined().bytes,
      theirs.text(language, isSpread: Bool.random(using: &generator)).joined().bytes
    )
    guard let merged = formatMerge(base: sides.0, ours: sides.1, theirs: sides.2, language) else {
      Issue.record("seed \(seed): not merged")
      return
    }
    // Whatever is chosen, the file can be read: conflicts are whole lines, here whole statements.
    for choose in [{ $0.ours }, { $0.base }, { $0.theirs }] as [(MergeConflict) -> [UInt8]] {
      let text = merged.resolved { choose($1) }
      #expect(equivalentUpToFormatting(text, text, language), "seed \(seed)\n\(text.string)")
    }
    // Both sides' conflicts put back in place give both sides' own tokens.
    if merged.conflicts.isEmpty {
      let text = merged.resolved { $1.ours }.string
      let marks = text.components(separatedBy: "hers").count
      #expect(
        marks == sides.2.string.components(separatedBy: "hers").count, "seed \(seed)\n\(text)")
    }
  }

  @Test(arguments: ["x = 1\n", "f(\n", "a, ", "{ ", "'a' ", "x = [1, 2]\n\n"])
  func `hostile files end soon, merged or not`(_ piece: String) {
    let base = Array(repeatElement(piece, count: 8_000).joined().utf8)
    var (ours, theirs) = (base, base)
    for index in stride(from: 0, to: base.count, by: 97) {
      if ours[index] == 0x31 { ours[index] = 0x32 }
      if theirs[index] == 0x20 { theirs[index] = 0x0A }
    }
    for language in [SourceLanguage.python, .typeScript(nil), .json] {
      guard let merged = formatMerge(base: base, ours: ours, theirs: theirs, language) else {
        continue
      }
      let text = merged.resolved { $1.ours }
      #expect(equivalentUpToFormatting(text, text, language))
    }
  }

  @Test(arguments: FormatterTests.formatters.dropLast())
  func `what a formatter made of a file takes the changes of another`(
    _ formatter: FormatterTests.Formatter
  ) throws {
    guard formatter.path != nil else { return }
    let directory = FileManager.default.temporaryDirectory
      .appending(path: "backstitch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    var generator = EditSequenceTests.Generator(state: 11)
    var copies: [(path: String, original: String, base: [UInt8])] = []
    for (index, original) in CPython.library.enumerated() where index % 300 == 7 {
      let text = CPython.read(original)
      guard text.count < 60_000, pythonSyntaxProblem(in: text) == nil else { continue }
      let copy = directory.appending(path: "\(index).py").path
      try Data(text).write(to: URL(filePath: copy))
      copies.append((copy, original, text))
    }
    try? formatter.format(copies.map(\.path))
    var (cases, wanted): ([String], [String]) = ([], [])
    for (path, original, base) in copies {
      let formatted = CPython.read(path)
      guard formatted != base, let theirs = try Self.edited(base, &generator) else { continue }
      guard let merged = formatMerge(base: base, ours: formatted, theirs: theirs, .python) else {
        Issue.record("\(original): not merged")
        continue
      }
      #expect(merged.conflicts.isEmpty, "\(original)")
      let text = merged.resolved { $1.ours }
      #expect(equivalentUpToFormatting(text, theirs, .python), "\(original)")
      try Data(text).write(to: URL(filePath: path + ".merged.py"))
      try Data(theirs).write(to: URL(filePath: path + ".theirs.py"))
      wanted.append(path + ".theirs.py")
      cases.append("same\t\(path).theirs.py\t\(path).merged.py")
    }
    #expect(!cases.isEmpty)
    // Formatters trim docstrings, which CPython sees.
    try? formatter.format(wanted)
    for line in try CPython.run("judge.py", [], input: cases.joined(separator: "\n")) {
      Issue.record("\(line)")
    }
  }

  /// A file with statements taken out, changed and put in; nil where there is no place for them.
  private static func edited(
    _ base: [UInt8], _ generator: inout EditSequenceTests.Generator
  ) throws -> [UInt8]? {
    let outline = try PythonOutline(base)
    let places = outline.statements.indices.filter { index in
      let statement = outline.statements[index]
      let range = outline.bytes(of: statement.tokens)
      return !statement.kind.isCompound && !statement.isInline && !outline.isDocstring(index)
        && outline.line(at: range.lowerBound)
          == outline.line(at: max(range.lowerBound, range.upperBound - 1))
        && outline.nextLineStart(after: range.upperBound) > range.upperBound
        && base[range.upperBound..<outline.nextLineStart(after: range.upperBound)].allSatisfy {
          $0 == 0x0A || $0 == 0x0D
        }
        && (statement.kind == .assignment || statement.kind == .expression
          || statement.kind == .return)
    }
    guard !places.isEmpty else { return nil }
    var text = base
    var below = Int.max
    for number in 0..<3 {
      let index = places[Int.random(in: 0..<places.count, using: &generator)]
      let range = outline.bytes(of: outline.statements[index].tokens)
      guard range.upperBound < below else { continue }
      below = outline.lineStart(at: range.lowerBound)
      let blanks = base[below..<range.lowerBound]
      let added = blanks + "merged_\(number) = f('a', {'b': (1)},)\n".utf8
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: text.insert(contentsOf: added, at: below)
      case 1: text.insert(contentsOf: added, at: outline.nextLineStart(after: range.upperBound))
      default: text.replaceSubrange(range, with: "merged_\(number) = 'a'".utf8)
      }
    }
    return text
  }
}
