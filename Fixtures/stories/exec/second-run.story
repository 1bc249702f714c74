A command that changes nothing makes no operation

repo shop
$ backstitch exec -- true
$ backstitch log
silent exec
$ backstitch exec -- sh -c 'echo x > x.txt'
$ backstitch exec -- sh -c 'rm x.txt'
same start
$ backstitch undo
exists x.txt
$ backstitch undo
same start
