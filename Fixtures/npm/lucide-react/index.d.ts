import type { ReactNode, SVGProps } from "react";

interface IconProps extends Omit<SVGProps<SVGSVGElement>, "ref"> {
  size?: string | number;
  absoluteStrokeWidth?: boolean;
}

type Icon = (props: IconProps) => ReactNode;
export type { Icon as LucideIcon };
export const ArrowDown: Icon;
export const ArrowUp: Icon;
export const ArrowUpDown: Icon;
export const Check: Icon;
export const ChevronDown: Icon;
export const ChevronLeft: Icon;
export const ChevronRight: Icon;
export const ChevronUp: Icon;
export const ChevronsLeft: Icon;
export const ChevronsRight: Icon;
export const ChevronsUpDown: Icon;
export const CircleUser: Icon;
export const FileText: Icon;
export const House: Icon;
export const Loader2: Icon;
export const Menu: Icon;
export const Minus: Icon;
export const Monitor: Icon;
export const Moon: Icon;
export const MoreHorizontal: Icon;
export const Pencil: Icon;
export const Plus: Icon;
export const Search: Icon;
export const Sun: Icon;
export const Trash2: Icon;
export const X: Icon;
