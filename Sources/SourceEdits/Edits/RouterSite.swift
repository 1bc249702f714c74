/// One place where a file registers a router.
struct RouterSite {
  /// The statement it is in.
  let statement: Int
  /// The call or the list element.
  let tokens: Range<Int>
  /// The expression for the router in it.
  let router: Range<Int>
  /// That expression as a dotted name, if it is one.
  let dotted: String?
  /// What it stands for: `api.routers.users.router`; nil for what the file itself makes.
  let path: String?
  /// The index in the list, for an element.
  var index: Int?
}

/// Something in a file that registers routers, or could.
struct RouterRegistrar {
  /// Where another registration goes.
  enum Place {
    /// After the calls in a block.
    case calls
    /// Into a list.
    case list(ElementList)
    /// Into a function made for it that has none yet.
    case function(Int)
    /// After the statement that makes an application or a router.
    case variable(Int)
  }

  var place: Place
  /// What the setting may call it: the function, the variable, the list.
  var names: [String]
  /// How a message calls it.
  var title: String
  var line: Int
  /// What `include_router` is called on.
  var receiver: String
  var sites: [RouterSite]
  /// Places that are equally near to the router are ranked by this: used ones first.
  var rank: Int
}

/// How a router stands in a call or an element.
struct RouterExpression {
  let outline: PythonOutline

  /// The router in an element of a list: a name, `RouteConfig(router=a.router)`, a tuple, a dict.
  func router(in element: Range<Int>) -> Range<Int>? {
    if outline.dottedName(element) != nil { return element }
    if let call = outline.call(element) {
      if let named = call.keyword("router") { return named }
      return call.positional.first { looksLikeRouter($0) }
    }
    if let colon = outline.firstSymbol(PythonSymbol.colon, in: element) {
      return router(in: colon + 1..<element.upperBound)
    }
    guard let parts = outline.elements(of: element) else { return nil }
    for part in parts {
      if let colon = outline.firstSymbol(PythonSymbol.colon, in: part) {
        let value = colon + 1..<part.upperBound
        if looksLikeRouter(value) { return value }
      } else if looksLikeRouter(part) {
        return part
      }
    }
    return nil
  }

  /// Whether an expression is a name that ends like a router's.
  func looksLikeRouter(_ range: Range<Int>) -> Bool {
    outline.dottedName(range).map { Self.isRouterName($0) } ?? false
  }

  /// Whether a dotted name or path ends like a router's.
  static func isRouterName(_ name: String) -> Bool {
    let last = ModulePath.last(name).lowercased()
    return last.hasSuffix("router") || last.hasSuffix("routes") || last.hasSuffix("api")
  }
}
