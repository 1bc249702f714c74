// Licence.

import { z } from "zod"

/** About a. */
export const a = 1
