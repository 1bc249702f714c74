Twelve entities in the same files: one in the middle goes without a conflict

repo shop
$ for n in apple banana cherry damson elder fig grape hazel iris juniper kale lemon; do backstitch generate entity $n name:str:64:required category:ref:Category --json > /dev/null || exit 1; done
format black backend
edit backend/core/app_setup/routers_group/setting_routers.py
  -    app.include_router(fig_router)
  +    app.include_router(fig_router)  # ripe in August
$ backstitch undo 5
lacks backend/db/model.py: Elder
lacks backend/db/model.py: elders
lacks backend/core/app_setup/routers_group/setting_routers.py: elder
once backend/db/model.py: class Damson(Base)
once backend/db/model.py: class Fig(Base)
serves /setting/damsons /setting/figs /setting/lemons
refuses /setting/elders
$ backstitch redo
once backend/db/model.py: class Elder(Base)
serves /setting/elders /setting/figs
