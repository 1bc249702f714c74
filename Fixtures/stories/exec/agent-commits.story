An agent's shell edits and commits: its work is recorded and can be taken back

repo shop
$ backstitch exec -- sh -c 'echo "# by the agent" >> backend/main.py; git commit -qam "agent"; echo more > agent.txt'
$ git log --format=%s -1
says agent
$ backstitch undo
lacks backend/main.py: by the agent
gone agent.txt
same start
