import a from "./a" // why
import { b } from "./b"
;[1, 2].forEach(a)
