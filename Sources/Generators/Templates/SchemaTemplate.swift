extension Template {
  /// The schemas.
  static let schemas = Template(
    name: "fastapi/schemas", version: 1,
    text: """
      {{#imports}}
      {{{.}}}
      {{/imports}}

      {{#hasMinimum}}
      # The range of an INTEGER column.
      INT_MIN, INT_MAX = -2_147_483_648, 2_147_483_647
      {{/hasMinimum}}
      {{^hasMinimum}}
      # The greatest value of an INTEGER column.
      INT_MAX = 2_147_483_647
      {{/hasMinimum}}

      # The default of a field that may be left out but not be null.
      UNSET: Any = None
      {{#writesMoments}}


      def _to_utc(value: {{{datetime}}}) -> {{{datetime}}}:
          \"\"\"A moment as its column keeps it: in UTC, without an offset.\"\"\"
          if value.tzinfo is None:
              return value
          try:
              return value.astimezone(UTC).replace(tzinfo=None)
          except OverflowError:
              raise ValueError("datetime is out of range") from None
      {{/writesMoments}}
      {{#readsMoments}}


      def _from_utc(value: {{{datetime}}}) -> {{{datetime}}}:
          return value.replace(tzinfo=UTC)
      {{/readsMoments}}
      {{#hasObjects}}


      def _fits(value: Any, levels: int) -> bool:
          if isinstance(value, dict):
              value = list(value.values())
          if not isinstance(value, list):
              return True
          return levels > 0 and all(_fits(child, levels - 1) for child in value)


      def _to_json(value: dict[str, Any]) -> dict[str, Any]:
          \"\"\"An object as every database keeps it: valid text, at most 31 levels deep.\"\"\"
          if not _fits(value, 31):
              raise ValueError("object is nested too deeply")
          json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
          return value
      {{/hasObjects}}
      {{#hasAliases}}

      {{#hasFunctions}}

      {{/hasFunctions}}
      {{#aliases}}
      {{{.}}}
      {{/aliases}}
      {{/hasAliases}}
      {{#ownBase}}


      class CamelModel(BaseModel):
          \"\"\"snake_case in Python, camelCase on the wire.\"\"\"

          model_config = ConfigDict(
              alias_generator=to_camel, populate_by_name=True, from_attributes=True
          )
      {{/ownBase}}


      class {{{pascal}}}Base({{{base}}}):
      {{#written}}
      {{{.}}}
      {{/written}}


      class {{{pascal}}}Create({{{pascal}}}Base):
          \"\"\"A new {{{label}}}.\"\"\"


      class {{{pascal}}}Update({{{pascal}}}Base):
          \"\"\"Changes to {{{aLabel}}}; what is left out stays as it is.\"\"\"
      {{#hasUpdated}}

      {{#updated}}
      {{{.}}}
      {{/updated}}
      {{/hasUpdated}}
      {{#active}}


      class {{{pascal}}}ActiveUpdate({{{base}}}):
          is_active: StrictBool


      class {{{pascal}}}ActiveBulkUpdate({{{pascal}}}ActiveUpdate):
      {{#ids}}
      {{{.}}}
      {{/ids}}
      {{/active}}
      {{#labels}}


      class {{{name}}}({{{base}}}):
      {{#lines}}
      {{{.}}}
      {{/lines}}
      {{/labels}}


      class {{{pascal}}}Response({{{base}}}):
      {{#read}}
      {{{.}}}
      {{/read}}


      class {{{pascal}}}ListResponse({{{base}}}):
          items: list[{{{pascal}}}Response]
          total: int
          page: int
          per_page: int
          total_pages: int

      """)

  /// The class that schemas derive from in a project without one.
  static let schemaBase = Template(
    name: "fastapi/schema-base", version: 1,
    text: """
      class CamelModel(BaseModel):
          \"\"\"snake_case in Python, camelCase on the wire.\"\"\"

          model_config = ConfigDict(
              alias_generator=to_camel, populate_by_name=True, from_attributes=True
          )

      """)
}
