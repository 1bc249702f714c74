A formatter is run and taken back

repo shop
save before
$ backstitch exec -- black -q backend
$ backstitch undo
same before
$ backstitch redo
$ backstitch undo
same before
