import Orchestration
import ProjectModel
import Testing

@Suite struct AnswersFileTests {
  private func read(_ text: String) throws(EntityRefusal) -> GenerationRequest {
    try AnswersFile.read(Array(text.utf8))
  }

  @Test func `a request is made again by its own words`() throws {
    var request = try GenerationRequest.entity(
      "fullstack", "product", "name_en:str:64:required", "price:decimal:10,2",
      "status:enum:draft,live=draft", "category:ref:Category:restrict")
    request.tests = true
    request.columns = ["name_en", "price"]
    request.modules = ["data-table"]
    request.frontend = "apps/web"
    let words = request.words
    #expect(words.prefix(3) == ["fullstack", "product", "--answers"])
    #expect(GenerationRequest(words: words) == request)
    #expect(try read(words[3]) == request)
  }

  @Test func `every key is optional`() throws {
    let request = try read("tests: true\nfilters: [status]\n")
    #expect(request.tests)
    #expect(request.filters == ["status"])
    #expect(request.entity == nil)
  }

  @Test(arguments: [
    ("colour: red", "colour"), ("tests: perhaps", "tests"), ("[1]", "no mapping"),
    ("entity: {name: product, fields: [{name: metadata, type: str}]}", "metadata"),
    ("entity: {name: product, shade: x, fields: [{name: a, type: int}]}", "shade"),
  ])
  func `answers that cannot be used are refused`(text: String, words: String) throws {
    let refusal = try #require(throws: EntityRefusal.self) { try read(text) }
    #expect(refusal.description.contains(words), "\(refusal.description)")
  }
}
