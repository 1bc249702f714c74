import z from "z"
// About b.
import b from "./b"
import c from "./c"
import { aa } from "./aa"
