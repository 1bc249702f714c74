Nothing changed: there is nothing to do

repo shop
$ backstitch generate fullstack product name:str:64:required price:decimal:10,2 category:ref:Category sku:str:32:unique state:enum:draft,live=draft --feature active,audit
save generated
$ backstitch regenerate --all
says othing
same generated
serves /setting/products
