// Icons as one path each; a square stands for those that have none here.
import { createElement } from "react";

const PATHS = {
  Check: "m5 12 5 5 9-10",
  ChevronDown: "m6 9 6 6 6-6",
  ChevronLeft: "m15 6-6 6 6 6",
  ChevronRight: "m9 6 6 6-6 6",
  ChevronUp: "m6 15 6-6 6 6",
  CircleUser: "M12 2a10 10 0 1 0 0 20 10 10 0 1 0 0-20M8 10a4 4 0 1 0 8 0 4 4 0 1 0-8 0M6 20q6-8 12 0",
  FileText: "M6 3h8l4 4v14H6zM9 12h6M9 16h6",
  House: "M3 11 12 3l9 8v10h-6v-6H9v6H3z",
  Menu: "M4 7h16M4 12h16M4 17h16",
  Minus: "M5 12h14",
  Monitor: "M3 4h18v12H3zM8 21h8M12 16v5",
  Moon: "M20 14A8 8 0 1 1 10 4a7 7 0 0 0 10 10z",
  Plus: "M12 5v14M5 12h14",
  Sun: "M8 12a4 4 0 1 0 8 0 4 4 0 1 0-8 0M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1 1M18 18l1 1M5 19l1-1M18 6l1-1",
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
export const CircleUser = icon("CircleUser");
export const FileText = icon("FileText");
export const House = icon("House");
export const Loader2 = icon("Loader2");
export const Menu = icon("Menu");
export const Minus = icon("Minus");
export const Monitor = icon("Monitor");
export const Moon = icon("Moon");
export const MoreHorizontal = icon("MoreHorizontal");
export const Pencil = icon("Pencil");
export const Plus = icon("Plus");
export const Search = icon("Search");
export const Sun = icon("Sun");
export const Trash2 = icon("Trash2");
export const X = icon("X");
