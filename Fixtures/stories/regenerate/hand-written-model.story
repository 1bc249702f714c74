A model that people wrote is adopted: a new field leaves it to them

repo shop
$ backstitch generate api-route category
save generated
$ backstitch regenerate --all
says othing
same generated
