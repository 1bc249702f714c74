import { z as zod } from "zod";
