// Any module that is for servers only, seen from the browser's bundle.
throw new Error("a module for servers only is part of the browser's bundle");
