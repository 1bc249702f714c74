A dry run says what undo would do, with the digest that the undo then has

repo shop
$ backstitch generate entity product name:str:64:required
save generated
$ backstitch undo --dry-run
says backend/api/crud/products.py
same generated
$ digest=$(backstitch undo --dry-run --json | grep -o '"digest" *: *"[0-9a-f]*"' | grep -o '[0-9a-f]\{64\}'); backstitch undo --expect-digest $digest
same start
