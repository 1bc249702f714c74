import SourceEdits
import Testing

/// Classes and attributes beyond the goldens.
struct ClassEditTests {
  private static let source = """
    class Product(Base):
        __tablename__ = "products"

        name: Mapped[str] = mapped_column(String(64), index=True)  # shown

    """
  private static let edit = ClassEdit(name: "Product", source: source)
  private static let models = "class Base: pass\n\n\nclass A(Base):\n    id = 1\n"

  @Test(arguments: [
    "class Product(Base,):\n    __tablename__ = 'products'\n    name: Mapped[str] = (\n        mapped_column(String(64,), index=True,)  # shown\n    )\n",
    "class Product(\n  Base\n):\n\n  __tablename__ = u\"products\"; name: Mapped[str] = mapped_column(  # shown\n    String(64), index=(True))\n",
  ])
  func `a class that only a formatter changed is there, and can be taken out`(
    _ formatted: String
  ) throws {
    let text = (Self.models + "\n\n" + formatted).bytes
    #expect(try !StructuredEdit.appendClass(Self.edit).apply(to: text).changed)
    let removed = try StructuredEdit.removeClass(Self.edit).apply(to: text)
    #expect(removed.text.string == Self.models)
  }

  @Test(arguments: [
    ("index=True", "index=False"), ("# shown", "# hidden"), ("  # shown", ""),
    ("String(64)", "String(65)"), ("\"products\"", "\"Products\""), ("(Base)", "(Base, Mixin)"),
    ("# shown", "# shown\n    extra = 1"), ("# shown", "# shown\n    # more"),
    ("Mapped[str]", "Mapped[str, ...]"), ("class Product", "@final\nclass Product"),
  ])
  func `a class somebody edited is theirs`(_ part: String, replacement: String) throws {
    let applied = try StructuredEdit.appendClass(Self.edit).apply(to: Self.models.bytes)
    let edited = applied.text.string.replacing(part, with: replacement).bytes
    #expect(throws: EditError.self) { try applied.inverse[0].apply(to: edited) }
    if case .failure(.clash(_, "Product", _)) = outcome(.appendClass(Self.edit), edited) {
    } else {
      Issue.record("another body is a clash")
    }
  }

  @Test func `undoing one of two classes leaves the other, in either order`() throws {
    let order = ClassEdit(name: "Order", source: "class Order(Base):\n    total = 1\n")
    let first = try StructuredEdit.appendClass(Self.edit).apply(to: Self.models.bytes)
    let both = try StructuredEdit.appendClass(order).apply(to: first.text)
    let alone = try StructuredEdit.appendClass(order).apply(to: Self.models.bytes)
    #expect(try first.inverse[0].apply(to: both.text).text.string == alone.text.string)
    #expect(try both.inverse[0].apply(to: both.text).text.string == first.text.string)
  }

  @Test(arguments: [
    ("Product = 1\n", 1), ("from shop import Product\n", 1), ("x = 1\ndef Product(): pass\n", 2),
    ("if x:\n    class Product: pass\n", 2),
  ])
  func `a name that is something else is a clash with its line`(_ text: String, line: Int) {
    guard case .failure(.clash(line, "Product", _)) = outcome(.appendClass(Self.edit), text.bytes)
    else {
      Issue.record("no clash in \(text)")
      return
    }
  }

  @Test(arguments: [
    ClassEdit(name: "Other", source: source), ClassEdit(name: "Product", source: "x = 1"),
    ClassEdit(name: "Product", source: source + "x = 1\n"),
    ClassEdit(name: "Product", source: "class Product(:\n    pass\n"),
    ClassEdit(name: "Product", source: ""),
  ])
  func `a source that is not the class alone is refused`(_ edit: ClassEdit) {
    guard case .failure(.invalid) = outcome(.appendClass(edit), Self.models.bytes) else {
      Issue.record("accepted \(edit.source)")
      return
    }
  }

  @Test func `strings of several lines keep their blanks`() throws {
    let source = "class Doc:\n    \"\"\"One.\n\n        Two\n    \"\"\"\n\n    x = '''\n  a'''\n"
    let edit = ClassEdit(name: "Doc", source: source)
    let text = "class A:\n\tx = 1\n"
    let applied = try StructuredEdit.appendClass(edit).apply(to: text.bytes)
    #expect(
      applied.text.string == text
        + "\n\nclass Doc:\n\t\"\"\"One.\n\n        Two\n    \"\"\"\n\n\tx = '''\n  a'''\n")
    #expect(try !StructuredEdit.appendClass(edit).apply(to: applied.text).changed)
    #expect(try applyingInverse(applied).string == text)
  }

  @Test func `an attribute of a class that is twice there is ambiguous`() {
    let edit = AttributeEdit(className: "A", name: "x", source: "x = 1")
    let text = "if y:\n    class A:\n        pass\nelse:\n    class A:\n        pass\n"
    guard
      case .failure(.ambiguous(let candidates, _)) = outcome(.addAttribute(edit), text.bytes)
    else {
      Issue.record("not ambiguous")
      return
    }
    #expect(candidates.map(\.line) == [2, 5])
    #expect(outcome(.addAttribute(edit), "x = 1\n".bytes).isNoAnchor)
  }

  @Test func `an attribute of a nested class goes there`() throws {
    let edit = AttributeEdit(className: "A.Config", name: "x", source: "x = 1\n")
    let text = "class A:\n    y = 1\n\n    class Config:\n        z = 1\n\n    w = 2\n"
    let applied = try StructuredEdit.addAttribute(edit).apply(to: text.bytes)
    #expect(applied.text.string == text.replacing("z = 1\n", with: "z = 1\n        x = 1\n"))
    #expect(try applyingInverse(applied).string == text)
  }

  @Test func `an attribute is compared before it is removed`() throws {
    let edit = AttributeEdit(className: "A", name: "x", source: "x: int = f(1, 2)\n")
    let same = "class A:\n    y = 1\n    x: int = f(\n        1,\n        2,\n    )\n"
    #expect(
      try StructuredEdit.removeAttribute(edit).apply(to: same.bytes).text.string
        == "class A:\n    y = 1\n")
    let other = "class A:\n    x: int = f(1, 3)\n"
    #expect(throws: EditError.edited(line: 2, name: "A.x")) {
      try StructuredEdit.removeAttribute(edit).apply(to: other.bytes)
    }
    let method = "class A:\n    def x(self): pass\n"
    #expect(throws: EditError.self) {
      try StructuredEdit.addAttribute(edit).apply(to: method.bytes)
    }
  }

  @Test func `the last attribute leaves a body`() throws {
    let edit = AttributeEdit(className: "A", name: "x", source: "x = 1\n")
    let text = "class A:\n    x = 1  \n"
    let removed = try StructuredEdit.removeAttribute(edit).apply(to: text.bytes)
    #expect(removed.text.string == "class A:\n    pass  \n")
  }
}

extension Result where Success == AppliedEdit, Failure == EditError {
  fileprivate var isNoAnchor: Bool {
    if case .failure(.noAnchor) = self { return true }
    return false
  }
}
