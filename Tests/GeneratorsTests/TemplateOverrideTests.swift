import Foundation
import Patch
import ProjectModel
import Testing

@testable import Generators

/// A project's own texts of templates.
@Suite struct TemplateOverrideTests {
  private func tree(_ files: [String: String]) throws -> StagedTree {
    var tree = StagedTree(base: EmptyTree())
    for (path, text) in files {
      try tree.stage(Change(RelativePath(path), .write(contents: Array(text.utf8))))
    }
    return tree
  }

  private struct EmptyTree: ReadableTree {
    func node(at path: RelativePath) throws(TreeError) -> Node? { nil }
    func files() throws(TreeError) -> [RelativePath] { [] }
    func children(of directory: RelativePath?) throws(TreeError) -> [RelativePath] { [] }
  }

  @Test func `every built-in text can be ejected and used as it is`() throws {
    #expect(Set(TemplateCatalog.entries.map(\.name)).count == TemplateCatalog.entries.count)
    #expect(TemplateCatalog.entries.count > 40)
    let files = TemplateCatalog.entries.map { ($0.override.description, $0.text) }
    let overrides = try TemplateOverrides(
      in: tree(Dictionary(files, uniquingKeysWith: { first, _ in first })))
    struct View { let pascal = "Product" }
    for template in Template.all {
      let own = overrides.use { template.render(View()) }
      #expect(own == template.render(View()), "\(template.name)")
    }
  }

  @Test func `every template of the sources is in the catalogue`() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Sources/Generators/Templates").standardizedFileURL
    let files = try #require(
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    var names: Set<String> = []
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      names.formUnion(text.matches(of: /name: "([a-z\/-]+)", version:/).map { String($0.output.1) })
    }
    #expect(names.count > 40)
    #expect(names == Set(Template.all.map(\.name)))
  }

  @Test func `an override is used inside its run alone, and its label says so`() throws {
    let overrides = try TemplateOverrides(
      in: tree([
        ".backstitch/templates/fastapi/enum.mustache": "# {{{name}}}\n{{#members}}\n{{/members}}"
      ]))
    struct View { let name = "Status" }
    let (text, label) = overrides.use {
      (Template.enumeration.render(View()), Template.enumeration.label)
    }
    #expect(text == "# Status\n")
    #expect(label.hasPrefix("fastapi/enum@override-") && label.count == 30)
    #expect(Template.enumeration.label == "fastapi/enum@\(Template.enumeration.version)")
    #expect(overrides.use { Template.crud.label } == Template.crud.label)
  }

  @Test(arguments: [
    ("fastapi/enum", "{{{name}}}\n\n{{{colour}}}", 3, "'colour'"),
    ("fastapi/enum", "{{#members}}{{{name}}}", 1, "Mustache"),
    ("fastapi/enum", "x\n{{> part}}", 2, "stands alone"),
    ("fastapi/other", "x", nil, "no template 'fastapi/other'"),
  ])
  func `what cannot be used is refused with its line`(
    name: String, text: String, line: Int?, words: String
  ) throws {
    let path = ".backstitch/templates/\(name).mustache"
    do {
      _ = try TemplateOverrides(in: tree([path: text]))
      Issue.record("it was taken")
    } catch let error as GenerationError {
      let finding = try #require(error.findings.first)
      #expect(finding.path?.description == path)
      #expect(finding.line == line)
      #expect(finding.message.contains(words), "\(finding.message)")
    }
  }

  @Test func `comments, sections and functions name no other variables`() throws {
    let tags = TemplateTag.tags(in: "{{! any }}\n{{#a.b}}{{upper(c)}}{{/a.b}}{{{ d }}}{{&e}}{{.}}")
    #expect(tags.flatMap(\.names) == ["a", "b", "c", "d", "e"])
    #expect(tags.map(\.line) == [1, 2, 2, 2, 2, 2, 2])
  }
}
