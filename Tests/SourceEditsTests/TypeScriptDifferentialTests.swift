import Foundation
import SourceEdits
import Testing

/// Our tokens and statements against those of TypeScript's own parser, on every file that `node`'s
/// packages brought.
struct TypeScriptDifferentialTests {
  @Test(.timeLimit(.minutes(10)))
  func `tokens and statements agree with TypeScript on the installed packages`() throws {
    guard TypeScriptReference.isInstalled else {
      #expect(!TypeScriptReference.isRequired, "node-typescript is missing: scripts/setup --verify")
      return
    }
    let files = TypeScriptReference.library
    try #require(files.count > 100, "node's packages are needed")
    var counts: [String: Int] = [:]
    let answers = try TypeScriptReference.run(
      "reference.js", ["digest"], input: files.joined(separator: "\n"))
    #expect(answers.count == files.count)
    for answer in answers {
      let fields = answer.split(separator: "\t").map(String.init)
      let verdict = compare(fields)
      counts[verdict, default: 0] += 1
    }
    print("differential:", counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" })
  }

  private func compare(_ fields: [String]) -> String {
    let path = fields[0]
    let outline: TypeScriptOutline
    do {
      outline = try TypeScriptOutline(CPython.read(path), dialect: Self.dialect(of: path))
    } catch {
      if fields[1] == "refused" { return "refused by both" }
      Issue.record("\(path): refused at line \(error.line): \(error.reason)")
      return "refused by us alone"
    }
    if fields[1] == "refused" {
      print("refused by TypeScript alone:", path, fields[2])
      return "refused by TypeScript alone"
    }
    let digest = TypeScriptDigest(outline)
    let (tokens, statements) = (UInt32(fields[2]), UInt32(fields[3]))
    if digest.tokens != tokens || digest.statements != statements {
      Issue.record("\(path): \(difference(path, outline, digest))")
    }
    return digest.tokens == tokens && digest.statements == statements ? "agree" : "differ"
  }

  /// The first line that is not the same, theirs and ours.
  private func difference(
    _ path: String, _ outline: TypeScriptOutline, _ digest: TypeScriptDigest
  ) -> String {
    let theirs = (try? TypeScriptReference.run("reference.js", ["dump", path]))?.dropFirst() ?? []
    let ours =
      digest.places.map { "\($0.start) \($0.end)" }
      + digest.kinds.map { "\(UnicodeScalar($0.letter)) \($0.start) \($0.end)" }
    for (one, other) in zip(theirs, ours) where one != other {
      let start = other.split(separator: " ").suffix(2).first.flatMap { Int($0) } ?? 0
      return "theirs \(one), ours \(other), line \(outline.line(at: start))"
    }
    return "theirs \(theirs.count), ours \(ours.count)"
  }

  /// By the ending: only one dialect is right where both read a file.
  private static func dialect(of path: String) -> TypeScriptDialect? {
    path.hasSuffix(".ts") || path.hasSuffix(".mts") || path.hasSuffix(".cts") ? nil : .jsx
  }

  @Test func `the tokens of a file and what is between them are the file`() throws {
    let files = TypeScriptReference.library
    for path in files.enumerated().filter({ $0.offset % 10 == 0 }).map(\.element) {
      let text = CPython.read(path)
      guard let outline = try? TypeScriptOutline(text) else { continue }
      var position = 0
      let all = (outline.tokens + outline.comments).sorted {
        ($0.start, $0.end) < ($1.start, $1.end)
      }
      for token in all {
        let between = text[position..<max(position, token.range.lowerBound)]
        #expect(token.range.lowerBound >= position, "\(path): tokens overlap")
        #expect(between.allSatisfy { $0 <= 0x20 || $0 >= 0x80 }, "\(path): lost bytes")
        position = token.range.upperBound
      }
      #expect(position == text.count)
    }
  }
}

/// What `reference.js` says about a file, computed from our outline.
struct TypeScriptDigest {
  /// Every token that counts.
  var places: [(start: UInt32, end: UInt32)] = []
  /// Every statement.
  var kinds: [(letter: UInt8, start: UInt32, end: UInt32)] = []

  init(_ outline: TypeScriptOutline) {
    for token in outline.tokens where Self.counts(outline, token) {
      places.append((token.start, token.end))
    }
    for statement in outline.statements {
      let range = outline.bytes(of: statement.tokens)
      kinds.append(
        (Self.letter(statement.kind), UInt32(range.lowerBound), UInt32(range.upperBound)))
    }
  }

  var tokens: UInt32 {
    places.reduce(2_166_136_261) { Self.mix(Self.mix($0, $1.start), $1.end) }
  }

  var statements: UInt32 {
    kinds.reduce(2_166_136_261) {
      Self.mix(Self.mix(Self.mix($0, UInt32($1.letter)), $1.start), $1.end)
    }
  }

  private static func mix(_ hash: UInt32, _ value: UInt32) -> UInt32 {
    (hash ^ value) &* 16_777_619
  }

  private static func counts(_ outline: TypeScriptOutline, _ token: TypeScriptToken) -> Bool {
    switch token.kind {
    case .end, .comment: false
    case .symbol:
      token.end - token.start == 1
        && "(){}[],;".utf8.contains(outline.bytes[token.range.lowerBound])
    default: true
    }
  }

  private static func letter(_ kind: TypeScriptStatement.Kind) -> UInt8 {
    let letters: [TypeScriptStatement.Kind: Character] = [
      .import: "i", .importEquals: "q", .exportNames: "x", .exportAll: "l", .exportDefault: "d",
      .exportAssignment: "s", .variable: "v", .function: "f", .class: "c", .interface: "t",
      .typeAlias: "a", .enum: "e", .namespace: "n",
    ]
    return letters[kind]?.asciiValue ?? UInt8(ascii: "o")
  }
}
