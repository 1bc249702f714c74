extension Template {
  /// The schemas.
  static let schemas = Template(
    name: "fastapi/schemas", version: 1,
    text: """
      {{#imports}}
      {{{.}}}
      {{/imports}}

      {{#hasIntegers}}
      # The range of an INTEGER column.
      INT_MIN, INT_MAX = -2_147_483_648, 2_147_483_647

      {{/hasIntegers}}
      # The default of a field that may be left out and may not be null.
      UNSET: Any = None

      {{#readsMoments}}
      {{#writesMoments}}

      def _to_utc(value: {{{datetime}}}) -> {{{datetime}}}:
          \"\"\"A moment as the column keeps it: in UTC, without an offset.\"\"\"
          if value.tzinfo is None:
              return value
          try:
              return value.astimezone(UTC).replace(tzinfo=None)
          except OverflowError:
              raise ValueError("datetime is out of range") from None

      {{/writesMoments}}

      def _from_utc(value: {{{datetime}}}) -> {{{datetime}}}:
          return value.replace(tzinfo=UTC)


      {{/readsMoments}}
      {{#aliases}}
      {{{.}}}
      {{/aliases}}
      {{#ownBase}}


      class CamelModel(BaseModel):
          \"\"\"snake_case in Python, camelCase on the wire.\"\"\"

          model_config = ConfigDict(
              alias_generator=to_camel, populate_by_name=True, from_attributes=True
          )
      {{/ownBase}}


      class {{{pascal}}}Base({{{base}}}):
          \"\"\"What is written of {{{aLabel}}}.\"\"\"

      {{#written}}
      {{{.}}}
      {{/written}}


      class {{{pascal}}}Create({{{pascal}}}Base):
          \"\"\"A new {{{label}}}.\"\"\"
      {{#active}}

          is_active: bool = True
      {{/active}}


      class {{{pascal}}}Update({{{pascal}}}Base):
          \"\"\"Changes to {{{aLabel}}}; what is left out stays.\"\"\"
      {{#hasUpdated}}

      {{#updated}}
      {{{.}}}
      {{/updated}}
      {{/hasUpdated}}
      {{#active}}


      class {{{pascal}}}ActiveUpdate({{{base}}}):
          is_active: bool


      class {{{pascal}}}ActiveBulkUpdate({{{pascal}}}ActiveUpdate):
      {{#ids}}
      {{{.}}}
      {{/ids}}


      class {{{pascal}}}BulkResult({{{base}}}):
          updated: int
      {{/active}}
      {{#labels}}


      class {{{name}}}({{{base}}}):
          \"\"\"The {{{label}}} of {{{of}}}, as a label.\"\"\"

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
}
