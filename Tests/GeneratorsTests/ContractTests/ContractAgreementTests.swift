import Generators
import Patch
import ProjectModel
import Testing

/// Model, schemas, TypeScript, contract and routes agree, field by field. What is generated is read
/// as text, so that nothing the generators share can hide a difference.
@Suite struct ContractAgreementTests {
  @Test("read members have the same names, order, types and nulls", arguments: ContractCase.all)
  func read(of sample: ContractCase) throws {
    let layers = try sample.layers()
    let pascal = layers.entity.pascal
    let wanted = expected(layers.schemas.fields(of: pascal + "Response"), sample)
    #expect(!wanted.isEmpty && layers.types.interfaces[pascal] == wanted)
    #expect(
      layers.contract.members.map { "\($0.wire): \($0.fullType)" } == wanted.map(\.description))
    for reference in layers.contract.references {
      guard let label = reference.label else { continue }
      let object = expected(layers.schemas.fields(of: label.type), sample)
      #expect(!object.isEmpty && layers.types.interfaces[label.type] == object)
      #expect(object.map(\.name) == [reference.target.key, label.text])
    }
    let list = expected(layers.schemas.fields(of: pascal + "ListResponse"), sample)
    #expect(list.count == 5 && layers.types.interfaces[pascal + "ListResponse"] == list)
  }

  @Test(
    "written members may be left out and null where the schema lets them",
    arguments: ContractCase.all)
  func written(of sample: ContractCase) throws {
    let layers = try sample.layers()
    for suffix in ["Create", "Update", "ActiveUpdate", "ActiveBulkUpdate"] {
      let name = layers.entity.pascal + suffix
      let wanted = expected(layers.schemas.fields(of: name), sample, hasDefaults: true)
      #expect((layers.types.interfaces[name] ?? []) == wanted, "\(name)")
      guard suffix == "Create" || suffix == "Update" else { continue }
      let inputs = suffix == "Create" ? layers.contract.creates : layers.contract.updates
      #expect(
        inputs.map { "\($0.wire)\($0.isOptional ? "?" : ""): \($0.fullType)" }
          == wanted.map(\.description))
    }
  }

  @Test("bounds of the contract are those of the schema", arguments: ContractCase.all)
  func bounds(of sample: ContractCase) throws {
    let layers = try sample.layers()
    let members = layers.schemas.fields(of: layers.entity.pascal + "Create")
    #expect(members.map(\.name) == layers.contract.creates.map(\.name))
    for (member, input) in zip(members, layers.contract.creates) {
      let field = PythonReading.keywords(of: member.value ?? "", "Field")
      func number(_ key: String) -> Double? {
        guard let text = field[key] else { return nil }
        let plain = layers.schemas.constants[text] ?? text
        return Double(plain.replacing("Decimal(\"", with: "").replacing("\")", with: ""))
      }
      let bounds = input.bounds
      #expect(number("min_length").map(Int.init) == bounds.minLength, "\(member.name)")
      #expect(number("max_length").map(Int.init) == bounds.maxLength, "\(member.name)")
      #expect(number("ge") == bounds.minimum.flatMap(Double.init), "\(member.name)")
      #expect(number("le") == bounds.maximum.flatMap(Double.init), "\(member.name)")
      #expect(number("max_digits").map(Int.init) == bounds.maxDigits, "\(member.name)")
      #expect(number("decimal_places").map(Int.init) == bounds.decimalPlaces, "\(member.name)")
      #expect(field["pattern"].map(Self.string) == bounds.pattern, "\(member.name)")
      #expect((member.type.name == "StrictInt") == bounds.isWhole, "\(member.name)")
    }
  }

  @Test("a text that the form wants has a character in the schema", arguments: ContractCase.all)
  func empty(of sample: ContractCase) throws {
    let layers = try sample.layers()
    let pascal = layers.entity.pascal
    for suffix in ["Create", "Update"] {
      for member in layers.schemas.fields(of: pascal + suffix) where member.type.name == "str" {
        let field = layers.entity.field(named: member.name)
        let keywords = PythonReading.keywords(of: member.value ?? "", "Field")
        let refusesEmpty = keywords["min_length"].flatMap { Int($0) }.map { $0 > 0 } ?? false
        let isWanted = !member.type.isNullable && field?.constraints.defaultValue != ""
        #expect(!isWanted || refusesEmpty, "\(pascal)\(suffix).\(member.name)")
      }
    }
  }

  @Test("columns have the nulls, lengths and digits of the schemas", arguments: ContractCase.all)
  func columns(of sample: ContractCase) throws {
    let layers = try sample.layers()
    let columns = layers.model.members(of: layers.entity.pascal)
    let read = layers.schemas.fields(of: layers.entity.pascal + "Response")
    for field in layers.entity.fields {
      let column = try #require(columns.first { $0.name == field.name })
      let member = try #require(read.first { $0.name == field.name })
      let input = try #require(layers.contract.creates.first { $0.name == field.name })
      let annotation = column.annotation.dropFirst("Mapped[".count).dropLast()
      let mapped = PythonReading.Member(name: "", annotation: String(annotation), value: nil).type
      #expect(mapped.isNullable == member.type.isNullable, "\(field.name)")
      #expect(
        sample.typescript(mapped.name) == sample.typescript(member.type.name), "\(field.name)")
      let value = column.value ?? ""
      if let length = value.firstMatch(of: /\bString\((\d+)\)/) {
        #expect(Int(length.1) == input.bounds.maxLength, "\(field.name)")
      }
      if let digits = value.firstMatch(of: /\bNumeric\((\d+), (\d+)\)/) {
        #expect(Int(digits.1) == input.bounds.maxDigits, "\(field.name)")
        #expect(Int(digits.2) == input.bounds.decimalPlaces, "\(field.name)")
      }
    }
  }

  @Test(
    "an enum has the same values in the model, the union and the contract",
    arguments: ContractCase.all)
  func enumerations(of sample: ContractCase) throws {
    let layers = try sample.layers()
    let fields = layers.entity.fields.filter { $0.type == .enumeration }
    #expect(layers.contract.enumerations.map(\.field) == fields.map(\.name))
    for enumeration in layers.contract.enumerations {
      let members = layers.model.members(of: enumeration.type)
      let values = members.compactMap(\.value).map(Self.string)
      #expect(!values.isEmpty && layers.types.unions[enumeration.type] == values)
      #expect(enumeration.values == values)
      let input = layers.contract.creates.first { $0.name == enumeration.field }
      #expect(input?.bounds.values == values)
    }
  }

  @Test(
    "the list takes the queries that the contract names, of the same types",
    arguments: ContractCase.all)
  func queries(of sample: ContractCase) throws {
    let layers = try sample.layers()
    let queries = layers.contract.queries
    let list = try #require(
      layers.router.endpoints.first { $0.method == "GET" && $0.path.isEmpty })
    let taken = list.parameters.filter { $0.name != "session" }
    #expect(taken.map(\.name) == queries.names)
    for filter in queries.filters {
      let parameter = try #require(taken.first { $0.name == filter.name })
      let plain = parameter.annotation.replacing(/Annotated\[(.*?),.*\]/) { String($0.1) }
      let type = PythonReading.Member(name: "", annotation: plain, value: nil).type
      #expect(sample.typescript(type.name) == filter.typescript && type.isNullable)
      #expect(layers.contract.members.contains { $0.wire == filter.wire && $0.name == filter.name })
    }
    let sorted = layers.crud.constants["SORTABLE"] ?? ""
    #expect(
      sorted.matches(of: /"([^"]*)"/).map { String($0.1) }
        == queries.sorts.map { $0.name.replacing("_", with: "") })
    #expect(
      queries.sorts.allSatisfy { sort in
        layers.contract.members.contains { $0.name == sort.name && $0.wire == sort.wire }
      })
    let sort = taken.first { $0.name == "sort" }?.value
    #expect(sort.map(Self.string) == queries.defaultSort)
  }

  @Test(
    "each endpoint has one handler that calls it, and no handler calls anything else",
    arguments: ContractCase.all)
  func routes(of sample: ContractCase) throws {
    let layers = try sample.layers()
    #expect(layers.contract.paths.upstream == layers.prefix)
    let endpoints = layers.router.endpoints.map { endpoint in
      let path = endpoint.path.replacing(/\{\w+\}/, with: "[id]")
      return "\(endpoint.method) \(layers.prefix + path)"
    }
    var called: [String] = []
    for (address, module) in layers.routes {
      for (method, segments) in module.handlers {
        let path = segments.map { $0 == "id" ? "[id]" : Self.string($0) }
        let target = ([module.prefix] + path).joined(separator: "/")
        called.append("\(method) \(target)")
        // The frontend's address ends as the backend's does.
        let tail = target.dropFirst(layers.prefix.count)
        #expect(address == layers.contract.paths.route + tail)
      }
    }
    #expect(!called.isEmpty && called.sorted() == endpoints.sorted())
    #expect(layers.contract.operations.count == endpoints.count)
  }

  // MARK: What follows from the schemas

  private func expected(
    _ members: [PythonReading.Member], _ sample: ContractCase, hasDefaults: Bool = false
  ) -> [TypeScriptReading.Member] {
    members.map { member in
      let type = member.type
      let keywords = PythonReading.keywords(of: member.value ?? "", "Field")
      let isCall = member.value?.hasPrefix("Field(") ?? false
      let hasDefault =
        isCall
        ? keywords["default"] != nil || keywords["default_factory"] != nil : member.value != nil
      return TypeScriptReading.Member(
        name: Self.camel(member.name),
        type: sample.typescript(type.name) + (type.isNullable ? " | null" : ""),
        isOptional: hasDefaults && hasDefault)
    }
  }

  private static func camel(_ name: String) -> String {
    let words = name.split(separator: "_")
    return words[0] + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  /// The text of a literal of Python or TypeScript.
  private static func string(_ literal: String) -> String {
    if literal.hasPrefix("r\"") { return String(literal.dropFirst(2).dropLast()) }
    return literal.trimming("\"").replacing("\\\\", with: "\\")
  }
}
