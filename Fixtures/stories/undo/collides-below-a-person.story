The lines of a later operation are named though a person edited the file since

repo shop
$ backstitch apply -
  {"description": "greeting", "changes": [{"write": "docs/hello.md", "content": "one\ntwo\nthree\nfour\nfive\n"}]}
$ backstitch apply -
  {"description": "louder", "changes": [{"replace": "docs/hello.md", "old": "two", "new": "TWO"}]}
edit docs/hello.md
  -five
  +five and a half
save both
2$ backstitch undo 1
says docs/hello.md
says operation 2
same both
