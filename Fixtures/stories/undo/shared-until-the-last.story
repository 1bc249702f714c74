What two pages share goes with the last of them

repo shop
$ backstitch generate fullstack product name:str:64:required
$ backstitch generate fullstack warehouse city:str:64:required
$ backstitch undo 1
exists frontend/lib/api-client.ts frontend/lib/backend-proxy.ts
once .env.example: BACKEND_URL
$ backstitch undo 2
gone frontend/lib/api-client.ts frontend/lib/backend-proxy.ts
same start
