package import Patch

/// The models of a backend.
package struct ModelsFinding: Hashable, Sendable, Codable {
  /// How models are written.
  package enum Dialect: String, Hashable, Sendable, Codable {
    /// `name: Mapped[str] = mapped_column(...)`, SQLAlchemy 2.
    case mapped
    /// `name = Column(...)`, SQLAlchemy 1.
    case column
    /// `class Product(SQLModel, table=True)`.
    case sqlmodel
  }

  /// How a table is named.
  package enum TableNaming: String, Hashable, Sendable, Codable {
    /// `__tablename__ = "product"`.
    case singular
    /// `__tablename__ = "products"`.
    case plural
    /// The base class names it.
    case inherited
  }

  /// How a primary key is written.
  package struct PrimaryKey: Hashable, Sendable, Codable {
    /// The attribute, `id`.
    package var name: String
    /// The Python type in `Mapped[...]`.
    package var type: FieldType
    /// The statement as it stands in a model; nil when the base or a mixin has it.
    package var source: String?
  }

  /// One model class.
  package struct Model: Hashable, Sendable, Codable {
    /// The class.
    package var name: String
    /// The file.
    package var path: RelativePath
    /// The line.
    package var line: Int
    /// The table; nil when the base names it.
    package var table: String?
    /// The type of its primary key.
    package var key: FieldType
    /// The attributes it has, inherited ones after its own.
    package var attributes: [String]
    /// The text that stands for a row: `name`, `title_en`; nil when it has none.
    package var label: String?
  }

  /// How they are written.
  package var dialect: Found<Dialect>
  /// The class they derive from.
  package var base: Found<PythonSymbolPath>
  /// How a primary key is written.
  package var primaryKey: Found<PrimaryKey>
  /// How tables are named.
  package var tables: Found<TableNaming>
  /// The models, by file and line.
  package var all: [Model]

  /// The names of texts that stand for a row, the likeliest first.
  package static let labels = [
    "name", "name_en", "title", "title_en", "label", "label_en", "full_name", "display_name",
    "username", "code", "email",
  ]

  /// The model of a class name.
  package func model(named name: String) -> Model? { all.first { $0.name == name } }
}

/// A name in a module of the backend.
package struct PythonSymbolPath: Hashable, Sendable, Codable {
  /// The dotted module, from the backend's root.
  package var module: String
  /// The name in it.
  package var name: String
  /// The file; nil when it is no file of the backend.
  package var path: RelativePath?

  /// Creates a name.
  package init(module: String, name: String, path: RelativePath? = nil) {
    self.module = module
    self.name = name
    self.path = path
  }
}

/// How a request gets its database session.
package struct SessionDependency: Hashable, Sendable, Codable {
  /// Who commits.
  package enum Committer: String, Hashable, Sendable, Codable {
    /// The router, before it returns.
    case router
    /// The dependency, before the response is sent.
    case dependency
    /// The dependency after its `yield`: the response was sent by then, so the router commits too.
    case dependencyAfterResponse = "dependency-after-response"
  }

  /// The function that is depended on, or the `Annotated` alias.
  package var symbol: PythonSymbolPath
  /// The alias `SessionDep = Annotated[AsyncSession, Depends(...)]`, when routers use one.
  package var alias: PythonSymbolPath?
  /// Whether it gives an `AsyncSession`.
  package var isAsync: Bool
  /// Who commits.
  package var committer: Committer
}

/// The class that schemas derive from.
package struct SchemaBase: Hashable, Sendable, Codable {
  /// The class.
  package var symbol: PythonSymbolPath
  /// Whether it gives camelCase aliases.
  package var hasCamelAliases: Bool
  /// Whether it reads attributes of objects.
  package var readsAttributes: Bool
}

/// How CRUD code is written.
package enum CRUDStyle: String, Hashable, Sendable, Codable {
  /// Plain functions that take the session first.
  case functions
  /// Classes with methods.
  case classes
}

/// How a request gets its user.
package struct CurrentUser: Hashable, Sendable, Codable {
  /// The function that is depended on.
  package var symbol: PythonSymbolPath
  /// The class of the user, as annotated; nil when it is not.
  package var type: String?
  /// The table of that class, when it is a model.
  package var table: String?
  /// The type of the user's key.
  package var key: FieldType
}

/// An exception of the project that answers a status.
package struct ProjectException: Hashable, Sendable, Codable {
  /// The class.
  package var symbol: PythonSymbolPath
  /// The status it answers: 404 or 409.
  package var status: Int
}

/// Where the migrations lie.
package struct AlembicLocation: Hashable, Sendable, Codable {
  /// `alembic.ini`.
  package var ini: RelativePath
  /// The directory of the scripts.
  package var scripts: RelativePath
  /// `env.py` in it; nil when it is not there.
  package var env: RelativePath?
  /// Alembic itself, in a virtual environment of the project; nil where there is none.
  package var program: RelativePath?
}

/// The requirements of a backend.
package struct Requirements: Hashable, Sendable, Codable {
  /// The file that lists them; nil when there is none.
  package var path: RelativePath?
  /// The names it lists, in lower case.
  package var names: [String]
  /// What generated code needs and it does not list, as lines to add.
  package var missing: [String]
}
