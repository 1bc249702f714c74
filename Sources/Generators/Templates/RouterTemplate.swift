extension Template {
  /// The router.
  static let router = Template(
    name: "fastapi/router", version: 1,
    text: """
      {{#imports}}
      {{{.}}}
      {{/imports}}

      {{{routerLine}}}

      {{#ownMaximum}}
      # The greatest value of an INTEGER column.
      INT_MAX = 2_147_483_647

      {{/ownMaximum}}
      NOT_FOUND: dict[int | str, Any] = {404: {"description": "No such {{{label}}}"}}
      CONFLICT: dict[int | str, Any] = {409: {"description": "Conflicts with other data"}}

      {{#aliases}}
      {{{.}}}
      {{/aliases}}
      {{#hasAliases}}

      {{/hasAliases}}

      async def get_existing(
          {{{idParameter}}},
          session: {{{session}}},
      ) -> {{{pascal}}}:
          {{{row}}} = await crud.get_{{{name}}}(session, {{{name}}}_id)
          if {{{row}}} is None:
              raise {{{notFound}}}
          return {{{row}}}


      Existing = Annotated[{{{pascal}}}, Depends(get_existing)]


      @asynccontextmanager
      {{#unique}}
      async def committed(
          session: AsyncSession,
          data: {{{pascal}}}Create | {{{pascal}}}Update{{#hardDelete}} | None = None{{/hardDelete}},
          {{{name}}}_id: {{{keyType}}} | None = None,
      ) -> AsyncIterator[None]:
      {{/unique}}
      {{^unique}}
      async def committed(session: AsyncSession) -> AsyncIterator[None]:
      {{/unique}}
          \"\"\"Commits before the response is sent; what the database refuses is a 409.\"\"\"
          try:
              yield
              await session.{{{commit}}}()
          except IntegrityError as error:
              await session.rollback()
      {{#unique}}
              reason = await crud.conflict(session, data, {{{name}}}_id)
      {{/unique}}
      {{^unique}}
              reason = "The {{{label}}} refers to something missing, or is itself referred to"
      {{/unique}}
              raise {{{conflictError}}} from error


      @router.get("")
      async def list_{{{plural}}}(
          session: {{{session}}},
          page: Annotated[int, Query(ge=1, le=INT_MAX)] = 1,
          per_page: Annotated[int, Query(ge=1, le=100)] = 20,
      {{#searches}}
          search: Annotated[str | None, Query(max_length=255)] = None,
      {{/searches}}
          sort: Annotated[str, Query(pattern=f"^-?({'|'.join(crud.SORTABLE)})$")] = "-{{{key}}}",
      {{#filters}}
          {{{name}}}: {{{type}}} = None,
      {{/filters}}
      ) -> {{{pascal}}}ListResponse:
          items, total = await crud.list_{{{plural}}}(session, page=page, per_page=per_page{{#searches}}, search=search{{/searches}}, sort=sort{{#filters}}, {{{name}}}={{{name}}}{{/filters}})
          return {{{pascal}}}ListResponse(
              items=[{{{pascal}}}Response.model_validate(item{{{reading}}}) for item in items],
              total=total,
              page=page,
              per_page=per_page,
              total_pages=ceil(total / per_page),
          )


      @router.post("", status_code=201, responses=CONFLICT)
      async def create_{{{name}}}(
          data: {{{pascal}}}Create,
          session: {{{session}}},
      {{#author}}
          current_user: CurrentUser,
      {{/author}}
      ) -> {{{pascal}}}Response:
          async with committed(session{{#unique}}, data{{/unique}}):
              {{{row}}} = await crud.create_{{{name}}}(session, data{{#author}}, current_user.{{{author}}}{{/author}})
              response = {{{pascal}}}Response.model_validate({{{row}}}{{{reading}}})
          return response
      {{#active}}


      @router.put("/status", status_code=204)
      async def set_active_many(
          data: {{{pascal}}}ActiveBulkUpdate,
          session: {{{session}}},
      {{#author}}
          current_user: CurrentUser,
      {{/author}}
      ) -> None:
          await crud.set_active(session, data.ids, data.is_active{{#author}}, current_user.{{{author}}}{{/author}})
      {{#commits}}
          await session.commit()
      {{/commits}}
      {{/active}}


      @router.get("/{{{idPath}}}", responses=NOT_FOUND)
      async def get_{{{name}}}({{{row}}}: Existing) -> {{{pascal}}}Response:
          return {{{pascal}}}Response.model_validate({{{row}}}{{{reading}}})


      @router.put("/{{{idPath}}}", responses=NOT_FOUND | CONFLICT)
      async def update_{{{name}}}(
          {{{row}}}: Existing,
          data: {{{pascal}}}Update,
          session: {{{session}}},
      {{#author}}
          current_user: CurrentUser,
      {{/author}}
      ) -> {{{pascal}}}Response:
          async with committed(session{{#unique}}, data, {{{row}}}.{{{key}}}{{/unique}}):
              {{{row}}} = await crud.update_{{{name}}}(session, {{{row}}}, data{{#author}}, current_user.{{{author}}}{{/author}})
              response = {{{pascal}}}Response.model_validate({{{row}}}{{{reading}}})
          return response
      {{#active}}


      @router.put("/{{{idPath}}}/status", responses=NOT_FOUND)
      async def set_active(
          {{{row}}}: Existing,
          data: {{{pascal}}}ActiveUpdate,
          session: {{{session}}},
      {{#author}}
          current_user: CurrentUser,
      {{/author}}
      ) -> {{{pascal}}}Response:
          changes = {{{pascal}}}Update(is_active=data.is_active)
          {{{row}}} = await crud.update_{{{name}}}(session, {{{row}}}, changes{{#author}}, current_user.{{{author}}}{{/author}})
          response = {{{pascal}}}Response.model_validate({{{row}}}{{{reading}}})
      {{#commits}}
          await session.commit()
      {{/commits}}
          return response
      {{/active}}


      @router.delete("/{{{idPath}}}", status_code=204, responses=NOT_FOUND{{#hardDelete}} | CONFLICT{{/hardDelete}})
      async def delete_{{{name}}}(
          {{{row}}}: Existing,
          session: {{{session}}},
      {{#deleteAuthor}}
          current_user: CurrentUser,
      {{/deleteAuthor}}
      ) -> None:
      {{#hardDelete}}
          async with committed(session):
              await crud.delete_{{{name}}}(session, {{{row}}})
      {{/hardDelete}}
      {{^hardDelete}}
          await crud.delete_{{{name}}}(session, {{{row}}}{{#deleteAuthor}}, current_user.{{{deleteAuthor}}}{{/deleteAuthor}})
      {{#commits}}
          await session.commit()
      {{/commits}}
      {{/hardDelete}}

      """)
}
