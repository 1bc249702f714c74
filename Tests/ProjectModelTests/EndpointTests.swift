import Patch
import ProjectModel
import Testing

@Suite struct EndpointTests {
  /// The endpoints of a router whose module is given.
  private func endpoints(
    _ router: String, _ others: [(StaticString, String)] = []
  ) throws -> [EndpointFinding] {
    let main = """
      from fastapi import FastAPI
      from api.items import router

      app = FastAPI()
      app.include_router(router)

      """
    let backend = try Detection.detect(
      in: tree([("main.py", main), ("api/items.py", router)] + others)
    ).backend()
    return try #require(backend.routers.first { $0.path == "api/items.py" }).endpoints
  }

  @Test("a router that somebody wrote says what it offers")
  func handwritten() throws {
    let backend = try Detection.detect(in: try shop()).backend()
    let router = try #require(
      backend.routers.first { $0.path.description.hasSuffix("category_router.py") })
    #expect(router.endpoints.map(\.method) == ["GET", "GET", "POST", "DELETE"])
    #expect(router.endpoints.map(\.path) == ["", "/{category_id}", "", "/{category_id}"])
    #expect(router.endpoints.map(\.status) == [200, 200, 201, 204])
    #expect(
      router.endpoints.map(\.response) == [
        "CategoryListResponse", "CategoryResponse", "CategoryResponse", nil,
      ])
    #expect(router.endpoints[0].function == "list_categories")
    #expect(router.endpoints[0].line == 24)
    #expect(router.endpoints.map(\.queries) == [["page", "per_page"], [], [], []])
  }

  @Test("query parameters are those FastAPI takes from the query")
  func queries() throws {
    let router = """
      from enum import StrEnum
      from typing import Annotated, Literal, Optional

      from fastapi import APIRouter, BackgroundTasks, Body, Header, Query, Request
      from pydantic import BaseModel

      router = APIRouter(prefix="/items")
      Text = Annotated[str, Query(max_length=10)]
      Direction = Literal["asc", "desc"]


      class Kind(StrEnum):
          A = "a"


      class Item(BaseModel):
          name: str


      @router.post("/{item_id}/{rest:path}", status_code=status.HTTP_202_ACCEPTED)
      async def change(
          request: Request, item_id: int, rest: str, tasks: BackgroundTasks, item: Item,
          plain: int, maybe: Optional[str] = None, either: bool | None = None, kind: Kind = Kind.A,
          way: Direction = "asc", text: Text = "", named: int = Query(1, alias="pageSize"),
          many: Annotated[list[int], Query()] = [], values: list[int] = [],
          agent: Annotated[str, Header()] = "", flag: bool = Body(False), bare=None,
      ):
          return None

      """
    let found = try endpoints(router)
    #expect(
      found.first?.queries == [
        "plain", "maybe", "either", "kind", "way", "text", "pageSize", "many", "bare",
      ])
    #expect(found.first?.status == 202)
    #expect(found.first?.response == nil)
  }

  @Test("query parameters of dependencies and of parameter classes count")
  func dependencies() throws {
    let paging = """
      from dataclasses import dataclass

      from fastapi import Query
      from pydantic import BaseModel


      def paging(page: int = 1, per_page: int = Query(20, le=100)):
          return page, per_page


      @dataclass
      class Sorting:
          sort: str = "id"
          descending: bool = False


      class Base(BaseModel):
          search: str | None = None


      class Filters(Base):
          model_config = {"extra": "forbid"}

          brand_id: int | None = None


      class Old:
          def __init__(self, since: str = ""):
              self.since = since

      """
    let router = """
      from typing import Annotated

      from fastapi import APIRouter, Depends, Query

      from api import paging
      from api.paging import Filters, Old, Sorting

      router = APIRouter()


      @router.get("/a", response_model=list[int])
      async def read(
          pages: Annotated[tuple, Depends(paging.paging)], sorting: Annotated[Sorting, Depends()],
          filters: Annotated[Filters, Query()], old: Old = Depends(),
      ) -> object:
          return []

      """
    let found = try endpoints(router, [("api/paging.py", paging)])
    #expect(
      found.first?.queries == [
        "page", "per_page", "sort", "descending", "search", "brand_id", "since",
      ])
    #expect(found.first?.response == "list[int]")
  }

  @Test("routes are found by api_route, add_api_route and in other files of the router")
  func registrations() throws {
    let router = """
      from fastapi import APIRouter

      router = APIRouter(prefix="/items")
      ROOT = "/all"


      @router.api_route(ROOT, methods=["GET", "post"])
      def all():
          return None


      def one(item_id: int):
          return None


      router.add_api_route("/{item_id}", one, methods=["PUT"])

      """
    let more = """
      from api.items import router


      @router.delete(path="/{item_id}", status_code=204)
      def remove(item_id: int) -> None:
          return None

      """
    let found = try endpoints(
      router, [("api/more.py", more.replacing("from api", with: "import fastapi\nfrom api"))])
    #expect(
      found.map { "\($0.method) \($0.path) \($0.function)" } == [
        "GET /all all", "POST /all all", "PUT /{item_id} one", "DELETE /{item_id} remove",
      ])
  }
}
