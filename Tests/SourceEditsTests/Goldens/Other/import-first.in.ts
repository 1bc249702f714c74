// Licence.

/** About a. */
export const a = 1
