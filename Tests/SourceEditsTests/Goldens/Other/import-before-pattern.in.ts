import a from "./a" // why
;[1, 2].forEach(a)
