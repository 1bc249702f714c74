import Foundation
import Testing

/// The import lines of the sources agree with the table in `docs/architecture.md`.
@Suite struct ImportTableTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Target, and what the table lets it import.
  private static func table() throws -> [String: Set<String>] {
    let text = try String(
      contentsOf: root.appendingPathComponent("docs/architecture.md"), encoding: .utf8)
    var table: [String: Set<String>] = [:]
    for line in text.split(separator: "\n") where line.hasPrefix("| ") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 3, cells[0] != "target" else { continue }
      table[cells[0]] = Set(
        cells[2] == "-" ? [] : cells[2].components(separatedBy: ", "))
    }
    return table
  }

  private static func sources(of target: String) -> [URL] {
    let folder = root.appendingPathComponent("Sources/\(target)")
    let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (all?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
  }

  private static func imports(in file: URL) throws -> Set<String> {
    let text = try String(contentsOf: file, encoding: .utf8)
    var found: Set<String> = []
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard let index = words.firstIndex(of: "import"), index <= 1, words.count > index + 1 else {
        continue
      }
      found.insert(String(words[index + 1].prefix { $0 != "." }))
    }
    return found
  }

  @Test func `every target imports what the table allows, and the table names every target`() throws
  {
    let table = try Self.table()
    let targets = try FileManager.default.contentsOfDirectory(
      atPath: Self.root.appendingPathComponent("Sources").path)
    #expect(Set(targets) == Set(table.keys))
    for (target, allowed) in table {
      for file in Self.sources(of: target) {
        let ours = try Self.imports(in: file).intersection(table.keys)
        #expect(
          ours.isSubset(of: allowed),
          "\(target)/\(file.lastPathComponent) imports \(ours.subtracting(allowed).sorted())")
      }
    }
  }

  @Test func `the table allows nothing that no file imports`() throws {
    for (target, allowed) in try Self.table() {
      let used = try Self.sources(of: target).reduce(into: Set<String>()) { used, file in
        used.formUnion(try Self.imports(in: file))
      }
      let unused = allowed.subtracting(used).subtracting(["CShims"])
      #expect(unused.isEmpty, "\(target) need not import \(unused.sorted())")
    }
  }

  @Test func `only the command line prints, exits, or reads clock and environment`() throws {
    let forbidden = ["print(", "exit(", "ProcessInfo", "getenv(", "Date()", "fatalError("]
    for (target, _) in try Self.table() where !["BackstitchCommand", "backstitch"].contains(target)
    {
      for file in Self.sources(of: target) {
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
          let code = line.trimmingCharacters(in: .whitespaces)
          guard !code.hasPrefix("//"), !code.hasPrefix("\"") else { continue }
          for word in forbidden where code.hasPrefix(word) || code.contains(" \(word)") {
            Issue.record("\(target)/\(file.lastPathComponent): \(code)")
          }
        }
      }
    }
  }
}
