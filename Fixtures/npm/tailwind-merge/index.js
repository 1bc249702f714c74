// Classes one after another; that a later one displaces an earlier one is left to the style sheet.
export const twMerge = (...classes) => classes.flat(Infinity).filter(Boolean).join(" ");
