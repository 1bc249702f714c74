Only formatters ran: there is nothing to regenerate, in the clone neither

repo shop
$ backstitch generate fullstack product name:str:64:required price:decimal:10,2 category:ref:Category
format black backend
format prettier frontend/lib frontend/app
commit formatted
clone
save formatted
$ backstitch regenerate --all
same formatted
serves /setting/products
