// Every icon is the same square: that one is shown can be seen, which one cannot.
import { createElement } from "react";

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
        "data-icon": name,
        ...hidden,
        ...rest,
      },
      createElement("rect", { x: 5, y: 5, width: 14, height: 14, rx: 3 }),
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
