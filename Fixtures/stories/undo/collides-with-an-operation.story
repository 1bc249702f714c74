A later operation changed the same lines: it is named

repo shop
$ backstitch apply -
  {"description": "greeting", "changes": [{"write": "docs/hello.md", "content": "one\ntwo\nthree\n"}]}
$ backstitch apply -
  {"description": "louder", "changes": [{"replace": "docs/hello.md", "old": "two", "new": "TWO"}]}
save both
2$ backstitch undo 1
says operation 2
same both
$ backstitch undo 2
$ backstitch undo 1
same start
