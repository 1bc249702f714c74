import Foundation
import SourceEdits
import Testing

/// Edits of real files: every STRIDEth file of CPython's library and of the installed packages,
/// judged by CPython's parser. `BACKSTITCH_EDIT_STRIDE=1` takes all of them.
struct LibraryEditTests {
  private static var stride: Int {
    ProcessInfo.processInfo.environment["BACKSTITCH_EDIT_STRIDE"].flatMap { Int($0) } ?? 80
  }

  /// What happened to the edits of one kind.
  private struct Tally {
    var applied = 0
    var present = 0
    var refused = 0
  }

  @Test(.timeLimit(.minutes(20)))
  func `an edit changes only its node, comes back and is idempotent, in real files`() throws {
    let files = CPython.library
    try #require(files.count > 500, "python3 with its standard library is needed")
    let directory = FileManager.default.temporaryDirectory
      .appending(path: "backstitch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    var cases: [String] = []
    var tally = Tally()
    for (index, path) in files.enumerated() where index % Self.stride == 0 {
      let text = CPython.read(path)
      guard let outline = try? PythonOutline(text) else { continue }
      for (kind, edit) in Self.edits(of: outline, number: index) {
        guard let applied = check(edit, text, path, &tally) else { continue }
        let result = directory.appending(path: "\(cases.count).py")
        try Data(applied.text).write(to: result)
        cases.append("\(kind[0])\t\(path)\t\(result.path)\t\(kind[1...].joined(separator: "\t"))")
      }
    }
    try #require(cases.count > 0)
    print("edits: \(tally.applied) made, \(tally.present) there, \(tally.refused) refused")
    let wrong = try CPython.run("judge.py", [], input: cases.joined(separator: "\n"))
    for line in wrong { Issue.record("\(line)") }
  }

  private func check(
    _ edit: StructuredEdit, _ text: [UInt8], _ path: String, _ tally: inout Tally
  ) -> AppliedEdit? {
    do {
      let applied = try edit.apply(to: text)
      guard applied.changed else {
        tally.present += 1
        return nil
      }
      tally.applied += 1
      let twice = try edit.apply(to: applied.text)
      #expect(!twice.changed && twice.text == applied.text, "\(path): \(edit) twice")
      #expect(try applyingInverse(applied) == text, "\(path): \(edit) does not come back")
      return applied
    } catch EditError.clash, EditError.ambiguous {
      tally.refused += 1
      return nil
    } catch {
      // A name that the file has, or several classes of one name, are fair; nothing else is.
      Issue.record("\(path): \(edit): \(error)")
      return nil
    }
  }

  /// The edits of one file with what the judge must know of them.
  private static func edits(
    of outline: PythonOutline, number: Int
  ) -> [(kind: [String], edit: StructuredEdit)] {
    var result: [(kind: [String], edit: StructuredEdit)] = []
    let merged = outline.imports.first {
      outline.scope(of: $0.statement) == nil && $0.module != nil && $0.names.first?.name != "*"
        && outline.statements[$0.statement].parent == nil && $0.module != "__future__"
    }
    let modules = [
      ("zz_shop.models", "ZzThing"), ("decimal", "ROUND_UP"), (".zz_near", "zz_thing"),
    ]
    let fresh = modules[number % 3]
    for (module, name) in [fresh] + (merged?.dottedModule.map { [($0, "zz_merged")] } ?? []) {
      result.append(
        (["import", module, name], .addImport(ImportEdit(module: module, name: name))))
    }
    result.append((["import", "zz_plain", ""], .addImport(ImportEdit(module: "zz_plain"))))
    let base = outline.classes.first?.bases.first.map { outline.text(of: $0) }
    let head = base.map { $0.allSatisfy { $0.isLetter } ? "(\($0))" : "" } ?? ""
    let source = "class ZzProduct\(head):\n    zz = 1\n\n    def f(self):\n        return 2\n"
    result.append(
      (["class", "ZzProduct"], .appendClass(ClassEdit(name: "ZzProduct", source: source))))
    for type in outline.classes.prefix(2) where outline.scope(of: type.statement) == nil {
      let attribute = AttributeEdit(
        className: type.name, name: "zz", source: "zz: int = field(\n    a, b=1\n)\n")
      result.append((["attribute", type.name, "zz"], .addAttribute(attribute)))
    }
    return result
  }
}
