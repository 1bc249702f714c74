import Generators
import Patch
import ProjectModel
import Testing

/// What is generated is read by parsers of its language, and the application imports it.
@Suite struct GeneratedSourceTests {
  @Test(.timeLimit(.minutes(10)))
  func `every file of entities made at random parses and imports`() throws {
    var entities = RandomEntities(seed: 20_260_131)
    var judge = try SourceJudge()
    let shop = try Samples.shop()
    for number in 0..<36 {
      let entity = try entities.next()
      let frontend = GeneratedProject.frontends[number % GeneratedProject.frontends.count]()
      let project = try GeneratedProject(entity, frontend: frontend, in: shop)
      try judge.add("\(number)-\(entity.name)", project.tree)
    }
    try expectNothing(judge)
  }

  private func expectNothing(_ judge: SourceJudge) throws {
    for problem in try judge.problems() { Issue.record("\(problem)") }
  }

  @Test(
    "the names that a line is too long for are broken into lines that parse",
    arguments: [
      ("product", ["name:str"]),
      ("customer_address", ["city:str:required", "zip:str"]),
      ("delivery_address_warehouse", ["name:str", "warehouse:ref:Supplier", "kind:enum:a,b"]),
      (
        "internationalisation_of_delivery_addresses_of_warehouse",
        ["internationalisation_of_delivery_addresses_of_warehouse:str:64:unique:required"]
      ),
    ])
  func ordinary(name: String, fields: [String]) throws {
    let entity = try EntityDefinition.make(name: name, fields: fields)
    var judge = try SourceJudge()
    for (number, frontend) in GeneratedProject.frontends.enumerated() {
      let project = try GeneratedProject(entity, frontend: frontend(), in: Samples.shop())
      try judge.add("\(number)", project.tree)
    }
    try expectNothing(judge)
  }
}
