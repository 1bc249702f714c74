import Testing

@testable import SourceEdits

/// One node of a shared file, replaced where it stands.
@Suite struct NodeReplacementTests {
  private func replaced(_ node: StructuredEdit, in text: String) throws -> String? {
    try NodeReplacement(node).apply(to: Array(text.utf8)).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  private static let models = """
    class A(Base):
        one: Mapped[int] = mapped_column()  # Ours.
        two: Mapped[int]
        # Ours, too.


    class B(Base):
        pass

    """

  @Test func `a class gives way whole, with its comments, and nothing else changes`() throws {
    let edit = ClassEdit(name: "A", source: "class A(Base):\n    one: Mapped[int]")
    let text = try replaced(.appendClass(edit), in: Self.models)
    #expect(text == "class A(Base):\n    one: Mapped[int]\n\n\nclass B(Base):\n    pass\n")
  }

  @Test func `a class with decorators is replaced from the first on, in the file's own form`()
    throws
  {
    let edit = ClassEdit(name: "A", source: "@new\nclass A:\n    x = 1")
    let text = try replaced(
      .appendClass(edit), in: "@old\n@older\nclass A:\r\n\tx = 2\r\n\r\n\r\ny = 1\r\n")
    #expect(text == "@new\r\nclass A:\r\n\tx = 1\r\n\r\n\r\ny = 1\r\n")
  }

  @Test func `an attribute is replaced in its class alone`() throws {
    let edit = AttributeEdit(
      className: "A", name: "one", source: "one: Mapped[str] = column(\n    1\n)")
    let text = try replaced(.addAttribute(edit), in: Self.models)
    #expect(
      text
        == Self.models.replacing(
          "one: Mapped[int] = mapped_column()  # Ours.",
          with: "one: Mapped[str] = column(\n        1\n    )"))
    let other = AttributeEdit(className: "B", name: "one", source: "one: int")
    #expect(try replaced(.addAttribute(other), in: Self.models) == nil)
  }

  @Test func `an entry of a mapping is replaced where it stands`() throws {
    let text = "services:\n  a:\n    image: x\n    ports: [1]\n  b:\n    image: y\n"
    let edit = YAMLEntryEdit(path: ["services", "a"], source: "image: z")
    #expect(
      try replaced(.addYAMLEntry(edit), in: text)
        == "services:\n  a:\n    image: z\n  b:\n    image: y\n")
    let gone = YAMLEntryEdit(path: ["services", "c"], source: "image: z")
    #expect(try replaced(.addYAMLEntry(gone), in: text) == nil)
  }

  @Test func `what is not there is nil, and a broken file an error with its line`() throws {
    let edit = ClassEdit(name: "C", source: "class C:\n    pass")
    #expect(try replaced(.appendClass(edit), in: Self.models) == nil)
    #expect(throws: EditError.self) { try replaced(.appendClass(edit), in: "x = (\n") }
  }
}
