import Foundation
import SourceEdits
import Testing

/// Our tokens and statements against CPython's, on every file it came with.
struct DifferentialTests {
  /// What comparing one file came to.
  private enum Verdict {
    case same
    /// The tokenize module refuses what the parser accepts: only the statements were compared.
    case sameStatements
    case differs(String)
    /// CPython's parser refuses it; whether we do too.
    case refused(alsoByUs: Bool, lexical: Bool, String)
    case encoding(refused: Bool)
    /// Another encoding than UTF-8 is declared: characters are counted differently there.
    case declared
  }

  @Test(.timeLimit(.minutes(10)))
  func `tokens and blocks agree with CPython on its library`() async throws {
    let files = CPython.sample
    try #require(CPython.library.count > 500, "python3 with its standard library is needed")
    let input = files.joined(separator: "\n")
    let references = try (0..<2).map {
      try CPython.Running("reference.py", ["digest", "\($0)", "2"], input: input)
    }
    var ours: [String: Result<Digest, PythonSyntaxProblem>] = [:]
    for path in files { ours[path] = Self.digest(path) }
    var verdicts: [(path: String, verdict: Verdict)] = []
    for line in try references.flatMap({ try $0.lines() }) {
      let fields = line.split(separator: "\t").map(String.init)
      guard let mine = ours[fields[0]] else { continue }
      verdicts.append((fields[0], Self.compare(mine, fields)))
    }
    #expect(verdicts.count == files.count)
    report(verdicts)
  }

  private static func digest(_ path: String) -> Result<Digest, PythonSyntaxProblem> {
    do {
      return .success(Digest(try PythonOutline(CPython.read(path))))
    } catch {
      return .failure(error)
    }
  }

  private static func compare(
    _ mine: Result<Digest, PythonSyntaxProblem>, _ fields: [String]
  ) -> Verdict {
    let status = fields[1]
    switch (status, mine) {
    case ("encoding", let mine):
      if case .failure = mine { return .encoding(refused: true) }
      return .encoding(refused: false)
    case ("declared", _): return .declared
    case ("ok", .success(let digest)), ("tokens", .success(let digest)):
      let theirs = fields[2...].compactMap { UInt32($0) }
      guard theirs.count == 3 else { return .differs("an answer that is none") }
      if status == "ok", digest.tokens != theirs[0] { return .differs("tokens") }
      if status == "ok", digest.kinds != theirs[1] { return .differs("indentation") }
      return digest.statements == theirs[2]
        ? (status == "ok" ? .same : .sameStatements) : .differs("statements")
    case ("ok", .failure(let problem)), ("tokens", .failure(let problem)):
      return .differs("refused at line \(problem.line): \(problem.reason)")
    case (_, let mine):
      let lexical =
        status.contains("unterminated") || status.contains("never closed")
        || status.contains("unmatched") || status.hasPrefix("IndentationError")
        || status.hasPrefix("TabError") || status.contains("null byte")
      if case .failure = mine { return .refused(alsoByUs: true, lexical: lexical, status) }
      return .refused(alsoByUs: false, lexical: lexical, status)
    }
  }

  private func report(_ verdicts: [(path: String, verdict: Verdict)]) {
    var counts: [String: Int] = [:]
    for (path, verdict) in verdicts {
      switch verdict {
      case .same: counts["agree", default: 0] += 1
      case .sameStatements: counts["agree on statements alone", default: 0] += 1
      case .differs(let what): Issue.record("\(path): \(what)")
      case .declared: counts["in another encoding", default: 0] += 1
      case .encoding(let refused):
        counts["not UTF-8", default: 0] += 1
        #expect(refused, "\(path) is not UTF-8")
      case .refused(let alsoByUs, let lexical, let status):
        if !alsoByUs { print("refused by CPython alone:", path, status) }
        counts[alsoByUs ? "refused by both" : "refused by CPython alone", default: 0] += 1
        #expect(alsoByUs || !lexical, "\(path) lexes for us alone: \(status)")
      }
    }
    print("differential:", counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" })
  }
}
