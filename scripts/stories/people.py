"""What people wrote and took away, to be told whether a tool lost it."""

from judges import Files, bare, squeezed


class People:
    """Lines that people wrote, and files that they removed, so far."""

    def __init__(self) -> None:
        self.lines: dict[bytes, str] = {}
        self.removed: set[str] = set()

    def wrote(self, lines: list[str]) -> None:
        """Somebody wrote these."""
        for line in lines:
            found = bare(line.encode())
            # Brackets alone say nothing.
            if len(found) > 3:
                self.lines[found] = line.strip()

    def took_out(self, lines: list[str]) -> None:
        """Somebody took these out again, on purpose."""
        for line in lines:
            self.lines.pop(bare(line.encode()), None)

    def lost(self, found: Files) -> list[str]:
        """Lines that are nowhere in the tree any more."""
        texts = [
            squeezed(content) for path, (_, content) in found.items()
            if not path.startswith(".backstitch/pristine/")
        ]  # fmt: skip
        return [line for text, line in self.lines.items() if not any(text in t for t in texts)]

    def risen(self, found: Files) -> list[str]:
        """Files that people removed and that are back."""
        return sorted(self.removed & found.keys())
