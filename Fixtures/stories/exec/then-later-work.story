What a command did is taken back around later edits

repo shop
$ backstitch exec -- sh -c 'echo "# by the agent" >> backend/main.py; echo agent > agent.txt'
edit backend/main.py
  -    app = FastAPI(title="Shop", lifespan=lifespan)
  +    app = FastAPI(title="The Shop", lifespan=lifespan)
$ backstitch undo
lacks backend/main.py: by the agent
has backend/main.py: The Shop
gone agent.txt
