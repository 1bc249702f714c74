"use client";
// Parts without looks: state, roles, keys and focus.
import {
  Children,
  cloneElement,
  createContext,
  createElement,
  forwardRef,
  useContext,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { createPortal } from "react-dom";

/** Calls what the project gave, then our own unless that was prevented. */
const both = (theirs, own) => (event) => {
  theirs?.(event);
  if (!event.defaultPrevented) own(event);
};

/** A context that only the parts of one root have. */
function parts(name) {
  const Context = createContext(null);
  const use = () => {
    const value = useContext(Context);
    if (!value) throw new Error(`This part belongs in ${name}.Root`);
    return value;
  };
  return [Context.Provider, use];
}

const plain = (tag) => forwardRef((props, ref) => createElement(tag, { ...props, ref }));

const Portal = ({ children }) => children;

const stateOf = (checked) =>
  checked === "indeterminate" ? checked : checked ? "checked" : "unchecked";

// Checkbox and Switch. As in the real ones, a name is for forms, not for the button.

const [CheckedProvider, useChecked] = parts("Checkbox or Switch");

const toggle = (role) =>
  forwardRef(({ checked = false, onCheckedChange, name, value, onClick, ...rest }, ref) =>
    createElement(
      CheckedProvider,
      { value: { checked } },
      createElement("button", {
        type: "button",
        role,
        "aria-checked": checked === "indeterminate" ? "mixed" : checked,
        "data-state": stateOf(checked),
        ...rest,
        ref,
        onClick: both(onClick, () => onCheckedChange?.(checked !== true)),
      }),
    )
  );

const Indicator = forwardRef((props, ref) => {
  const { checked } = useChecked();
  return checked ? createElement("span", { "data-state": stateOf(checked), ...props, ref }) : null;
});

const Thumb = forwardRef((props, ref) =>
  createElement("span", { "data-state": stateOf(useChecked().checked), ...props, ref })
);

export const Checkbox = { Root: toggle("checkbox"), Indicator };
export const Switch = { Root: toggle("switch"), Thumb };

export const Label = { Root: plain("label") };

/** Gives what it is given to the one element in it. */
const SlotRoot = forwardRef(({ children, ...props }, ref) => {
  const child = Children.only(children);
  const className = [props.className, child.props.className].filter(Boolean).join(" ");
  return cloneElement(child, {
    ...props,
    ...child.props,
    ...(className ? { className } : {}),
    ref: child.ref ?? ref,
  });
});

export const Slot = { Root: SlotRoot };

// What a document says is enough here: nothing is placed by it.
export const Direction = { Provider: ({ children }) => children };

// Dialog

const [DialogProvider, useDialog] = parts("Dialog");
const FOCUSABLE = "a[href],button:not([disabled]),input,select,textarea,[tabindex='0']";

const focusable = (element) =>
  [...element.querySelectorAll(FOCUSABLE)].filter((each) => each.getClientRects().length);

function DialogRoot({ open = false, onOpenChange = () => {}, children }) {
  const id = useId();
  return createElement(DialogProvider, { value: { open, onOpenChange, id } }, children);
}

const DialogOverlay = forwardRef((props, ref) => {
  const { open, onOpenChange } = useDialog();
  if (!open) return null;
  const overlay = createElement("div", { ...props, ref, onClick: () => onOpenChange(false) });
  return createPortal(overlay, document.body);
});

const DialogContent = (props) => {
  if (!useDialog().open) return null;
  return createPortal(createElement(OpenDialog, props), document.body);
};

/** Takes the focus, keeps it, and gives it back. */
function OpenDialog({ onKeyDown, ...props }) {
  const { onOpenChange, id } = useDialog();
  const ref = useRef(null);

  useEffect(() => {
    const before = document.activeElement;
    (focusable(ref.current)[0] ?? ref.current).focus();
    return () => before?.focus?.();
  }, []);

  useEffect(() => {
    const pressed = (event) => event.key === "Escape" && onOpenChange(false);
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [onOpenChange]);

  function tab(event) {
    if (event.key !== "Tab") return;
    const all = focusable(ref.current);
    const [edge, other] = event.shiftKey ? [all[0], all.at(-1)] : [all.at(-1), all[0]];
    if (document.activeElement !== edge) return;
    event.preventDefault();
    other.focus();
  }

  return createElement("div", {
    role: "dialog",
    "aria-labelledby": `${id}-title`,
    "aria-describedby": `${id}-description`,
    tabIndex: -1,
    ...props,
    ref,
    onKeyDown: both(onKeyDown, tab),
  });
}

const DialogClose = forwardRef(({ onClick, ...props }, ref) => {
  const { onOpenChange } = useDialog();
  const close = both(onClick, () => onOpenChange(false));
  return createElement("button", { type: "button", ...props, ref, onClick: close });
});

const named = (tag, part) =>
  forwardRef((props, ref) =>
    createElement(tag, { id: `${useDialog().id}-${part}`, ...props, ref })
  );

const DialogTrigger = forwardRef(({ onClick, ...props }, ref) => {
  const { open, onOpenChange } = useDialog();
  const show = both(onClick, () => onOpenChange(true));
  return createElement("button", {
    type: "button",
    "aria-haspopup": "dialog",
    "aria-expanded": open,
    ...props,
    ref,
    onClick: show,
  });
});

export const Dialog = {
  Root: DialogRoot,
  Trigger: DialogTrigger,
  Portal,
  Overlay: DialogOverlay,
  Content: DialogContent,
  Close: DialogClose,
  Title: named("h2", "title"),
  Description: named("p", "description"),
};

// Select and DropdownMenu: a list below its trigger.

const [ListProvider, useList] = parts("Select or DropdownMenu");

/** Opens and closes; the trigger has the focus again. */
function useOpen() {
  const [place, setPlace] = useState(null);
  const trigger = useRef(null);
  const open = () => {
    const { left, bottom, width } = trigger.current.getBoundingClientRect();
    setPlace({ left, bottom, width });
  };
  const close = () => {
    setPlace(null);
    trigger.current?.focus();
  };
  return { place, isOpen: place !== null, open, close, trigger };
}

const ListTrigger = (role, popup) =>
  forwardRef(({ onClick, ...props }, ref) => {
    const { isOpen, open, close, trigger } = useList();
    return createElement("button", {
      type: "button",
      role,
      "aria-haspopup": popup,
      "aria-expanded": isOpen,
      ...props,
      ref: (element) => {
        trigger.current = element;
        if (typeof ref === "function") ref(element);
        else if (ref) ref.current = element;
      },
      onClick: both(onClick, isOpen ? close : open),
    });
  });

const ITEMS = "[role=option],[role^=menuitem]";

/** An open list: arrows move, Escape and a click elsewhere close it. */
function OpenList({ role, align, position, sideOffset, onKeyDown, style, ...props }) {
  const { place, close } = useList();
  const ref = useRef(null);
  const [shift, setShift] = useState(0);

  useEffect(() => {
    const items = [...ref.current.querySelectorAll(ITEMS)];
    (items.find((each) => each.ariaSelected === "true") ?? items[0])?.focus();
    const { left, right } = ref.current.getBoundingClientRect();
    setShift(align === "end" ? place.left + place.width - right : Math.min(0, innerWidth - right));
    const pressed = (event) => !ref.current.contains(event.target) && close();
    document.addEventListener("pointerdown", pressed);
    return () => document.removeEventListener("pointerdown", pressed);
  }, []);

  function press(event) {
    const items = [...ref.current.querySelectorAll(ITEMS)];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) items[items.indexOf(document.activeElement) + step]?.focus();
    if (event.key === "Escape") close();
    if (!step && event.key !== "Escape") return;
    event.preventDefault();
    // What is around it stays open.
    event.stopPropagation();
  }

  return createElement("div", {
    role,
    ...props,
    ref,
    onKeyDown: both(onKeyDown, press),
    style: {
      position: "fixed",
      left: place.left + shift,
      top: place.bottom,
      minWidth: place.width,
      ...style,
    },
  });
}

const keyed = (choose) => (event) => {
  if (event.key !== "Enter" && event.key !== " ") return;
  event.preventDefault();
  choose(event);
};

function SelectRoot({ value = "", onValueChange, children }) {
  const list = useOpen();
  const [labels, setLabels] = useState({});
  const setLabel = (of, label) =>
    setLabels((before) => (before[of] === label ? before : { ...before, [of]: label }));
  const choose = (chosen) => {
    list.close();
    onValueChange?.(chosen);
  };
  const shared = { ...list, value, labels, setLabel, choose };
  return createElement(ListProvider, { value: shared }, children);
}

const SelectValue = ({ placeholder, ...props }) => {
  const { value, labels } = useList();
  return createElement("span", props, value === "" ? placeholder : labels[value]);
};

// Closed, its items are there all the same: the trigger shows what the chosen one says.
const SelectContent = (props) =>
  useList().isOpen
    ? createPortal(createElement(OpenList, { role: "listbox", ...props }), document.body)
    : createElement("div", { hidden: true }, props.children);

const SelectItem = ({ value, onClick, onKeyDown, ...props }) => {
  if (value === "") throw new Error("A Select.Item must have a value that is not empty");
  const ref = useRef(null);
  const { setLabel, choose, ...list } = useList();
  useEffect(() => setLabel(value, ref.current.textContent));
  const option = createElement("div", {
    role: "option",
    "aria-selected": list.value === value,
    tabIndex: -1,
    ...props,
    ref,
    onClick: both(onClick, () => choose(value)),
    onKeyDown: both(onKeyDown, keyed(() => choose(value))),
  });
  return createElement(CheckedProvider, { value: { checked: list.value === value } }, option);
};

export const Select = {
  Root: SelectRoot,
  Trigger: ListTrigger("combobox", "listbox"),
  Value: SelectValue,
  Icon: plain("span"),
  Portal,
  Content: SelectContent,
  Viewport: plain("div"),
  Item: SelectItem,
  ItemText: plain("span"),
  ItemIndicator: Indicator,
};

const MenuRoot = ({ children }) => createElement(ListProvider, { value: useOpen() }, children);

const MenuContent = (props) =>
  useList().isOpen
    ? createPortal(createElement(OpenList, { role: "menu", ...props }), document.body)
    : null;

/** What a menu's items have in common: they close it unless they are told not to. */
function MenuItem({ disabled, onSelect, chosen, ...props }) {
  const { close } = useList();
  const select = () => {
    if (disabled) return;
    const event = new Event("select", { cancelable: true });
    onSelect?.(event);
    chosen?.();
    if (!event.defaultPrevented) close();
  };
  return createElement("div", {
    role: "menuitem",
    "aria-disabled": disabled || undefined,
    "data-disabled": disabled ? "" : undefined,
    tabIndex: -1,
    ...props,
    onClick: select,
    onKeyDown: keyed(select),
  });
}

const MenuCheckboxItem = ({ checked = false, onCheckedChange, ...props }) =>
  createElement(
    CheckedProvider,
    { value: { checked } },
    createElement(MenuItem, {
      role: "menuitemcheckbox",
      "aria-checked": checked === "indeterminate" ? "mixed" : checked,
      chosen: () => onCheckedChange?.(checked !== true),
      ...props,
    }),
  );

const [RadioProvider, useRadio] = parts("DropdownMenu.RadioGroup");

const MenuRadioGroup = ({ value, onValueChange, ...props }) =>
  createElement(
    RadioProvider,
    { value: { value, onValueChange } },
    createElement("div", { role: "group", ...props }),
  );

const MenuRadioItem = ({ value, ...props }) => {
  const group = useRadio();
  const checked = group.value === value;
  return createElement(
    CheckedProvider,
    { value: { checked } },
    createElement(MenuItem, {
      role: "menuitemradio",
      "aria-checked": checked,
      chosen: () => group.onValueChange?.(value),
      ...props,
    }),
  );
};

export const DropdownMenu = {
  Root: MenuRoot,
  Trigger: ListTrigger(undefined, "menu"),
  Portal,
  Content: MenuContent,
  Item: MenuItem,
  Label: plain("div"),
  Separator: forwardRef((props, ref) => createElement("div", { role: "separator", ...props, ref })),
  RadioGroup: MenuRadioGroup,
  RadioItem: MenuRadioItem,
  CheckboxItem: MenuCheckboxItem,
  ItemIndicator: Indicator,
};
