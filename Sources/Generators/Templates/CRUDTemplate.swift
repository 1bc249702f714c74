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
          conditions{{{conditionsType}}} = [{{{alive}}}]
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

          total = await session.scalar(
              select(func.count()).select_from({{{pascal}}}).where(*conditions)
          )
          column = getattr({{{pascal}}}, sort.removeprefix("-"))
          {{{rows}}} = await session.scalars(
              select({{{pascal}}})
      {{#hasOptions}}
      {{#options}}
              {{{.}}}
      {{/options}}
      {{/hasOptions}}
              .where(*conditions)
              .order_by(column.desc() if sort.startswith("-") else column, {{{pascal}}}.{{{key}}})
              .offset((page - 1) * per_page)
              .limit(per_page)
          )
          return list({{{rows}}}), total or 0


      {{#getHead}}
      {{{.}}}
      {{/getHead}}
          return await session.scalar(
              select({{{pascal}}})
      {{#options}}
              {{{.}}}
      {{/options}}
      {{#getWhere}}
              {{{.}}}
      {{/getWhere}}
          )


      {{#createHead}}
      {{{.}}}
      {{/createHead}}
          {{{row}}} = {{{pascal}}}(**data.model_dump(){{{createdBy}}})
          session.add({{{row}}})
          return await _written(session, {{{row}}})


      {{#updateHead}}
      {{{.}}}
      {{/updateHead}}
          for name, value in data.model_dump(exclude_unset=True).items():
              setattr({{{row}}}, name, value)
      {{#author}}
          {{{row}}}.updated_by = user_id
      {{/author}}
          return await _written(session, {{{row}}})


      {{#deleteHead}}
      {{{.}}}
      {{/deleteHead}}
      {{#softDelete}}
          \"\"\"Marks the {{{label}}} as deleted; the row stays, and keeps its unique values.\"\"\"
          {{{markDeleted}}}
      {{#author}}
          {{{row}}}.updated_by = user_id
      {{/author}}
      {{/softDelete}}
      {{^softDelete}}
          await session.delete({{{row}}})
      {{/softDelete}}
          await session.flush()
      {{#active}}


      {{#setActiveHead}}
      {{{.}}}
      {{/setActiveHead}}
          \"\"\"Sets the status of these {{{pluralLabel}}}, and says how many there were.\"\"\"
          result = await session.execute(
              update({{{pascal}}})
      {{#setActiveWhere}}
              {{{.}}}
      {{/setActiveWhere}}
              .values(is_active=is_active{{{setUpdatedBy}}})
              .execution_options(synchronize_session=False)
          )
          return result.rowcount
      {{/active}}
      {{#conflicts}}


      {{#conflictHead}}
      {{{.}}}
      {{/conflictHead}}
          \"\"\"Why the database refused the data.\"\"\"
      {{#unique}}
          for name in UNIQUE:
              value = getattr(data, name)
              if value is None:
                  continue
              {{{found}}} = await session.scalar(
      {{#foundSelect}}
                  {{{.}}}
      {{/foundSelect}}
              )
              if {{{found}}} is not None:
      {{#softDelete}}
                  holder = "a deleted {{{label}}}" if is_deleted else "another {{{label}}}"
                  return f"{name} is held by {holder}"
      {{/softDelete}}
      {{^softDelete}}
                  return f"{name} is held by another {{{label}}}"
      {{/softDelete}}
      {{/unique}}
          return "The {{{label}}} refers to something that does not exist"
      {{/conflicts}}


      async def _written(session: AsyncSession, {{{row}}}: {{{pascal}}}) -> {{{pascal}}}:
          \"\"\"The {{{label}}} as the database has it now.\"\"\"
          await session.flush()
          await session.refresh({{{row}}})
      {{#refreshed}}
          await session.refresh({{{row}}}, {{{.}}})
      {{/refreshed}}
          return {{{row}}}

      """)
}
