import ProjectModel

/// Entities made at random, the same ones for the same seed: names of a letter or of many words,
/// every type, modifier and feature, references, few fields and many.
struct RandomEntities {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// The next entity that can be generated.
  mutating func next() throws -> Entity {
    while true {
      let name = name()
      let count = [1, 2, 5, 12, 60][number(5)]
      var names: Set<String> = []
      let fields = (0..<count).compactMap { _ -> String? in
        let field = self.name()
        return names.insert(NameCase.camel(field)).inserted ? specification(field) : nil
      }
      let features = Features(
        bilingual: false, softDelete: chance(3), auditFields: chance(3), active: chance(2))
      // A word may be reserved, and a name be there twice.
      let entity = try? EntityDefinition.make(
        name: name, fields: fields, features: features, deferred: ["*"])
      if let entity { return entity }
    }
  }

  // MARK: Names

  private static let words = [
    "a", "x", "id2", "name", "title", "value", "open", "list", "items", "page", "sort", "search",
    "status", "data", "date", "datetime", "city", "zip", "customer", "address", "delivery",
    "warehouse", "order", "item", "number", "group", "state", "type", "key", "label", "options",
    "field", "query", "row", "count", "text", "event", "internationalisation", "identification",
    "create", "update", "response", "response2", "base", "total", "moment", "error",
  ]

  private mutating func name() -> String {
    let count = [1, 1, 1, 2, 2, 3, 5][number(7)]
    let parts = (0..<count).map { _ in Self.words[number(Self.words.count)] }
    let name = parts.joined(separator: "_")
    return name.count <= 48 ? name : parts[0]
  }

  // MARK: Fields

  private static let types = [
    "str", "str:1", "str:64", "str:255:pattern:^[a-z]+(/[a-z0-9-]+)*$", "str:20:min:3", "text",
    "text:min:2:max:4000", "int", "int:min:-5:max:5", "int:index", "float", "float:min:0.5",
    "decimal", "decimal:12,3:min:0:max:99.5", "bool", "datetime", "date", "uuid", "json",
    "enum:draft,live", "enum:waiting for payment,in preparation,on the way,2nd attempt",
    "ref:Category", "ref:Category:cascade", "ref:User:set-null", "ref:Supplier:restrict",
    "ref:Nowhere",
  ]

  private static let defaults = [
    "str": "it's \"so\" \\ far", "text": "two words", "int": "3", "float": "1.5",
    "decimal": "2.50", "bool": "true", "datetime": "now", "date": "today", "uuid": "random",
    "json": "{}",
  ]

  private mutating func specification(_ name: String) -> String {
    let type = Self.types[number(Self.types.count)]
    let base = String(type.prefix { $0 != ":" })
    var text = "\(name):\(type)"
    if type.contains("pattern") { return text }
    let isReference = base == "ref"
    if ["str", "int", "uuid"].contains(type) || isReference, chance(4) { text += ":unique" }
    if !type.contains("set-null"), chance(2) { return text + ":required" }
    if chance(3), !isReference, !type.contains("min"), type != "str:1" {
      return text + "=" + (Self.defaults[base] ?? String(type.split(separator: ",").last ?? ""))
    }
    return text
  }

  // MARK: Chance

  private mutating func chance(_ one: Int) -> Bool { number(one) == 0 }

  /// A number from 0 below another.
  mutating func number(_ below: Int) -> Int {
    // SplitMix64.
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(below))
  }
}
