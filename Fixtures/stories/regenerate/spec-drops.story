A specification is the whole definition: what it drops is listed

repo shop
$ backstitch generate entity product name:str:64:required stock:int
write spec.yaml
  name: product
  fields:
  - name: name
    type: str
    constraints: {max_length: 64, required: true}
$ backstitch generate entity product --spec spec.yaml --yes
says stock
lacks backend/db/model.py: stock
serves /setting/products
