import Generators
import Patch
import ProjectModel
import Testing

@Suite struct FastAPIEntityTests {
  @Test("the product and the least entity are what the goldens say", arguments: ["product", "tag"])
  func goldens(name: String) throws {
    let entity = try name == "product" ? Samples.product() : Samples.tag()
    let (changes, tree) = try Samples.generate(entity, in: Samples.shop())
    var golden = Golden(name)
    for path in Set(changes.changes.map(\.path)).sorted() {
      golden.check(path.description, try tree.text(path))
    }
    golden.finish()
  }
}
