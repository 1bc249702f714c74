import type {
  ButtonHTMLAttributes,
  ForwardRefExoticComponent,
  HTMLAttributes,
  LabelHTMLAttributes,
  ReactNode,
  RefAttributes,
} from "react";

type Part<Props, Element> = ForwardRefExoticComponent<Props & RefAttributes<Element>>;
type Div = Part<HTMLAttributes<HTMLDivElement>, HTMLDivElement>;
type Span = Part<HTMLAttributes<HTMLSpanElement>, HTMLSpanElement>;
type Button = Part<ButtonHTMLAttributes<HTMLButtonElement>, HTMLButtonElement>;
type Group = (props: { children?: ReactNode }) => ReactNode & object;

type Checked = boolean | "indeterminate";
type ToggleProps<State> =
  & Omit<ButtonHTMLAttributes<HTMLButtonElement>, "checked" | "defaultChecked">
  & { checked?: State; onCheckedChange?: (checked: State) => void; required?: boolean };

export declare namespace Checkbox {
  type CheckedState = Checked;
  const Root: Part<ToggleProps<Checked>, HTMLButtonElement>;
  const Indicator: Span;
}

export declare namespace Switch {
  const Root: Part<ToggleProps<boolean>, HTMLButtonElement>;
  const Thumb: Span;
}

export declare namespace Slot {
  const Root: Part<HTMLAttributes<HTMLElement>, HTMLElement>;
}

export declare namespace Direction {
  const Provider: (props: { dir: "ltr" | "rtl"; children?: ReactNode }) => ReactNode & object;
}

export declare namespace Label {
  const Root: Part<LabelHTMLAttributes<HTMLLabelElement>, HTMLLabelElement>;
}

export declare namespace Dialog {
  interface DialogProps {
    open?: boolean;
    onOpenChange?(open: boolean): void;
    children?: ReactNode;
  }
  const Root: (props: DialogProps) => ReactNode & object;
  const Trigger: Button;
  const Portal: Group;
  const Overlay: Div;
  const Content: Div;
  const Close: Button;
  const Title: Part<HTMLAttributes<HTMLHeadingElement>, HTMLHeadingElement>;
  const Description: Part<HTMLAttributes<HTMLParagraphElement>, HTMLParagraphElement>;
}

export declare namespace Select {
  interface SelectProps {
    value?: string;
    onValueChange?(value: string): void;
    disabled?: boolean;
    name?: string;
    children?: ReactNode;
  }
  interface ContentProps extends HTMLAttributes<HTMLDivElement> {
    position?: "item-aligned" | "popper";
  }
  interface ItemProps extends HTMLAttributes<HTMLDivElement> {
    value: string;
    disabled?: boolean;
  }
  const Root: (props: SelectProps) => ReactNode & object;
  const Trigger: Button;
  const Value: Part<HTMLAttributes<HTMLSpanElement> & { placeholder?: ReactNode }, HTMLSpanElement>;
  const Icon: Span;
  const Portal: Group;
  const Content: Part<ContentProps, HTMLDivElement>;
  const Viewport: Div;
  const Item: Part<ItemProps, HTMLDivElement>;
  const ItemText: Span;
  const ItemIndicator: Span;
}

export declare namespace DropdownMenu {
  interface ContentProps extends HTMLAttributes<HTMLDivElement> {
    align?: "start" | "center" | "end";
    sideOffset?: number;
  }
  interface CheckboxItemProps extends Omit<HTMLAttributes<HTMLDivElement>, "onSelect"> {
    checked?: Checked;
    onCheckedChange?: (checked: boolean) => void;
    onSelect?: (event: Event) => void;
    disabled?: boolean;
  }
  interface ItemProps extends Omit<HTMLAttributes<HTMLDivElement>, "onSelect"> {
    onSelect?: (event: Event) => void;
    disabled?: boolean;
  }
  interface RadioGroupProps extends HTMLAttributes<HTMLDivElement> {
    value?: string;
    onValueChange?: (value: string) => void;
  }
  interface RadioItemProps extends ItemProps {
    value: string;
  }
  const Root: Group;
  const Trigger: Button;
  const Portal: Group;
  const Content: Part<ContentProps, HTMLDivElement>;
  const Item: Part<ItemProps, HTMLDivElement>;
  const Label: Div;
  const Separator: Div;
  const RadioGroup: Part<RadioGroupProps, HTMLDivElement>;
  const RadioItem: Part<RadioItemProps, HTMLDivElement>;
  const CheckboxItem: Part<CheckboxItemProps, HTMLDivElement>;
  const ItemIndicator: Span;
}
