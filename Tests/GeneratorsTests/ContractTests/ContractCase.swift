import Generators
import Patch
import ProjectModel
import Testing

/// One entity whose layers must agree.
struct ContractCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let entity: @Sendable () throws -> Entity
  var decimal = ProjectConfig.DecimalStyle.number
  var defers = false
  var start: @Sendable () throws -> MemoryTree = { try Samples.shop() }

  /// Its layers, generated and read back; once for all tests.
  func layers() throws -> GeneratedLayers {
    try #require(Self.generated[testDescription]).get()
  }

  private static let generated = Dictionary(
    all.map { sample in
      (
        sample.testDescription,
        Result {
          try GeneratedLayers(
            sample.entity(), in: sample.start(), decimal: sample.decimal,
            defersMissingTargets: sample.defers)
        }
      )
    }, uniquingKeysWith: { first, _ in first })

  /// The type in TypeScript of a Python annotation, as the seed's table has it.
  func typescript(_ python: String) -> String {
    if let element = python.wholeMatch(of: /list\[(.*)\]/) {
      return typescript(String(element.1)) + "[]"
    }
    if let inner = python.wholeMatch(of: /Annotated\[(\w+),.*\]/) {
      return typescript(String(inner.1))
    }
    switch python {
    case "str", "datetime", "date", "date_type", "UUID", "Moment", "UTCMoment": return "string"
    case "int", "float", "StrictInt", "StrictFloat", "JSONNumber": return "number"
    case "Decimal": return decimal == .string ? "string" : "number"
    case "bool", "StrictBool": return "boolean"
    case "JSONObject", "dict[str, Any]": return "Record<string, any>"
    default: return python.hasSuffix("Response") ? String(python.dropLast(8)) : python
    }
  }

  private static func made(
    _ name: String, _ fields: [String], features: Features = Features()
  ) -> @Sendable () throws -> Entity {
    { try EntityDefinition.make(name: name, fields: fields, features: features) }
  }

  /// Every type, constraint and feature.
  static let all: [ContractCase] =
    [
      ContractCase(testDescription: "everything at once", entity: { try Samples.product() }),
      ContractCase(testDescription: "the least", entity: { try Samples.tag() }),
      ContractCase(
        testDescription: "decimals as text", entity: { try Samples.product() }, decimal: .string),
      ContractCase(testDescription: "constraints", entity: made("gauge", constraints)),
      ContractCase(testDescription: "required", entity: made("gauge", required)),
      ContractCase(testDescription: "defaults", entity: made("gauge", defaults)),
      ContractCase(
        testDescription: "names with digits",
        entity: made("line item", ["line_2:str:9", "x_1_y:int"])),
      ContractCase(
        testDescription: "references",
        entity: made(
          "node",
          [
            "title:str:40:required", "parent:ref:Node:set-null",
            "category:ref:Category:cascade:required",
            "other_category:ref:Category:restrict",
          ])),
      ContractCase(
        testDescription: "a reference put off",
        entity: made("parcel", ["weight:float", "courier:ref:Courier:restrict"]), defers: true),
      ContractCase(
        testDescription: "keys that are UUIDs, another layout",
        entity: made("order item", ["title:str:20:required", "user:ref:User:cascade:required"]),
        start: { LayoutTests().tree(LayoutTests().common) }),
    ]
    + [
      ("bilingual", Features(bilingual: true)), ("soft delete", Features(softDelete: true)),
      ("audit", Features(auditFields: true)), ("active", Features(active: true)),
    ].map { name, features in
      ContractCase(
        testDescription: name,
        entity: made("page", ["text_en:text", "rank:int"], features: features))
    }

  private static let constraints = [
    "code:str:12:min:3:pattern:^[A-Z]+\\.[0-9]+$:unique", "remark:text:min:2",
    "level:int:min:-5:max:5:index",
    "ratio:float:min:0.5:max:1.5", "price:decimal:12,3:min:0.125:max:99.5",
    "mode:enum:slow,very fast",
  ]
  private static let required = [
    "a:str:3:required", "b:text:required", "c:int:required", "d:float:required",
    "e:decimal:5,1:required", "f:bool:required", "g:datetime:required", "h:date:required",
    "i:uuid:required", "j:json:required", "k:enum:x,y:required",
  ]
  private static let defaults = [
    "a:str:3=abc", "b:text=long", "c:int=1", "d:float=1.5", "e:decimal:5,1=2.5", "f:bool=true",
    "g:datetime=now", "h:date=today", "i:uuid=random", "j:json={}", "k:enum:x,y=y",
  ]
}
