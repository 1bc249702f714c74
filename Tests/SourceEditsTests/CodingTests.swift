import Foundation
import SourceEdits
import Testing

/// Edits as change sets and the journal keep them.
struct CodingTests {
  @Test func `every edit and its inverse come back from JSON as they were`() throws {
    for golden in Golden.all {
      let edit = try golden.edit()
      let applied = try edit.apply(to: golden.before())
      for edit in [edit] + applied.inverse {
        let data = try JSONEncoder().encode(edit)
        #expect(try JSONDecoder().decode(StructuredEdit.self, from: data) == edit)
      }
    }
    for edit in HostileFileTests.everyKind {
      let data = try JSONEncoder().encode(edit)
      #expect(try JSONDecoder().decode(StructuredEdit.self, from: data) == edit)
    }
  }

  @Test func `an inverse that went through JSON restores every byte`() throws {
    let text = "x = 1\r\nclass A: ...  # é\r\n".bytes
    let edit = StructuredEdit.addAttribute(
      AttributeEdit(className: "A", name: "b", source: "b = 1\n"))
    let applied = try edit.apply(to: text)
    #expect(applied.text.string == "x = 1\r\nclass A:  # é\r\n    b = 1\r\n")
    let data = try JSONEncoder().encode(applied.inverse)
    var result = applied.text
    for edit in try JSONDecoder().decode([StructuredEdit].self, from: data) {
      result = try edit.apply(to: result).text
    }
    #expect(result == text)
  }

  @Test(arguments: [
    "{}", "{\"add-import\": {\"module\": \"a\"}, \"remove-import\": {\"module\": \"a\"}}",
    "{\"no-such-edit\": {}}", "{\"add-import\": {}}", "[]",
  ])
  func `an object that is not one edit is refused`(_ text: String) {
    #expect(throws: (any Error).self) {
      try JSONDecoder().decode(StructuredEdit.self, from: Data(text.utf8))
    }
  }
}
