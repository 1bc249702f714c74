extension Template {
  /// The class of an enum field.
  static let enumeration = Template(
    name: "fastapi/enum", version: 1,
    text: """
      class {{{name}}}(StrEnum):
      {{#members}}
          {{{member}}} = {{{value}}}
      {{/members}}
      """)

  /// The model class.
  static let model = Template(
    name: "fastapi/model", version: 1,
    text: """
      class {{{name}}}({{{base}}}):
      {{#table}}
          __tablename__ = "{{{table}}}"

      {{/table}}
      {{#columns}}
      {{{.}}}
      {{/columns}}
      {{#hasRelationships}}

      {{#relationships}}
      {{{.}}}
      {{/relationships}}
      {{/hasRelationships}}
      """)

  /// A model in a file of its own.
  static let modelFile = Template(
    name: "fastapi/model-file", version: 1,
    text: """
      {{#imports}}
      {{{.}}}
      {{/imports}}
      {{#classes}}


      {{{.}}}
      {{/classes}}

      """)
}
