The entity's file is edited by hand, then everything follows

repo shop
$ backstitch generate fullstack product name:str:64:required
$ python -c "import yaml,pathlib; p=pathlib.Path('.backstitch/entities/product.yaml'); d=yaml.safe_load(p.read_text()); d['fields'].append({'name':'stock','type':'int'}); p.write_text(yaml.safe_dump(d, sort_keys=False))"
save edited
$ backstitch regenerate product
has backend/db/model.py: stock: Mapped[int | None]
has frontend/lib/types/api/product.ts: stock
serves /setting/products
$ backstitch regenerate product
says othing
$ backstitch undo
same edited
