// Icons as one path each; a square stands for those that have none here.
import { createElement } from "react";

const PATHS = {
  Check: "m5 12 5 5 9-10",
  ChevronDown: "m6 9 6 6 6-6",
  ChevronLeft: "m15 6-6 6 6 6",
  ChevronRight: "m9 6 6 6-6 6",
  ChevronUp: "m6 15 6-6 6 6",
  Plus: "M12 5v14M5 12h14",
  X: "M6 6 18 18M18 6 6 18",
};

const icon = (name) =>
  function Icon({ size = 24, absoluteStrokeWidth, ...rest }) {
    const hidden = "aria-label" in rest ? {} : { "aria-hidden": true };
    return createElement(
      "svg",
      {
        width: size,
        height: size,
        viewBox: "0 0 24 24",
        fill: "none",
        stroke: "currentColor",
        strokeWidth: 2,
        "data-icon": name,
        ...hidden,
        ...rest,
      },
      createElement("path", { d: PATHS[name] ?? "M5 5h14v14H5z" }),
    );
  };

export const ArrowDown = icon("ArrowDown");
export const ArrowUp = icon("ArrowUp");
export const ArrowUpDown = icon("ArrowUpDown");
export const Check = icon("Check");
export const ChevronDown = icon("ChevronDown");
export const ChevronLeft = icon("ChevronLeft");
export const ChevronRight = icon("ChevronRight");
export const ChevronUp = icon("ChevronUp");
export const ChevronsLeft = icon("ChevronsLeft");
export const ChevronsRight = icon("ChevronsRight");
export const ChevronsUpDown = icon("ChevronsUpDown");
export const Loader2 = icon("Loader2");
export const MoreHorizontal = icon("MoreHorizontal");
export const Pencil = icon("Pencil");
export const Plus = icon("Plus");
export const Search = icon("Search");
export const Trash2 = icon("Trash2");
export const X = icon("X");
