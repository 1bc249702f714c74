extension Template {
  /// The CRUD functions.
  static let crud = Template(
    name: "fastapi/crud", version: 1,
    text: """
      {{#imports}}
      {{{.}}}
      {{/imports}}

      {{#constants}}
      {{{.}}}
      {{/constants}}


      async def list_{{{plural}}}(
          session: AsyncSession,
          *,
          page: int,
          per_page: int,
      {{#searches}}
          search: str | None = None,
      {{/searches}}
          sort: str = "-{{{key}}}",
      {{#filters}}
          {{{name}}}: {{{type}}} | None = None,
      {{/filters}}
      ) -> tuple[list[{{{pascal}}}], int]:
          \"\"\"One page of {{{pluralLabel}}}, and how many there are on all pages.\"\"\"
          conditions: list[ColumnElement[bool]] = [{{{alive}}}]
      {{#searches}}
          if search:
              conditions.append(
                  or_(*(column.icontains(search, autoescape=True) for column in SEARCHED))
              )
      {{/searches}}
      {{#filters}}
          if {{{name}}} is not None:
              conditions.append({{{pascal}}}.{{{name}}} == {{{name}}})
      {{/filters}}

          total = await session.scalar(select(func.count()).select_from({{{pascal}}}).where(*conditions))
          column = getattr({{{pascal}}}, sort.removeprefix("-"))
          {{{rows}}} = await session.scalars(
              select({{{pascal}}})
      {{#options}}
              .options({{{.}}})
      {{/options}}
              .where(*conditions)
              .order_by(column.desc() if sort.startswith("-") else column, {{{pascal}}}.{{{key}}})
              .offset((page - 1) * per_page)
              .limit(per_page)
          )
          return list({{{rows}}}), total or 0


      async def get_{{{name}}}(session: AsyncSession, {{{name}}}_id: {{{keyType}}}) -> {{{pascal}}} | None:
          return await session.scalar(select({{{pascal}}}){{#options}}.options({{{.}}}){{/options}}.where({{{pascal}}}.{{{key}}} == {{{name}}}_id{{#alive}}, {{{alive}}}{{/alive}}))


      async def create_{{{name}}}(
          session: AsyncSession,
          data: {{{pascal}}}Create,
      {{#userType}}
          user_id: {{{userType}}},
      {{/userType}}
      ) -> {{{pascal}}}:
          {{{row}}} = {{{pascal}}}(**data.model_dump(){{#userType}}, created_by=user_id, updated_by=user_id{{/userType}})
          session.add({{{row}}})
          return await _written(session, {{{row}}})


      async def update_{{{name}}}(
          session: AsyncSession,
          {{{row}}}: {{{pascal}}},
          data: {{{pascal}}}Update,
      {{#userType}}
          user_id: {{{userType}}},
      {{/userType}}
      ) -> {{{pascal}}}:
          for field_name, field_value in data.model_dump(exclude_unset=True).items():
              setattr({{{row}}}, field_name, field_value)
      {{#userType}}
          {{{row}}}.updated_by = user_id
      {{/userType}}
          return await _written(session, {{{row}}})


      async def delete_{{{name}}}(
          session: AsyncSession,
          {{{row}}}: {{{pascal}}},
      {{#softDelete}}
      {{#userType}}
          user_id: {{{userType}}},
      {{/userType}}
      {{/softDelete}}
      ) -> None:
      {{#softDelete}}
          \"\"\"Marks the {{{label}}} as deleted; the row stays{{#unique}}, and keeps its unique values{{/unique}}.\"\"\"
          {{{markDeleted}}}
      {{#userType}}
          {{{row}}}.updated_by = user_id
      {{/userType}}
      {{/softDelete}}
      {{^softDelete}}
          await session.delete({{{row}}})
      {{/softDelete}}
          await session.flush()
      {{#active}}


      async def set_active(
          session: AsyncSession,
          ids: list[{{{keyType}}}],
          is_active: bool,
      {{#userType}}
          user_id: {{{userType}}},
      {{/userType}}
      ) -> None:
          \"\"\"Sets the status of those {{{pluralLabel}}} that are there.\"\"\"
          await session.execute(update({{{pascal}}}).where({{{pascal}}}.{{{key}}}.in_(ids){{#alive}}, {{{alive}}}{{/alive}}).values(is_active=is_active{{#userType}}, updated_by=user_id{{/userType}}).execution_options(synchronize_session=False))
      {{/active}}
      {{#unique}}


      async def conflict(
          session: AsyncSession,
          data: {{{pascal}}}Create | {{{pascal}}}Update{{^softDelete}} | None = None{{/softDelete}},
          {{{name}}}_id: {{{keyType}}} | None = None,
      ) -> str:
          \"\"\"Why the database refused the data.\"\"\"
          for name in UNIQUE:
              value = getattr(data, name{{^softDelete}}, None{{/softDelete}})
              if value is None:
                  continue
              {{{found}}} = await session.scalar(
                  select({{{selected}}}).where(
                      getattr({{{pascal}}}, name) == value,
                      {{{pascal}}}.{{{key}}}.is_distinct_from({{{name}}}_id),
                  )
              )
              if {{{found}}} is not None:
      {{#softDelete}}
                  holder = "a deleted {{{label}}}" if is_deleted else "another {{{label}}}"
                  return f"{name} is taken by {holder}"
      {{/softDelete}}
      {{^softDelete}}
                  return f"{name} is taken by another {{{label}}}"
      {{/softDelete}}
          return "The {{{label}}} refers to something missing, or is itself referred to"
      {{/unique}}


      async def _written(
          session: AsyncSession,
          {{{row}}}: {{{pascal}}},
      ) -> {{{pascal}}}:
          \"\"\"The {{{label}}} as the database has it now.\"\"\"
          await session.flush()
          await session.refresh({{{row}}})
      {{#refreshed}}
          await session.refresh({{{row}}}, {{{.}}})
      {{/refreshed}}
          return {{{row}}}

      """)
}
