A generator that is killed leaves all or nothing, and undo still takes it back

repo shop
$ for i in $(seq 12); do backstitch generate fullstack product name:str:64:required --json > /dev/null 2>&1 & p=$!; sleep 0.0$((i * 7 % 90 + 10)); kill -9 $p 2>/dev/null; wait $p 2>/dev/null; backstitch recover > /dev/null; for t in $(backstitch status --json | grep -o '"t[0-9]*"' | tr -d '"' | sort -u); do backstitch rollback $t > /dev/null || exit 1; done; if [ -e backend/api/crud/products.py ]; then backstitch undo > /dev/null || exit 1; fi; done
same start
