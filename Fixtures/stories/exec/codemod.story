A codemod renames, deletes and edits, on top of uncommitted work: all comes back

repo shop
append backend/core/config.py
  
  DEBUG = True
write notes.txt
  remember the milk
save before
forget remember the milk
forget DEBUG = True
$ backstitch exec -- sh -c 'git mv backend/api/schemas/user_schema.py backend/api/schemas/person.py; rm notes.txt; sed -i s/DEBUG/TRACE/ backend/core/config.py; chmod +x backend/main.py; mkdir new; echo x > new/file' && true
$ backstitch show 1
says notes.txt
$ backstitch undo
same before
write notes.txt
  remember the milk
