extension Template {
  /// The test module.
  static let tests = Template(
    name: "fastapi/tests", version: 1,
    text: """
      {{#imports}}
      {{{.}}}
      {{/imports}}

      URL = "{{{url}}}"


      def {{{row}}}(**changes: Any) -> dict[str, Any]:
          return {
      {{#values}}
              "{{{name}}}": {{{value}}},
      {{/values}}
          } | changes


      @pytest.fixture
      def client(tmp_path):
          engine = create_async_engine(
              f"sqlite+aiosqlite:///{tmp_path}/test.db", poolclass=NullPool
          )
          sessions = async_sessionmaker(engine, expire_on_commit=False)

          async def create_tables():
              async with engine.begin() as connection:
                  await connection.run_sync({{{base}}}.metadata.create_all)

          async def get_test_session():
              async with sessions() as session:
                  yield session

          asyncio.run(create_tables())
          app.dependency_overrides[{{{session}}}] = get_test_session
      {{#user}}
          app.dependency_overrides[{{{dependency}}}] = lambda: {{{type}}}({{{key}}})
      {{/user}}
          yield TestClient(app)
          app.dependency_overrides.clear()


      def test_create_and_read(client):
          created = client.post(URL, json={{{row}}}())
          assert created.status_code == 201
          body = created.json()
          assert body | {{{row}}}() == body

          assert client.get(f"{URL}/{body['{{{key}}}']}").json() == body
          listed = client.get(URL, params={"per_page": 5}).json()
          assert listed == {
              "items": [body],
              "total": 1,
              "page": 1,
              "perPage": 5,
              "totalPages": 1,
          }


      def test_search_sort_and_filter(client):
          client.post(URL, json={{{row}}}())
      {{#found}}
      {{{.}}}
      {{/found}}
              assert client.get(URL, params=params).json()["total"] == 1
      {{#hasMissed}}
      {{#missed}}
      {{{.}}}
      {{/missed}}
              assert client.get(URL, params=params).json()["total"] == 0
      {{/hasMissed}}
          assert client.get(URL, params={"sort": "nothing"}).status_code == 422
          assert client.get(URL, params={"page": 10**30}).status_code == 422
      {{#change}}


      def test_update(client):
          body = client.post(URL, json={{{row}}}()).json()
          url = f"{URL}/{body['{{{key}}}']}"
          updated = client.put(url, json={"{{{name}}}": {{{value}}}})
          assert updated.status_code == 200
      {{#audit}}
          assert updated.json() == body | {
              "{{{name}}}": {{{value}}},
              "updatedAt": updated.json()["updatedAt"],
          }
      {{/audit}}
      {{^audit}}
          assert updated.json() == body | {"{{{name}}}": {{{value}}}}
      {{/audit}}
      {{#refusesNull}}
          assert client.put(url, json={"{{{name}}}": None}).status_code == 422
      {{/refusesNull}}
      {{/change}}
      {{#active}}


      def test_status(client):
          body = client.post(URL, json={{{row}}}()).json()
          changed = client.put(f"{URL}/{body['{{{key}}}']}/status", json={"isActive": False})
          assert changed.json()["isActive"] is False
          changed = client.put(f"{URL}/status", json={"ids": [body["{{{key}}}"]], "isActive": True})
          assert changed.status_code == 204
          assert client.get(f"{URL}/{body['{{{key}}}']}").json()["isActive"] is True
      {{/active}}


      def test_delete(client):
          body = client.post(URL, json={{{row}}}()).json()
          url = f"{URL}/{body['{{{key}}}']}"
          assert client.delete(url).status_code == 204
          assert client.get(url).status_code == 404
          assert client.put(url, json={}).status_code == 404
          assert client.delete(url).status_code == 404
          assert client.get(URL).json()["total"] == 0
      {{#hasUnique}}


      @pytest.mark.parametrize(
          ("name", "change"),
          [
      {{#unique}}
              ("{{{name}}}", {{{change}}}),
      {{/unique}}
          ],
      )
      def test_unique_values(client, name, change):
          {{#keepsDeleted}}body = {{/keepsDeleted}}client.post(URL, json={{{row}}}()){{#keepsDeleted}}.json(){{/keepsDeleted}}
          clash = client.post(URL, json={{{row}}}(**change))
          assert clash.status_code == 409
          assert clash.json()["detail"] == f"{name} is taken by another {{{label}}}"
      {{#keepsDeleted}}

          client.delete(f"{URL}/{body['{{{key}}}']}")
          clash = client.post(URL, json={{{row}}}(**change))
          assert clash.json()["detail"] == f"{name} is taken by a deleted {{{label}}}"
      {{/keepsDeleted}}
      {{/hasUnique}}

      """)
}
