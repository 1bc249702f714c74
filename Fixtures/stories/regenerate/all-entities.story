Two entity files are edited by hand, one command follows both

repo shop
$ backstitch generate entity product name:str:64:required
$ backstitch generate entity warehouse city:str:64:required
$ sed -i 's/max_length: 64/max_length: 80/' .backstitch/entities/product.yaml .backstitch/entities/warehouse.yaml
edit backend/db/model.py
  -class Warehouse(Base):
  +# One for each country.
  +class Warehouse(Base):
save edited
$ backstitch regenerate --all
has backend/db/model.py: name: Mapped[str] = mapped_column(String(80))
has backend/db/model.py: city: Mapped[str] = mapped_column(String(80))
has backend/api/schemas/warehouse_schema.py: max_length=80
serves /setting/products /setting/warehouses
$ backstitch undo
same edited
