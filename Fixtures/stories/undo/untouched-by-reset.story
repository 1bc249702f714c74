People's untracked, ignored and staged files are not touched by an undo

repo shop
write notes.txt
  remember the milk
write backend/local.db
  not a database
$ backstitch generate entity product name:str:64:required
edit backend/core/config.py
  -settings = Settings()
  +settings = Settings()
  +print("configured")
$ git add backend/core/config.py
$ git status --porcelain backend/core/config.py notes.txt
save before
$ backstitch undo
exists notes.txt backend/local.db
same before notes.txt backend/local.db backend/core/config.py
$ git diff --cached --name-only
says backend/core/config.py
silent product
