A deleted file stays deleted though the generator would write it otherwise now

peers: copier update
repo shop
$ backstitch generate entity product name:str:64:required --tests
remove backend/tests/test_products.py
commit "we test elsewhere"
$ backstitch generate entity product --field stock:int:required --field note:text
gone backend/tests/test_products.py
has backend/db/model.py: stock: Mapped[int]
serves /setting/products
