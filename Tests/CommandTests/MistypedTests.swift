import Foundation
import TestSupport
import Testing

/// Words that are mistyped are told before anything runs, all of them, with what there is.
@Suite struct MistypedTests: ProgramSuite {
  private let shop: Shop
  var root: String { shop.root }

  init() throws { shop = try Shop() }

  private func hasNothingOpen() throws -> Bool {
    try !run("status").output.contains("Open:")
  }

  @Test(arguments: [
    (["--columns", "nmae"], "no such column: nmae; known are id, name"),
    (["--filters", "nope"], "no such filter: nope; this page can have no filters"),
    (["--actions", "fly"], "no such action: fly; known are add, edit, delete"),
    (["--with", "tags"], "there is no frontend module 'tags'; choose one of: data-table"),
  ])
  func `a choice of the page that is none stops before the first step`(
    words: [String], message: String
  ) throws {
    let product = ["generate", "fullstack", "product", "name:str:64:required"]
    let refused = try run(words: product + words, status: 1)
    #expect(refused.error.contains(message), "\(refused.error)")
    #expect(!refused.error.contains("Orchestration Error"))
    #expect(try hasNothingOpen())
  }

  @Test func `a module for a plan without a page is refused`() throws {
    let refused = try run(
      "generate", "entity", "brand", "name:str", "--with", "data-table", status: 1)
    #expect(refused.error.contains("the plan 'entity' makes no page"))
  }

  @Test(arguments: ["scaffold", "generate"])
  func `a module that is none is not there already`(command: String) throws {
    let refused = try run(command, "frontend-module", "nope", status: 1)
    #expect(refused.error.contains("there is no frontend module 'nope'"))
    #expect(refused.output.isEmpty)
    #expect(try run("scaffold", "frontend-module", "data-table").output.contains("there already"))
  }

  @Test func `an unknown plan is usage, and lists those that take an entity`() throws {
    let refused = try run("generate", "nope", "x", status: 64)
    #expect(refused.error.contains("there is no plan 'nope'"))
    #expect(!refused.error.contains("frontend-module"))
  }

  @Test func `an option is suggested only where it looks like the one that was given`() throws {
    #expect(try !run("status", "--foo", status: 64).error.contains("Did you mean"))
    #expect(try run("status", "--jsn", status: 64).error.contains("--json"))
  }

  @Test func `a mistyped option is named, not its value`() throws {
    let refused = try run("undo", "--on-conflct", "keep", status: 64)
    #expect(refused.error.contains("Unknown option '--on-conflct'"), "\(refused.error)")
    #expect(try run("undo", "keep", status: 64).error.contains("The value 'keep' is invalid"))
  }

  @Test func `a place, a count or a name that means nothing here is told as what it is`() throws {
    #expect(try run("why", ".", status: 1).error.contains("'.' is the workspace itself"))
    #expect(try run("regenerate", status: 1).error.contains("nothing was generated"))
    try run("apply", "-", input: #"{"changes":[{"write":"a","content":""}]}"#)
    #expect(try run("log", "-n", "0").output.isEmpty)
  }

  @Test func `all mistakes in the fields are told at once`() throws {
    let refused = try run(
      "generate", "entity", "brand", "name:strin", "metadata:str", "Price:int", status: 1)
    for text in ["unknown type 'strin'", "'metadata' is taken", "'Price' is not a name"] {
      #expect(refused.error.contains(text), "\(text): \(refused.error)")
    }
  }

  @Test func `a bilingual text is asked for by the name it was given as an example`() throws {
    let refused = try run(
      "generate", "entity", "brand", "title:str", "--feature", "bilingual", status: 1)
    #expect(refused.error.contains("title_en: its twin title_ar is added"))
    let made = try run(
      "generate", "entity", "brand", "title_en:str", "--feature", "bilingual", "-n")
    #expect(made.error.contains("Bilingual: title_ar is added."))
  }
}
