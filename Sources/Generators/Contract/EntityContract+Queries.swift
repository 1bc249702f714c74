package import ProjectModel

extension EntityContract {
  /// What the list can be asked; names as they stand in the query, in snake case.
  package struct Queries: Hashable, Sendable {
    /// What it answers.
    package var shape: ListShape
    /// Whether the page and its rows can be asked for.
    package var isPaged: Bool
    /// Whether it can be searched.
    package var searches: Bool
    /// The columns it can be sorted by; `-NAME` sorts downwards.
    package var sorts: [Sort]
    /// What it can be filtered by.
    package var filters: [Filter]
    /// The order when none is asked for; nil when it is not known.
    package var defaultSort: String?

    /// Whether it answers one page with its counts.
    package var isPage: Bool { shape == .page }

    /// The page, from 1.
    package static let page = "page"
    /// The rows of a page.
    package static let perPage = "per_page"
    /// The text that is searched for.
    package static let search = "search"
    /// The order.
    package static let sort = "sort"
    /// The rows of a page when none are asked for.
    package static let defaultPerPage = 20
    /// The most rows of a page.
    package static let maximumPerPage = 100

    /// Every name, in the order of the endpoint.
    package var names: [String] {
      (isPaged ? [Self.page, Self.perPage] : []) + (searches ? [Self.search] : [])
        + (sorts.isEmpty ? [] : [Self.sort]) + filters.map(\.name)
    }
  }

  /// What a list answers; names in Python.
  package enum ListShape: Hashable, Sendable {
    /// One page with its counts: `items`, `total`, `page`, `per_page`, `total_pages`.
    case page
    /// A bare array.
    case array
    /// An object with the rows in it, and perhaps their number.
    case object(items: String, total: String?)
  }

  /// A column that a list can be sorted by.
  package struct Sort: Hashable, Sendable {
    /// The name in the query: `name_en`.
    package var name: String
    /// The member it sorts by: `nameEn`.
    package var wire: String
  }

  /// A filter of a list.
  package struct Filter: Hashable, Sendable {
    /// The name in the query: `category_id`.
    package var name: String
    /// The member it looks at: `categoryId`.
    package var wire: String
    /// The type of its values.
    package var type: FieldType
    /// The type in TypeScript.
    package var typescript: String
  }

  /// A reference to another entity.
  package struct Reference: Hashable, Sendable {
    /// The relationship.
    package var relationship: Relationship
    /// The member with the target's key: `categoryId`.
    package var wire: String
    /// The type of the target's key.
    package var key: FieldType
    /// Whether there may be no target.
    package var isNullable: Bool
    /// The object that names the target in a response; nil where the target has no text to show.
    package var label: Label?
    /// The target.
    package var target: Target
  }

  /// The object that names a target: `{id, nameEn}`.
  package struct Label: Hashable, Sendable {
    /// The member of the response: `category`.
    package var wire: String
    /// The type in TypeScript: `ProductCategoryRef`.
    package var type: String
    /// The member of the object that is the text: `nameEn`.
    package var text: String
  }

  /// The target of a reference.
  package struct Target: Hashable, Sendable {
    /// Its names.
    package var names: EntityNames
    /// Whether it is the entity itself.
    package var isSelf: Bool
    /// The path of its list in the frontend: `/api/setting/categories`.
    package var list: String
    /// Whether something answers there.
    package var hasList: Bool
    /// What it answers.
    package var shape: ListShape
    /// The wire name of its key.
    package var key: String
    /// The wire names of the texts that name a row, the likeliest first; empty when none is known.
    package var labels: [String]
  }
}
