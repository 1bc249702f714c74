import Foundation
import Generators
import Patch
import ProjectModel
import Testing

/// No entity's name can take that of something the generated modules import or declare: it is
/// refused, or everything parses and imports. The names are read from what is generated.
@Suite struct NameClashTests {
  /// What modules import and declare whatever the entity is called: what two of them share.
  ///
  /// - Returns: the names, and whether Python has them.
  private func names() throws -> [(name: String, isPython: Bool)] {
    let entities = try [("zebra", "abba"), ("quokka", "fjord")].map { name, field in
      try EntityDefinition.make(
        name: name,
        fields: [
          "\(field)_a:str:required", "\(field)_b:text", "\(field)_c:int:unique", "\(field)_d:float",
          "\(field)_e:decimal:9,2", "\(field)_f:bool", "\(field)_g:datetime=now",
          "\(field)_h:date=today", "\(field)_i:uuid", "\(field)_j:json", "\(field)_k:enum:x,y",
          "\(field)_l:ref:Category",
        ], features: Features(softDelete: true, auditFields: true, active: true))
    }
    let shop = try Samples.shop()
    let known = Set(shop.files())
    let found = try entities.map { entity in
      var names: [String: Bool] = [:]
      for frontend in GeneratedProject.frontends {
        let tree = try GeneratedProject(entity, frontend: frontend(), in: shop).tree
        for path in try tree.files() where !known.contains(path) || path == "backend/db/model.py" {
          let isPython = path.description.hasSuffix(".py")
          for name in Self.declared(try tree.text(path), path.description) {
            names[name] = isPython || names[name] ?? false
          }
        }
      }
      return names
    }
    return found[0].filter { found[1][$0.key] != nil }.sorted { $0.key < $1.key }.map {
      (name: $0.key, isPython: $0.value)
    }
  }

  /// The names that a module binds: those of imports, declarations and variables.
  private static func declared(_ text: String, _ path: String) -> [String] {
    guard [".py", ".ts", ".tsx"].contains(where: path.hasSuffix) else { return [] }
    let imports =
      text.matches(of: #/import (?:type )?[({]([^)}]*)/#).map(\.1)
      + text.matches(of: #/import ([^\n({"]+)/#).map(\.1)
    let bound = text.matches(of: /\b(?:def|class|function|const|interface|type) (\w+)/).map(\.1)
    let words = (imports + bound).flatMap { $0.matches(of: /\w+/).map { String($0.0) } }
    return words.filter { $0.first?.isNumber == false }
  }

  /// Entities that would have a name, in any of the spellings that code uses.
  private func entities(called name: String) -> [Entity] {
    let snake = NameCase.snake(name)
    var found = [Entity(name: snake, pascal: name.first?.isUppercase == true ? name : nil)]
    // Rows are called by the plural in Python, hooks and tables in TypeScript.
    var plurals = name == snake ? [snake] : []
    if name.hasPrefix("use") { plurals.append(NameCase.snake(name.dropFirst(3))) }
    if name.hasSuffix("Table") { plurals.append(NameCase.snake(name.dropLast(5))) }
    found += plurals.map { Entity(name: "zebra", plural: $0) }
    for index in found.indices {
      found[index].fields = [
        Field("name", .str, .init(required: true, unique: true, maxLength: 9)),
        Field("a_id", .int, .init(index: true)), Field("at", .datetime),
        Field("kind", .enumeration, .init(values: ["x", "y"])),
      ]
      found[index].relationships = [Relationship(name: "a", target: "Category")]
      found[index].features = Features(auditFields: true, active: true)
    }
    return found.filter { EntityRules.problems(of: $0).isEmpty }
  }

  /// Thirty of the names at a time, others each time; with `BACKSTITCH_FULL` all of them.
  @Test(.timeLimit(.minutes(20)))
  func `an entity with the name of anything that is imported is refused or works`() throws {
    let all = try names()
    try #require(all.count > 150)
    #expect(all.contains { $0 == ("AsyncSession", true) })
    #expect(all.contains { $0 == ("useTransition", false) })
    let isFull = ProcessInfo.processInfo.environment["BACKSTITCH_FULL"] != nil
    let names = isFull ? all : Array(all.shuffled().prefix(30))
    var judge = try SourceJudge()
    let shop = try Samples.shop()
    var seen: Set<[String]> = []
    for (name, isPython) in names {
      for entity in entities(called: name)
      where seen.insert([entity.name, entity.plural, entity.pascal]).inserted {
        let frontend = GeneratedProject.frontends[seen.count % GeneratedProject.frontends.count]()
        let project: GeneratedProject
        do {
          project = try GeneratedProject(entity, frontend: frontend, in: shop)
        } catch is GenerationError {
          // Refused with a finding: a class or a plural of the shop.
          continue
        }
        try judge.add(
          "\(seen.count)-\(entity.name)-\(entity.plural)-\(entity.pascal)", project.tree,
          application: isPython ? "main" : nil)
      }
    }
    for problem in try judge.problems() { Issue.record("\(problem)") }
  }

  @Test("fields with the names of variables of components, and enums of schemas, compile")
  func fields() throws {
    let names = [
      "open", "value", "items", "page", "sort", "search", "status", "name", "error", "errors",
      "values", "form", "set", "row", "query", "filters", "total", "per_page", "key", "options",
      "data", "event", "text", "label", "count", "kind", "dialog", "notice", "children", "ref",
      "title", "found", "response", "session", "crud", "rule", "rules", "number", "moment", "day",
      "uuid", "pattern", "required", "decimal", "z", "date", "datetime", "yes_no", "active",
    ]
    let enums = [
      "create", "update", "base", "list_response", "form_values", "form_errors", "yes_or_no",
      "active_or_not", "sorts", "page_sizes",
    ]
    let types = ["str", "int", "bool", "datetime", "date", "enum:a,b", "ref:Category"]
    var judge = try SourceJudge()
    for (number, frontend) in GeneratedProject.frontends.enumerated() {
      let fields = names.enumerated().map { "\($1):\(types[($0 + number) % types.count])" }
      let entity = try EntityDefinition.make(
        name: "product", fields: fields + enums.map { "\($0):enum:x,y" })
      let project = try GeneratedProject(entity, frontend: frontend(), in: Samples.shop())
      try judge.add("\(number)", project.tree)
    }
    for problem in try judge.problems() { Issue.record("\(problem)") }
  }
}
