import Foundation
import TestSupport
import Testing

/// `--answers` and `--spec` beside the words of the command line.
@Suite struct AnswersTests: ProgramSuite {
  private let shop: Shop
  var root: String { shop.root }

  private static let coupon =
    #""entity":{"name":"coupon","fields":[{"name":"code","type":"str"}]}"#

  init() throws { shop = try Shop() }

  @Test func `the name is that of the definition, the plan may be answered, too`() throws {
    _ = try run("generate", "entity", "--answers", "{\(Self.coupon)}")
    #expect(shop.directory.read("backend/api/crud/coupons.py") != nil)
    _ = try run("undo")
    _ = try run("generate", "--answers", #"{"plan":"entity",\#(Self.coupon)}"#)
    #expect(shop.directory.read("backend/api/crud/coupons.py") != nil)
  }

  @Test func `what contradicts the command line is refused`() throws {
    let name = try run("generate", "entity", "voucher", "--answers", "{\(Self.coupon)}", status: 1)
    #expect(name.error.contains("the name is 'voucher', and 'coupon' in --answers"))
    let plan = try run(
      "generate", "crud", "--answers", #"{"plan":"entity",\#(Self.coupon)}"#, status: 1)
    #expect(plan.error.contains("the plan is 'crud', and 'entity' in --answers"))
    let spec = try run(
      "generate", "entity", "voucher", "--spec", "-",
      input: "name: coupon\nfields: [{name: code, type: str}]\n", status: 1)
    #expect(spec.error.contains("the name is 'voucher', and 'coupon' in --spec"))
    // Another spelling is no other name.
    _ = try run("generate", "entity", "Coupons", "--answers", "{\(Self.coupon)}")
  }

  @Test(arguments: [
    #"{"tests":"perhaps"}"#, #"{"entity":{"name":"coupon","fields":"code"}}"#, #"{"entity":3}"#,
    #"{"entity":{"fields":[]}}"#, #"{"tests": [}"#, #"{"with":"data-table"}"#,
  ])
  func `answers that cannot be read are told in words, once`(answers: String) throws {
    let refused = try run("generate", "entity", "coupon", "--answers", answers, status: 1)
    for word in ["DecodingError", "CodingKeys", "Debug", "Swift", "error:", "Optional("] {
      #expect(!refused.error.contains(word), "\(refused.error)")
    }
    let lines = refused.error.split(separator: "\n")
    #expect(Set(lines).count == lines.count)
  }
}
