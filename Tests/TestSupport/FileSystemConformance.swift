package import FileSystem
import Foundation
import Patch
import Testing

/// What every implementation of the seam must do; run on the real disk here, and on whatever stands
/// in for it.
package struct FileSystemConformance {
  let files: any FileSystem

  package init(files: any FileSystem) { self.files = files }

  private func put(_ path: RelativePath, _ text: String, mode: UInt16 = 0o644) throws {
    try files.create(.workspace(path), mode: mode, contents: Array(text.utf8), flush: true)
  }

  private func text(_ path: RelativePath) throws -> String {
    String(decoding: try files.contents(of: .workspace(path)), as: UTF8.self)
  }

  private func code(_ body: () throws -> Void) -> Int32? {
    do {
      try body()
      return nil
    } catch {
      return (error as? FileSystemError)?.code
    }
  }

  package func run() throws {
    try filesAndModes()
    try renames()
    try directoriesAndLinks()
    try names()
    try locks()
  }

  private func filesAndModes() throws {
    try put("f", "hello", mode: 0o640)
    #expect(try text("f") == "hello")
    #expect(code { try put("f", "again") } == EEXIST)
    let status = try #require(try files.status(of: .workspace("f")))
    #expect(status.kind == .file)
    #expect(status.mode == 0o640)
    #expect(status.size == 5)
    #expect(try files.status(of: .workspace("nothing")) == nil)
    #expect(try files.status(of: .workspace("f/below")) == nil)
    #expect(code { _ = try files.open(.workspace("nothing")) } == ENOENT)
    let open = try files.openForUpdate(.workspace("f"))
    try files.write(Array("J".utf8), to: open, at: 0)
    try files.write(Array("!".utf8), to: open, at: 5)
    try files.setMetadata(FileMetadata(mode: 0o4755), of: open)
    try files.flush(open)
    var buffer = [UInt8](repeating: 0, count: 10)
    #expect(try files.read(open, at: 1, into: &buffer) == 5)
    files.close(open)
    #expect(try text("f") == "Jello!")
    #expect(try files.status(of: .workspace("f"))?.mode == 0o4755)
  }

  private func renames() throws {
    try put("a", "A")
    try put("b", "B")
    #expect(
      code { try files.rename(.workspace("a"), to: .workspace("b"), mode: .noReplace) } == EEXIST)
    try files.rename(.workspace("a"), to: .workspace("b"), mode: .exchange)
    #expect(try text("a") == "B")
    #expect(try text("b") == "A")
    #expect(
      code { try files.rename(.workspace("a"), to: .workspace("c"), mode: .exchange) } == ENOENT)
    try files.rename(.workspace("a"), to: .workspace("b"), mode: .replace)
    #expect(try text("b") == "B")
    try files.rename(.workspace("b"), to: .store("b"), mode: .noReplace)
    #expect(try files.status(of: .workspace("b")) == nil)
    #expect(String(decoding: try files.contents(of: .store("b")), as: UTF8.self) == "B")
    #expect(
      code { try files.rename(.workspace("x"), to: .workspace("y"), mode: .replace) } == ENOENT)
  }

  private func directoriesAndLinks() throws {
    try files.makeDirectory(.workspace("d"), mode: 0o2775, exact: true)
    #expect(try files.status(of: .workspace("d"))?.mode == 0o2775)
    try files.setMode(0o1750, ofDirectory: .workspace("d"))
    #expect(try files.status(of: .workspace("d"))?.mode == 0o1750)
    #expect(code { try files.makeDirectory(.workspace("d"), mode: 0o755, exact: false) } == EEXIST)
    try put("d/inner", "x")
    #expect(code { try files.removeDirectory(.workspace("d")) } == ENOTEMPTY)
    #expect(try files.entries(of: .workspace("d")) == [Array("inner".utf8)])
    try files.makeSymlink(.workspace("l"), target: Array("d".utf8))
    #expect(try files.linkTarget(of: .workspace("l")) == Array("d".utf8))
    #expect(try files.status(of: .workspace("l"))?.kind == .symlink)
    // I12: no link is followed, at the end or on the way, and none is written through.
    #expect(code { _ = try files.open(.workspace("l")) } != nil)
    #expect(code { _ = try files.open(.workspace("l/inner")) } != nil)
    #expect(code { try put("l/new", "x") } == ELOOP)
    #expect(code { _ = try files.status(of: .workspace("l/inner")) } == ELOOP)
    #expect(code { _ = try files.open(.workspace("d")) } == EINVAL)
    try files.flushDirectory(.workspace("d"))
    try files.flushAll(on: .workspace(nil))
    try files.remove(.workspace("d/inner"))
    try files.removeDirectory(.workspace("d"))
    #expect(code { try files.remove(.workspace("d")) } == ENOENT)
  }

  private func names() throws {
    let names: [RelativePath] = [
      "caf\u{E9}", "cafe\u{301}", "line\nbreak", "quote\"'\\",
      RelativePath(unchecked: [0xFF, 0xFE]),
      RelativePath(unchecked: [UInt8](repeating: 0x6E, count: 255)),
    ]
    try files.makeDirectory(.workspace("names"), mode: 0o755, exact: false)
    for (index, name) in names.enumerated() {
      try put(RelativePath("names").appending(name), "\(index)")
    }
    for (index, name) in names.enumerated() {
      #expect(try text(RelativePath("names").appending(name)) == "\(index)")
    }
    #expect(Set(try files.entries(of: .workspace("names"))) == Set(names.map(\.bytes)))
    let long = RelativePath(unchecked: [UInt8](repeating: 0x6E, count: 256))
    #expect(code { try put(long, "x") } == ENAMETOOLONG)
    // Deeper than the kernel's limit for one path.
    var deep: RelativePath = "deep"
    try files.makeDirectory(.workspace(deep), mode: 0o755, exact: false)
    for _ in 0..<50 {
      deep = deep.appending(name: [UInt8](repeating: 0x64, count: 100))
      try files.makeDirectory(.workspace(deep), mode: 0o755, exact: false)
    }
    try put(deep.appending("end"), "deep")
    #expect(deep.bytes.count > 4096)
    #expect(try text(deep.appending("end")) == "deep")
  }

  private func locks() throws {
    try put("lock", "")
    let first = try files.openForUpdate(.workspace("lock"))
    let second = try files.openForUpdate(.workspace("lock"))
    #expect(try files.lock(first))
    #expect(try !files.lock(second))
    files.close(first)
    #expect(try files.lock(second))
    files.close(second)
  }
}
