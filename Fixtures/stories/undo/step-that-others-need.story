A step that others need is taken back only with a word about them

repo shop
$ backstitch generate fullstack product name:str:64:required
$ backstitch undo --steps backend
says api-routes
refuses /setting/products
