A command that fails half-way is taken back, its status is passed on

repo shop
save before
7$ backstitch exec --undo-on-failure -- sh -c 'rm -r backend; echo broken > README.md; exit 7'
same before
