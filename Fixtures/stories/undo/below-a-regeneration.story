The first generation cannot go from below a later one; after that one it can

repo shop
$ backstitch generate entity product name:str:64:required
$ backstitch generate entity product --field stock:int
save both
2$ backstitch undo 1
says operation 2
same both
$ backstitch undo 2
$ backstitch undo 1
same start
