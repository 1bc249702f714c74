import Orchestration
import ProjectModel
import Testing

/// Fields as they are typed: each line is judged at once.
@Suite struct FieldLinesTests {
  private func refusal(_ reply: FieldLines.Reply) -> String? {
    if case .refused(let reasons) = reply { reasons.joined(separator: "\n") } else { nil }
  }

  @Test func `a line is taken in words, a wrong one is refused and leaves the others`() {
    var lines = FieldLines(of: "product")
    #expect(lines.enter("  name:str:64:required ") == .added("name: str 64, required"))
    #expect(refusal(lines.enter("price:decimel"))?.contains("unknown type 'decimel'") == true)
    #expect(refusal(lines.enter("price"))?.contains("names no field and type") == true)
    #expect(refusal(lines.enter("metadata:str"))?.contains("taken by") == true)
    #expect(
      refusal(lines.enter("name:int"))?.contains("fields or relationships called 'name'") == true)
    #expect(
      lines.enter("status:enum:draft,live=draft")
        == .added("status: enum draft,live, default draft"))
    #expect(
      lines.enter("owner:ref:User:cascade:required:unique")
        == .added("owner_id: refers to User, on delete cascade, required, unique"))
    #expect(
      lines.specifications == [
        "name:str:64:required", "status:enum:draft,live=draft",
        "owner:ref:User:cascade:required:unique",
      ])
    #expect(lines.enter("") == .ended)
  }

  @Test func `a field is taken back by its name, a reference by both of its names`() {
    var lines = FieldLines(of: "product", ["name:str", "maker:ref:Maker", "seller:ref:Seller"])
    #expect(lines.enter("-maker") == .removed("maker"))
    #expect(lines.enter("- seller_id") != .ended)
    #expect(lines.enter("-seller_id") == .removed("seller_id"))
    #expect(
      refusal(lines.enter("-colour")) == "there is no field 'colour' to take back; there are name")
    #expect(lines.specifications == ["name:str"])
  }

  @Test func `an entity has at least one field`() {
    var lines = FieldLines(of: "product")
    #expect(refusal(lines.enter(""))?.contains("no fields") == true)
    _ = lines.enter("name:str")
    _ = lines.enter("-name")
    #expect(refusal(lines.enter("   "))?.contains("no fields") == true)
  }

  @Test func `what a chosen feature adds cannot be a field, and a language is named in the end`() {
    var lines = FieldLines(of: "product", features: Features(bilingual: true, active: true))
    #expect(refusal(lines.enter("is_active:bool"))?.contains("the feature active") == true)
    #expect(lines.enter("price:int") == .added("price: int, optional"))
  }

  @Test func `the help fits a terminal and its examples are fields`() throws {
    var lines = FieldLines(of: "product")
    #expect(lines.enter("?") == .help(FieldLines.help))
    #expect(FieldLines.help.allSatisfy { $0.count <= 78 })
    for line in FieldLines.help where line.hasPrefix("  ") {
      let example = try #require(line.split(separator: " ").first)
      _ = try FieldLanguage.parse([String(example)])
    }
    for type in FieldType.allCases {
      let name = type.rawValue.lowercased()
      #expect(FieldLines.help.contains { $0.contains(":\(name)") || $0.contains(name) })
    }
  }
}
