extension Template {
  /// The router.
  static let router = Template(
    name: "fastapi/router", version: 1,
    text: """
      {{#imports}}
      {{{.}}}
      {{/imports}}

      {{#routerLines}}
      {{{.}}}
      {{/routerLines}}

      NOT_FOUND = {404: {"description": "No such {{{label}}}"}}
      {{#conflicts}}
      CONFLICT = {409: {"description": "{{{conflictText}}}"}}
      {{/conflicts}}
      {{#hardDelete}}
      IN_USE = {409: {"description": "Something refers to the {{{label}}}"}}
      {{/hardDelete}}

      {{#aliases}}
      {{{.}}}
      {{/aliases}}
      {{#hasAliases}}

      {{/hasAliases}}

      async def get_existing(
          {{{idParameter}}}, session: {{{session}}}
      ) -> {{{pascal}}}:
          {{{row}}} = await {{{crud}}}.get_{{{name}}}(session, {{{name}}}_id)
          if {{{row}}} is None:
              raise {{{notFound}}}
          return {{{row}}}


      Existing = Annotated[{{{pascal}}}, Depends(get_existing)]
      {{#conflicts}}


      @asynccontextmanager
      async def committed(
          session: {{{plainSession}}},
          data: {{{pascal}}}Create | {{{pascal}}}Update,
          {{{name}}}_id: {{{keyType}}} | None = None,
      ) -> AsyncIterator[None]:
          \"\"\"Commits before the response is sent; what the database refuses is a 409.\"\"\"
          try:
              yield
              await session.commit()
          except IntegrityError as error:
              await session.rollback()
              reason = await {{{crud}}}.conflict(session, data, {{{name}}}_id)
              raise {{{conflictError}}} from error
      {{/conflicts}}


      @router.get("")
      async def list_{{{plural}}}(
          session: {{{session}}},
          page: Annotated[int, Query(ge=1, le={{{intMax}}})] = 1,
          per_page: Annotated[int, Query(ge=1, le=100)] = 20,
      {{#searches}}
          search: Annotated[str | None, Query(max_length=255)] = None,
      {{/searches}}
          sort: Annotated[str, Query(pattern=f"^-?({'|'.join({{{crud}}}.SORTABLE)})$")] = "-{{{key}}}",
      {{#filters}}
          {{{name}}}: {{{type}}} | None = None,
      {{/filters}}
      ) -> {{{pascal}}}ListResponse:
          items, total = await {{{crud}}}.list_{{{plural}}}(
              session,
              page=page,
              per_page=per_page,
      {{#searches}}
              search=search,
      {{/searches}}
              sort=sort,
      {{#filters}}
              {{{name}}}={{{name}}},
      {{/filters}}
          )
          return {{{pascal}}}ListResponse(
              items=items,
              total=total,
              page=page,
              per_page=per_page,
              total_pages=ceil(total / per_page),
          )


      @router.post("", status_code=201{{#conflicts}}, responses=CONFLICT{{/conflicts}})
      {{#createHead}}
      {{{.}}}
      {{/createHead}}
      {{#conflicts}}
          async with committed(session, data):
              {{{row}}} = await {{{crud}}}.create_{{{name}}}(session, data{{{userArgument}}})
              response = {{{pascal}}}Response.model_validate({{{row}}})
          return response
      {{/conflicts}}
      {{^conflicts}}
          {{{row}}} = await {{{crud}}}.create_{{{name}}}(session, data{{{userArgument}}})
          response = {{{pascal}}}Response.model_validate({{{row}}})
          await session.commit()
          return response
      {{/conflicts}}
      {{#active}}


      @router.put("/status")
      {{#setManyHead}}
      {{{.}}}
      {{/setManyHead}}
          updated = await {{{crud}}}.set_active(session, data.ids, data.is_active{{{userArgument}}})
          await session.commit()
          return {{{pascal}}}BulkResult(updated=updated)
      {{/active}}


      @router.get("/{{=<% %>=}}{<%name%>_id}<%={{ }}=%>", responses=NOT_FOUND)
      async def get_{{{name}}}({{{row}}}: Existing) -> {{{pascal}}}Response:
          return {{{pascal}}}Response.model_validate({{{row}}})


      @router.put("/{{=<% %>=}}{<%name%>_id}<%={{ }}=%>", responses=NOT_FOUND{{#conflicts}} | CONFLICT{{/conflicts}})
      {{#updateHead}}
      {{{.}}}
      {{/updateHead}}
      {{#conflicts}}
          async with committed(session, data, {{{row}}}.{{{key}}}):
              {{{row}}} = await {{{crud}}}.update_{{{name}}}(session, {{{row}}}, data{{{userArgument}}})
              response = {{{pascal}}}Response.model_validate({{{row}}})
          return response
      {{/conflicts}}
      {{^conflicts}}
          {{{row}}} = await {{{crud}}}.update_{{{name}}}(session, {{{row}}}, data{{{userArgument}}})
          response = {{{pascal}}}Response.model_validate({{{row}}})
          await session.commit()
          return response
      {{/conflicts}}
      {{#active}}


      @router.put("/{{=<% %>=}}{<%name%>_id}<%={{ }}=%>/status", responses=NOT_FOUND)
      {{#setOneHead}}
      {{{.}}}
      {{/setOneHead}}
          changes = {{{pascal}}}Update(is_active=data.is_active)
          {{{row}}} = await {{{crud}}}.update_{{{name}}}(session, {{{row}}}, changes{{{userArgument}}})
          response = {{{pascal}}}Response.model_validate({{{row}}})
          await session.commit()
          return response
      {{/active}}


      @router.delete(
          "/{{=<% %>=}}{<%name%>_id}<%={{ }}=%>", status_code=204, responses=NOT_FOUND{{#hardDelete}} | IN_USE{{/hardDelete}}
      )
      {{#deleteHead}}
      {{{.}}}
      {{/deleteHead}}
      {{#hardDelete}}
          try:
              await {{{crud}}}.delete_{{{name}}}(session, {{{row}}})
              await session.commit()
          except IntegrityError as error:
              await session.rollback()
              raise {{{inUseError}}} from error
      {{/hardDelete}}
      {{^hardDelete}}
          await {{{crud}}}.delete_{{{name}}}(session, {{{row}}}{{{userArgument}}})
          await session.commit()
      {{/hardDelete}}

      """)
}
