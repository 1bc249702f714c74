// Classes one after another; of two that set the same size or space, the last stays.
const SIZED = /^-?(size|[wh]|(?:min|max)-[wh]|[mp][xytrblse]?|gap(?:-[xy])?)-/;

function group(name) {
  const variants = name.slice(0, name.lastIndexOf(":") + 1);
  const sized = SIZED.exec(name.slice(variants.length));
  return sized && variants + sized[1];
}

export function twMerge(...classes) {
  const names = classes.flat(Infinity).filter(Boolean).join(" ").split(/\s+/);
  const last = new Map(names.map((name) => [group(name) ?? name, name]));
  return names.filter((name) => last.get(group(name) ?? name) === name).join(" ");
}
