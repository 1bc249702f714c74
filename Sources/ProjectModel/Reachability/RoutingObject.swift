internal import Patch

/// An application or router: where it is made.
struct RoutingObject: Hashable {
  /// What it is.
  enum Kind: Hashable {
    /// `FastAPI()`.
    case app
    /// `APIRouter()`.
    case router
  }

  /// What it is.
  var kind: Kind
  /// The file.
  var path: RelativePath
  /// The statement that makes it.
  var statement: Int
}

/// What a call is made on or given: an object, or the parameter of a function.
enum RoutingSubject: Hashable {
  /// An application or router.
  case object(RoutingObject)
  /// A parameter: the file, the function's statement, the name.
  case parameter(RelativePath, Int, String)
}

/// A call that includes, mounts, or hands a subject on.
struct RoutingSite {
  /// The call.
  var expression: PythonExpression
  /// The statement it stands in.
  var statement: Int
  /// How the subject takes part.
  var role: Role

  /// How a subject takes part in a call.
  enum Role {
    /// `subject.include_router(...)`.
    case includes
    /// `subject.mount(...)`.
    case mounts
    /// `function(subject)`: the function's file, statement, and the parameter.
    case given(PythonFile, Int, String)
  }
}
