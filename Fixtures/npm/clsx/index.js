// Class names, of strings, lists and objects whose values say yes.
export function clsx(...inputs) {
  return inputs
    .map((input) => {
      if (!input || input === true) return "";
      if (Array.isArray(input)) return clsx(...input);
      if (typeof input === "object") {
        return Object.keys(input).filter((name) => input[name]).join(" ");
      }
      return String(input);
    })
    .filter(Boolean)
    .join(" ");
}

export default clsx;
