"""Compiles the JSON strings of the lines as Python and Pydantic do; prints those that cannot be."""

import json
import re
import sys
import warnings

warnings.simplefilter("error")
try:
    from pydantic import Field, TypeAdapter
    from typing import Annotated
except ImportError:
    TypeAdapter = None

lines = sys.stdin.read().splitlines()
for line in lines:
    pattern = json.loads(line)
    try:
        re.compile(pattern)
        if TypeAdapter:
            TypeAdapter(Annotated[str, Field(pattern=pattern)])
    except Exception as error:
        print(f"{line}: {str(error).splitlines()}")
print(f"judged {len(lines)}")
