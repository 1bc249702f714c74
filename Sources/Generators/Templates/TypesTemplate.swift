extension Template {
  /// The types of an entity in TypeScript.
  static let types = Template(
    name: "nextjs/types", version: 1,
    text: """
      {{#imports}}
      {{{.}}}
      {{/imports}}
      {{#declarations}}
      {{#isSeparated}}

      {{/isSeparated}}
      {{#interface}}
      export interface {{{name}}} {
      {{#members}}
        {{{.}}};
      {{/members}}
      }
      {{/interface}}
      {{#lines}}
      {{{.}}}
      {{/lines}}
      {{/declarations}}

      """)
}
