import Foundation
import SourceEdits
import Testing

/// Edits of real modules: every STRIDEth file that `node`'s packages brought, judged by
/// TypeScript's own parser. `BACKSTITCH_EDIT_STRIDE=1` takes all of them.
struct TypeScriptLibraryEditTests {
  private static var stride: Int {
    ProcessInfo.processInfo.environment["BACKSTITCH_EDIT_STRIDE"].flatMap { Int($0) } ?? 24
  }

  @Test(.timeLimit(.minutes(20)))
  func `an edit changes only its node, comes back and is idempotent, in real modules`() throws {
    guard TypeScriptReference.isInstalled else {
      #expect(!TypeScriptReference.isRequired, "node-typescript is missing: scripts/setup --verify")
      return
    }
    let directory = FileManager.default.temporaryDirectory
      .appending(path: "backstitch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    var cases: [String] = []
    var counts: [String: Int] = [:]
    for (index, path) in TypeScriptReference.library.enumerated() where index % Self.stride == 0 {
      let text = CPython.read(path)
      guard text.count < 400_000, let outline = try? TypeScriptOutline(text) else { continue }
      for edit in Self.edits(of: outline) {
        let (verdict, applied) = check(edit, text, path)
        counts[verdict, default: 0] += 1
        guard let applied else { continue }
        let ending = outline.dialect == .jsx ? URL(filePath: path).pathExtension : "ts"
        let before = directory.appending(path: "\(cases.count).in.\(ending)")
        let after = directory.appending(path: "\(cases.count).out.\(ending)")
        try Data(text).write(to: before)
        try Data(applied.text).write(to: after)
        cases.append("\(before.path)\t\(after.path)")
      }
    }
    try #require(cases.count > 100)
    print("edits:", counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" })
    let wrong = try TypeScriptReference.run("judge.js", [], input: cases.joined(separator: "\n"))
    for line in wrong { Issue.record("\(line)") }
  }

  private func check(
    _ edit: StructuredEdit, _ text: [UInt8], _ path: String
  ) -> (String, AppliedEdit?) {
    do {
      let applied = try edit.apply(to: text)
      guard applied.changed else { return ("there", nil) }
      let twice = try edit.apply(to: applied.text)
      #expect(!twice.changed && twice.text == applied.text, "\(path): \(edit) twice")
      #expect(try applyingInverse(applied) == text, "\(path): \(edit) does not come back")
      return ("made", applied)
    } catch EditError.clash, EditError.ambiguous {
      return ("refused", nil)
    } catch {
      Issue.record("\(path): \(edit): \(error)")
      return ("wrong", nil)
    }
  }

  private static func edits(of outline: TypeScriptOutline) -> [StructuredEdit] {
    var result: [StructuredEdit] = [
      .addModuleImport(ModuleImportEdit(module: "zz-shop", name: "ZzThing")),
      .addModuleImport(ModuleImportEdit(module: "./zz-near", name: "ZzType", kind: .type)),
      .addModuleExport(ModuleExportEdit(module: "./zz-near")),
    ]
    for statement in outline.imports.prefix(3) {
      for kind in [ModuleImportEdit.Kind.named, .default, .type] {
        let edit = ModuleImportEdit(module: statement.module, name: "ZzMerged", kind: kind)
        result.append(.addModuleImport(edit))
      }
    }
    if let list = outline.statements.indices.lazy.compactMap({ outline.exportList(at: $0) }).first(
      where: { $0.module != nil }), let module = list.module
    {
      result.append(.addModuleExport(ModuleExportEdit(module: module, name: "zzMerged")))
    }
    for variable in outline.variables.prefix(40) {
      guard let name = variable.name, let value = variable.initialiser,
        let first = outline.bytes[outline.bytes(of: value)].first,
        outline.variables.count(where: { $0.name == name }) == 1,
        outline.elements(of: value) != nil, first != UInt8(ascii: "(")
      else { continue }
      let source =
        first == UInt8(ascii: "{") ? "zzKey: [\n  \"a\",\n]" : "{ zzKey: \"a\" }"
      result.append(.addElement(ElementEdit(target: name, source: source)))
    }
    return result
  }
}
