internal import Patch
internal import SourceEdits

/// The function of a project that calls the backend from the server.
struct ServerFetchScan {
  let project: TypeScriptProject
  let source: RelativePath?

  private struct Candidate {
    var fetch: ServerFetch
    var evidence: Evidence
    /// Whether the module says that it is for the server alone.
    var isServerOnly: Bool
    /// How many route handlers import it.
    var uses: Int
  }

  /// The best candidate: one that passes a `Response` on, then one that route handlers use, then
  /// one whose module is for the server alone.
  func find() throws(TreeError) -> Found<ServerFetch>? {
    var found: [Candidate] = []
    for path in modules {
      guard let bytes = try project.sources.contents(of: path), bytes.mentions("fetch("),
        let outline = try project.outline(of: path), !outline.directives.contains("use client")
      else { continue }
      let isServerOnly = outline.imports.contains {
        $0.module == "server-only" || $0.module == "next/headers"
      }
      guard isServerOnly || EnvironmentScan.mentionsAddress(bytes) else { continue }
      for function in exported(by: outline) {
        guard let fetch = fetch(function, outline, path) else { continue }
        found.append(
          Candidate(
            fetch: fetch,
            evidence: Evidence(path, outline.line(of: function.statement), fetch.symbol.name),
            isServerOnly: isServerOnly, uses: 0))
      }
    }
    if found.count > 1 { try count(&found) }
    func rank(_ candidate: Candidate) -> (Int, Int, Int) {
      (
        candidate.fetch.result == .response ? 1 : 0, candidate.uses,
        candidate.isServerOnly ? 1 : 0
      )
    }
    // The first of equals, by path and line.
    let best = found.reduce(nil as Candidate?) { best, next in
      best.map { rank($0) >= rank(next) ? $0 : next } ?? next
    }
    return best.map {
      Found($0.fetch, $0.isServerOnly ? .certain : .likely, [$0.evidence])
    }
  }

  private var modules: [RelativePath] {
    let names: [RelativePath] = [
      "lib", "utils", "services", "service", "server", "helpers", "api", "actions", "data",
    ]
    let directories = names.map { source?.appending($0) ?? $0 }
    return project.sources.files.filter { path in
      path.isScript && directories.contains { path.isBelow($0) }
        && !ComponentLibrary.isAside(path)
    }
  }

  /// The asynchronous functions a module exports, by declaration or in a list.
  private func exported(by outline: TypeScriptOutline) -> [TypeScriptFunction] {
    let listed = Set(outline.exports.filter { $0.module == nil }.compactMap(\.local))
    return outline.functions.filter { function in
      (function.isExported && !function.isDefault) || function.name.map(listed.contains) == true
    }
  }

  // MARK: One function

  private func fetch(
    _ function: TypeScriptFunction, _ outline: TypeScriptOutline, _ path: RelativePath
  ) -> ServerFetch? {
    guard let name = function.name, let parameter = function.parameters.first,
      let subject = parameter.name, Self.isAddressName(subject), !parameter.isRest,
      isText(parameter.annotation, outline)
    else { return nil }
    let body = FetchBody(outline: outline, tokens: outline.statements[function.statement].tokens)
    guard let argument = body.fetchArgument, !body.isForBrowsers else { return nil }
    let returns = function.returns.map { outline.compactText(of: $0) }
    guard function.isAsync || returns?.hasPrefix("Promise<") == true || body.returnsFetch else {
      return nil
    }
    let isResponse = returns.map { $0 == "Promise<Response>" } ?? body.returnsFetch
    return ServerFetch(
      ModuleSymbol(project.module(of: path), name, path: path),
      result: isResponse ? .response : .other, takesPath: argument != subject)
  }

  /// Whether a parameter is called after what is asked for, and is not a part of it such as an id.
  private static func isAddressName(_ name: String) -> Bool {
    let lower = name.lowercased()
    return ["path", "url", "uri", "endpoint", "route", "input", "resource", "pathname"].contains {
      lower.hasSuffix($0)
    }
  }

  private func isText(_ annotation: Range<Int>?, _ outline: TypeScriptOutline) -> Bool {
    guard let annotation else { return true }
    let text = outline.compactText(of: annotation)
    return text.contains("string") || text == "RequestInfo" || text == "URL" || text.hasPrefix("`")
  }

  // MARK: Uses

  private func count(_ candidates: inout [Candidate]) throws(TreeError) {
    let handlers = project.sources.files.filter { $0.isNamed("route") && $0.isScript }
    for handler in handlers.prefix(100) {
      guard let outline = try project.outline(of: handler) else { continue }
      for found in outline.imports {
        let path = project.path(ofModule: found.module, from: handler)
        for index in candidates.indices where candidates[index].fetch.symbol.path == path {
          let name = candidates[index].fetch.symbol.name
          if found.names.contains(where: { $0.name == name }) { candidates[index].uses += 1 }
        }
      }
    }
  }
}

/// What the body of a function does with `fetch`.
struct FetchBody {
  let outline: TypeScriptOutline
  let tokens: Range<Int>

  /// The first argument of the first call of `fetch`, without blanks.
  var fetchArgument: String? {
    guard let call = calls.first else { return nil }
    let close = outline.partner(of: call + 1)
    return outline.elements(in: call + 2..<close).first.map { outline.compactText(of: $0) }
  }

  /// Whether it returns what `fetch` gives, as it is.
  var returnsFetch: Bool {
    let results = Set(
      calls.compactMap { call -> String? in
        let first = outline.isName(call - 1, "await") ? call - 1 : call
        return outline.isText(first - 1, "=") ? outline.text(of: first - 2) : nil
      })
    return tokens.contains { token in
      // `return fetch(...)`, `=> fetch(...)`, `return response;`
      guard outline.isName(token, "return") || outline.isText(token, "=>") else { return false }
      let next = outline.isName(token + 1, "await") ? token + 2 : token + 1
      guard tokens.contains(next) else { return false }
      if calls.contains(next) {
        let behind = outline.partner(of: next + 1) + 1
        return !outline.isText(behind, ".")
      }
      return outline.isName(token, "return") && results.contains(outline.text(of: next))
        && !outline.isText(next + 1, ".") && !outline.isText(next + 1, "?.")
    }
  }

  /// Whether it needs what only a browser has.
  var isForBrowsers: Bool {
    tokens.contains { token in
      outline.isName(token, "localStorage") || outline.isName(token, "sessionStorage")
        || outline.isName(token, "window") || outline.isName(token, "document")
    }
  }

  private var calls: [Int] {
    tokens.filter { token in
      outline.isName(token, "fetch") && outline.isText(token + 1, "(")
        && !outline.isText(token - 1, ".")
    }
  }
}
