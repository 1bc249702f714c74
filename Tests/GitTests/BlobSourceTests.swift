import Foundation
import Git
import TestSupport
import Testing

/// Blobs, wherever git keeps them.
@Suite struct BlobSourceTests {
  private let directory: TemporaryDirectory
  private let text = (1...5000).map { "\($0)\n" }.joined()

  init() throws {
    directory = try TemporaryDirectory()
    try git("init", "-q", ".")
    try directory.write("a", text)
    try directory.write("empty", "")
    try git("add", "-A")
    try git("-c", "user.name=n", "-c", "user.email=e", "commit", "-q", "-m", "a")
  }

  @discardableResult
  private func git(_ arguments: String...) throws -> String {
    try RunningProgram("/usr/bin/git", arguments, in: directory.path).finish().output
  }

  private func blobs(in path: String? = nil) throws -> BlobSource {
    try BlobSource(
      of: #require(try GitLocation.discover(from: Array((path ?? directory.path).utf8))))
  }

  /// A blob's id in hexadecimal and in bytes.
  private func id(_ path: String) throws -> (text: String, bytes: [UInt8]) {
    let text = String(try git("hash-object", path).prefix(40))
    let digits = Array(text)
    return (
      text,
      try stride(from: 0, to: 40, by: 2).map {
        try #require(UInt8(String(digits[$0...($0 + 1)]), radix: 16))
      }
    )
  }

  @Test(arguments: ["loose", "packed", "borrowed"])
  func `a blob is read by its id, and one that is not there is nil`(kind: String) throws {
    if kind == "packed" { try git("gc", "-q") }
    let other = try TemporaryDirectory()
    if kind == "borrowed" { try git("clone", "-q", "--shared", ".", "\(other.path)/clone") }
    let blobs = try blobs(in: kind == "borrowed" ? "\(other.path)/clone" : nil)
    let (a, empty) = (try id("a").bytes, try id("empty").bytes)
    #expect(blobs.bytes(of: a) == Array(text.utf8) && blobs.size(of: a) == UInt64(text.utf8.count))
    #expect(blobs.bytes(of: empty) == [] && blobs.size(of: empty) == 0)
    #expect(blobs.bytes(of: [UInt8](repeating: 7, count: 20)) == nil)
    #expect(blobs.size(of: [UInt8](repeating: 7, count: 20)) == nil)
  }

  @Test(.timeLimit(.minutes(1))) func `one that is cut off, or another, is not there`() throws {
    let id = try id("a")
    let path = "\(directory.path)/.git/objects/\(id.text.prefix(2))/\(id.text.dropFirst(2))"
    let url = URL(fileURLWithPath: path)
    let whole = try Data(contentsOf: url)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    for count in [0, 1, 2, 20, 100, whole.count - 5, whole.count - 1] {
      try whole.prefix(count).write(to: url)
      let blobs = try blobs()
      #expect(blobs.size(of: id.bytes) == nil && blobs.bytes(of: id.bytes) == nil, "\(count)")
    }
    var flipped = whole
    flipped[whole.count / 2] ^= 0xFF
    try flipped.write(to: url)
    #expect(try blobs().bytes(of: id.bytes) == nil)
    let empty = try self.id("empty").text
    let other = "\(directory.path)/.git/objects/\(empty.prefix(2))/\(empty.dropFirst(2))"
    try Data(contentsOf: URL(fileURLWithPath: other)).write(to: url)
    #expect(try blobs().bytes(of: id.bytes) == nil)
    try whole.write(to: url)
    #expect(try blobs().bytes(of: id.bytes) == Array(text.utf8))
  }
}
