// Classes by variant.
import { clsx } from "clsx";

export const cva = (base, { variants = {}, defaultVariants = {} } = {}) => (props = {}) => {
  const chosen = Object.entries(variants).map(([name, choices]) => {
    const choice = props[name] === undefined ? defaultVariants[name] : props[name];
    return choice === null || choice === undefined ? undefined : choices[String(choice)];
  });
  return clsx(base, chosen, props.className);
};
