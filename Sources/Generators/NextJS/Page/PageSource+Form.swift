internal import ProjectModel

// What the form holds, its fields, and the form itself.
extension PageSource {
  // MARK: Schema

  struct SchemaView {
    var names: PageNames
    var imports: [String]
    var zod: Bool
    var hook: Bool
    var schema: String
    var constant: String
    var adds: Bool
    var edits: Bool
    var fields: [SchemaField]
    var created: [SchemaField]
    var updated: [SchemaField]
    var isSame: Bool
    var ruled: [SchemaField]
    var usesOptional: Bool
    var readsMoments: Bool
    var sendsMoments: Bool
    var hasRules: Bool
    var hasTypeRules: Bool
    var usesLeast: Bool
    var usesMost: Bool
    var usesBounds: Bool
    var required: Bool
    var minLength: Bool
    var maxLength: Bool
    var pattern: Bool
    var integer: Bool
    var number: Bool
    var decimal: Bool
    var minimum: Bool
    var maximum: Bool
    var moment: Bool
    var day: Bool
    var uuid: Bool
    var jsonObject: Bool
  }

  struct SchemaField {
    var wire, type, initial, fromRow, sent, rules: String
    var zodType: [String]

    init(_ field: PageField) {
      wire = field.wire
      type = field.isSwitch ? "boolean" : "string"
      initial = field.initial
      fromRow = field.fromRow
      sent = field.sent
      rules = field.rules.joined(separator: ", ")
      zodType = Self.zodType(of: field)
    }

    /// The member of the schema. A chain of more than two calls has a line for each.
    private static func zodType(of field: PageField) -> [String] {
      if field.isSwitch { return ["  \(field.wire): z.boolean(),"] }
      let calls = [".string()"] + field.rules.map { ".refine(...\($0))" }
      guard calls.count > 2 else { return ["  \(field.wire): z\(calls.joined()),"] }
      var lines = ["  \(field.wire): z"] + calls.map { "    " + $0 }
      lines[lines.count - 1] += ","
      return lines
    }
  }

  var schemaView: SchemaView {
    let fields = page.fields
    let rules = Set(fields.flatMap(\.rules))
    func uses(_ rule: String) -> Bool {
      rules.contains { $0 == rule || $0.hasPrefix(rule + "(") }
    }
    let all = fields.map(SchemaField.init)
    let created = fields.filter(\.isInCreate)
    let updated = fields.filter(\.isInUpdate)
    let shown =
      (page.does(.add) ? fields.map(\.initial) : [])
      + (page.does(.edit) ? fields.map(\.fromRow) : [])
    let readsMoments = shown.contains { $0.contains("toLocalTime(") }
    let sent = (page.does(.add) ? created : []) + (page.does(.edit) ? updated : [])
    return SchemaView(
      names: page.names, imports: schemaImports(fields), zod: page.dialect.hasZod,
      hook: page.dialect.hasHookForm, schema: schema, constant: constant, adds: page.does(.add),
      edits: page.does(.edit), fields: all, created: created.map(SchemaField.init),
      updated: updated.map(SchemaField.init),
      isSame: page.does(.add) && created.map(\.wire) == updated.map(\.wire),
      ruled: fields.filter { !$0.rules.isEmpty }.map(SchemaField.init),
      usesOptional: sent.contains { $0.sent.contains("optional(") },
      readsMoments: readsMoments,
      sendsMoments: sent.contains { $0.sent.contains("toUtc") },
      hasRules: !rules.isEmpty, hasTypeRules: rules.contains { $0 != "required" },
      usesLeast: rules.contains { $0.contains("INT_MIN") },
      usesMost: rules.contains { $0.contains("INT_MAX") },
      usesBounds: rules.contains { $0.contains("INT_M") }, required: uses("required"),
      minLength: uses("minLength"), maxLength: uses("maxLength"), pattern: uses("pattern"),
      integer: uses("integer"), number: uses("number"), decimal: uses("decimal"),
      minimum: uses("minimum"), maximum: uses("maximum"), moment: uses("moment"),
      day: uses("day"), uuid: uses("uuid"), jsonObject: uses("jsonObject"))
  }

  private func schemaImports(_ fields: [PageField]) -> [String] {
    var imports = PageImports()
    if page.dialect.hasZod { imports.add("zod", "z") }
    addTypes(
      (page.does(.edit) ? [page.names.typeImport] : [])
        + (page.does(.add) ? [page.names.pascal + "Create"] : [])
        + (page.does(.edit) ? [page.names.pascal + "Update"] : [])
        + fields.compactMap(\.importedType), to: &imports, in: .schema)
    return imports.lines
  }

  // MARK: Fields

  struct FieldsView {
    var names: PageNames
    var css: [String: String]
    var ui: PageControls
    var imports: [String]
    var hook: Bool
    var form: String
    var state: [String]
    var value: String
    var set: String
    var hasText: Bool
    var hasSelect: Bool
    var hasSwitch: Bool
    var hasFrame: Bool
    var id: String
    var open = "{"
    var close = "}"
  }

  var fieldsView: FieldsView {
    let components = Set(page.fields.map(\.component))
    let hook = page.dialect.hasHookForm
    return FieldsView(
      names: page.names, css: css, ui: ui, imports: fieldImports(components), hook: hook,
      form: hook
        ? "UseFormReturn<Values>" : "\(page.names.pascal)FormState",
      state: hook
        ? [
          "const { control } = form;",
          "const { field, fieldState } = useController({ control, name });",
          "const error = fieldState.error?.message;",
        ] : ["const error = form.errors[name];"],
      value: hook ? "field.value" : "form.values[name]",
      set: hook ? "field.onChange(" : "form.set(name, ",
      hasText: components.contains("TextField"), hasSelect: components.contains("SelectField"),
      hasSwitch: components.contains("SwitchField"), hasFrame: components != ["SwitchField"],
      id: page.contract.names.snake.replacing("_", with: "-"))
  }

  private func fieldImports(_ components: Set<String>) -> [String] {
    let modules = modules(for: .fields)
    let names = page.names
    var imports = imports(for: .fields)
    let hasText = components.contains("TextField")
    let hasSelect = components.contains("SelectField")
    if hasText || hasSelect { imports.add("react", "type ReactNode") }
    add(
      (hasText ? [.input, .textarea] : []) + (hasSelect ? [.select] : [])
        + (components.contains("SwitchField") ? [.switch] : []) + [.label], to: &imports)
    if hasSelect { imports.add(modules.client, "type SelectOption") }
    imports.add("./" + modules.schema, "type \(names.pascal)FormValues")
    if page.dialect.hasHookForm {
      imports.add("react-hook-form", "type UseFormReturn", "useController")
    } else {
      imports.add("./" + modules.schema, "type \(names.pascal)FormErrors")
    }
    return imports.lines
  }

  // MARK: Form

  struct FormView {
    var names: PageNames
    var css: [String: String]
    var ui: PageControls
    var imports: [String]
    var hook: Bool
    var schema: String
    var hasModes: Bool
    var options: String
    var hasOptions: Bool
    var fields: [String]
  }

  /// Whether adding and changing take different fields.
  var hasModes: Bool {
    page.does(.add) && page.does(.edit)
      && page.fields.contains { $0.isInCreate != $0.isInUpdate }
  }

  var formView: FormView {
    let options = page.contract.references.filter { reference in
      page.lists(reference) && page.fields.contains { $0.wire == reference.wire }
    }.map(page.options)
    return FormView(
      names: page.names, css: css, ui: ui, imports: formImports(hasOptions: !options.isEmpty),
      hook: page.dialect.hasHookForm, schema: schema, hasModes: hasModes,
      options: options.joined(separator: ", "), hasOptions: !options.isEmpty,
      fields: page.fields.map(line))
  }

  private func line(_ field: PageField) -> String {
    let attributes =
      ["form={form}", "name=\"\(field.wire)\"", "label=\"\(field.label)\""]
      + (field.isRequired ? ["required"] : []) + field.attributes
    let element = "<\(field.component) \(attributes.joined(separator: " ")) />"
    guard hasModes, field.isInCreate != field.isInUpdate else { return "      " + element }
    return "      {mode === \"\(field.isInCreate ? "add" : "edit")\" && \(element)}"
  }

  private func formImports(hasOptions: Bool) -> [String] {
    let modules = modules(for: .form)
    let names = page.names
    let fields = page.fields
    var imports = imports(for: .form)
    let schemaModule = "./" + modules.schema
    imports.add("./fields", Set(fields.map(\.component)).sorted())
    if page.dialect.hasHookForm {
      imports.add("@hookform/resolvers/zod", "zodResolver")
      imports.add("react-hook-form", "useForm")
      imports.add(schemaModule, schema, "type \(names.pascal)FormValues")
    } else {
      imports.add("react", "useState", "type FormEvent")
      imports.add("./fields", "fieldId", "type \(names.pascal)FormState")
      imports.add(
        schemaModule, "validate\(names.pascal)", "type \(names.pascal)FormErrors",
        "type \(names.pascal)FormValues")
    }
    add([.button], to: &imports)
    imports.add(modules.client, "ApiError", "errorMessage")
    if hasOptions { imports.add(contextModule(modules), useHook) }
    for field in fields {
      // The choices that are known beforehand are constants.
      for attribute in field.attributes
      where attribute.hasPrefix("options={")
        && attribute.dropFirst(9).allSatisfy({ !$0.isLowercase })
      {
        let name = attribute.dropFirst("options={".count).dropLast()
        imports.add(queryModule(modules), String(name))
      }
    }
    return imports.lines
  }
}
