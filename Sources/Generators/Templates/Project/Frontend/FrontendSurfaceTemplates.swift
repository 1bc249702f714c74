extension Template {
  /// The parts of a table.
  static let frontendTable = Template(
    name: "frontend/ui/table", version: 1,
    text: #"""
      import type { ComponentProps } from "react";
      import { cn } from "@/lib/utils";

      /** A table that scrolls sideways where the window is narrow. */
      export function Table({ className, ...props }: ComponentProps<"table">) {
        return (
          <div className="w-full overflow-x-auto">
            <table className={cn("w-full text-sm", className)} {...props} />
          </div>
        );
      }

      export function TableHeader({ className, ...props }: ComponentProps<"thead">) {
        return (
          <thead
            className={cn("[&_tr]:border-b [&_tr]:border-border", className)}
            {...props}
          />
        );
      }

      export function TableBody({ className, ...props }: ComponentProps<"tbody">) {
        return (
          <tbody
            className={cn("[&_tr:last-child]:border-b-0", className)}
            {...props}
          />
        );
      }

      export function TableFooter({ className, ...props }: ComponentProps<"tfoot">) {
        return (
          <tfoot
            className={cn(
              "border-t border-border bg-muted/50 font-medium",
              className,
            )}
            {...props}
          />
        );
      }

      export function TableRow({ className, ...props }: ComponentProps<"tr">) {
        return (
          <tr
            className={cn(
              "border-b border-border transition-colors hover:bg-muted/50 data-[state=selected]:bg-muted",
              className,
            )}
            {...props}
          />
        );
      }

      export function TableHead({ className, ...props }: ComponentProps<"th">) {
        return (
          <th
            className={cn(
              "h-10 px-3 text-start align-middle font-medium whitespace-nowrap text-muted-foreground",
              className,
            )}
            {...props}
          />
        );
      }

      export function TableCell({ className, ...props }: ComponentProps<"td">) {
        return <td className={cn("px-3 py-2 align-middle", className)} {...props} />;
      }

      export function TableCaption({
        className,
        ...props
      }: ComponentProps<"caption">) {
        return (
          <caption
            className={cn("mt-3 text-sm text-muted-foreground", className)}
            {...props}
          />
        );
      }

      """#)

  /// A window over the page.
  static let frontendDialog = Template(
    name: "frontend/ui/dialog", version: 1,
    text: #"""
      "use client";

      import type { ComponentProps } from "react";
      import { X } from "lucide-react";
      import { Dialog as DialogPrimitive } from "radix-ui";
      import { cn } from "@/lib/utils";

      export const Dialog = DialogPrimitive.Root;
      export const DialogTrigger = DialogPrimitive.Trigger;
      export const DialogClose = DialogPrimitive.Close;

      export function DialogContent({
        className,
        children,
        ...props
      }: ComponentProps<typeof DialogPrimitive.Content>) {
        return (
          <DialogPrimitive.Portal>
            <DialogPrimitive.Overlay className="fixed inset-0 z-50 bg-black/50" />
            <DialogPrimitive.Content
              className={cn(
                "fixed inset-x-0 top-1/4 z-50 mx-auto grid max-h-[70dvh] w-[calc(100%-2rem)] max-w-lg gap-4 overflow-y-auto",
                "rounded-lg border border-border bg-background p-6 text-foreground shadow-lg",
                className,
              )}
              {...props}
            >
              {children}
              <DialogPrimitive.Close
                aria-label="Close"
                className="absolute end-4 top-4 rounded-sm text-muted-foreground hover:text-foreground focus-visible:outline-2 focus-visible:outline-ring"
              >
                <X className="size-4" />
              </DialogPrimitive.Close>
            </DialogPrimitive.Content>
          </DialogPrimitive.Portal>
        );
      }

      export function DialogHeader({ className, ...props }: ComponentProps<"div">) {
        return (
          <div className={cn("flex flex-col gap-2 pe-6", className)} {...props} />
        );
      }

      export function DialogFooter({ className, ...props }: ComponentProps<"div">) {
        return (
          <div
            className={cn("flex flex-wrap justify-end gap-2", className)}
            {...props}
          />
        );
      }

      export function DialogTitle({
        className,
        ...props
      }: ComponentProps<typeof DialogPrimitive.Title>) {
        return (
          <DialogPrimitive.Title
            className={cn("text-lg leading-none font-semibold", className)}
            {...props}
          />
        );
      }

      export function DialogDescription({
        className,
        ...props
      }: ComponentProps<typeof DialogPrimitive.Description>) {
        return (
          <DialogPrimitive.Description
            className={cn("text-sm text-muted-foreground", className)}
            {...props}
          />
        );
      }

      """#)

  /// A window at the side.
  static let frontendSheet = Template(
    name: "frontend/ui/sheet", version: 1,
    text: #"""
      "use client";

      import type { ComponentProps } from "react";
      import { X } from "lucide-react";
      import { Dialog as SheetPrimitive } from "radix-ui";
      import { cn } from "@/lib/utils";

      export const Sheet = SheetPrimitive.Root;
      export const SheetTrigger = SheetPrimitive.Trigger;
      export const SheetClose = SheetPrimitive.Close;

      /** What lies over the end of the page: to the right, or to the left where people read so. */
      export function SheetContent({
        className,
        children,
        ...props
      }: ComponentProps<typeof SheetPrimitive.Content>) {
        return (
          <SheetPrimitive.Portal>
            <SheetPrimitive.Overlay className="fixed inset-0 z-50 bg-black/50" />
            <SheetPrimitive.Content
              className={cn(
                "fixed inset-y-0 end-0 z-50 flex h-full w-[85%] flex-col gap-4 sm:max-w-md",
                "border-s border-border bg-background text-foreground shadow-lg",
                className,
              )}
              {...props}
            >
              {children}
              <SheetPrimitive.Close
                aria-label="Close"
                className="absolute end-4 top-4 rounded-sm text-muted-foreground hover:text-foreground focus-visible:outline-2 focus-visible:outline-ring"
              >
                <X className="size-4" />
              </SheetPrimitive.Close>
            </SheetPrimitive.Content>
          </SheetPrimitive.Portal>
        );
      }

      export function SheetHeader({ className, ...props }: ComponentProps<"div">) {
        return (
          <div
            className={cn("flex flex-col gap-1.5 p-4 pe-12", className)}
            {...props}
          />
        );
      }

      export function SheetFooter({ className, ...props }: ComponentProps<"div">) {
        return (
          <div
            className={cn("mt-auto flex flex-col gap-2 p-4", className)}
            {...props}
          />
        );
      }

      export function SheetTitle({
        className,
        ...props
      }: ComponentProps<typeof SheetPrimitive.Title>) {
        return (
          <SheetPrimitive.Title
            className={cn("font-semibold", className)}
            {...props}
          />
        );
      }

      export function SheetDescription({
        className,
        ...props
      }: ComponentProps<typeof SheetPrimitive.Description>) {
        return (
          <SheetPrimitive.Description
            className={cn("text-sm text-muted-foreground", className)}
            {...props}
          />
        );
      }

      """#)

  /// A menu below its button.
  static let frontendMenu = Template(
    name: "frontend/ui/dropdown-menu", version: 1,
    text: #"""
      "use client";

      import type { ComponentProps } from "react";
      import { Check } from "lucide-react";
      import { DropdownMenu as MenuPrimitive } from "radix-ui";
      import { cn } from "@/lib/utils";

      export const DropdownMenu = MenuPrimitive.Root;
      export const DropdownMenuTrigger = MenuPrimitive.Trigger;
      export const DropdownMenuRadioGroup = MenuPrimitive.RadioGroup;

      const item = cn(
        "relative flex cursor-default items-center gap-2 rounded-sm py-1.5 text-sm outline-none",
        "focus:bg-accent focus:text-accent-foreground",
        "data-[disabled]:pointer-events-none data-[disabled]:opacity-50",
      );

      export function DropdownMenuContent({
        className,
        sideOffset = 4,
        ...props
      }: ComponentProps<typeof MenuPrimitive.Content>) {
        return (
          <MenuPrimitive.Portal>
            <MenuPrimitive.Content
              sideOffset={sideOffset}
              className={cn(
                "z-50 min-w-36 overflow-y-auto rounded-md border border-border bg-popover p-1 text-popover-foreground shadow-md",
                className,
              )}
              {...props}
            />
          </MenuPrimitive.Portal>
        );
      }

      export function DropdownMenuItem({
        className,
        ...props
      }: ComponentProps<typeof MenuPrimitive.Item>) {
        return (
          <MenuPrimitive.Item className={cn(item, "px-2", className)} {...props} />
        );
      }

      export function DropdownMenuCheckboxItem({
        className,
        children,
        ...props
      }: ComponentProps<typeof MenuPrimitive.CheckboxItem>) {
        return (
          <MenuPrimitive.CheckboxItem
            className={cn(item, "ps-8 pe-2", className)}
            {...props}
          >
            <Chosen />
            {children}
          </MenuPrimitive.CheckboxItem>
        );
      }

      export function DropdownMenuRadioItem({
        className,
        children,
        ...props
      }: ComponentProps<typeof MenuPrimitive.RadioItem>) {
        return (
          <MenuPrimitive.RadioItem
            className={cn(item, "ps-8 pe-2", className)}
            {...props}
          >
            <Chosen />
            {children}
          </MenuPrimitive.RadioItem>
        );
      }

      export function DropdownMenuLabel({
        className,
        ...props
      }: ComponentProps<typeof MenuPrimitive.Label>) {
        return (
          <MenuPrimitive.Label
            className={cn("px-2 py-1.5 text-sm font-medium", className)}
            {...props}
          />
        );
      }

      export function DropdownMenuSeparator({
        className,
        ...props
      }: ComponentProps<typeof MenuPrimitive.Separator>) {
        return (
          <MenuPrimitive.Separator
            className={cn("-mx-1 my-1 h-px bg-border", className)}
            {...props}
          />
        );
      }

      function Chosen() {
        return (
          <span className="absolute start-2 flex size-4 items-center justify-center">
            <MenuPrimitive.ItemIndicator>
              <Check className="size-4" />
            </MenuPrimitive.ItemIndicator>
          </span>
        );
      }

      """#)

  /// Where messages appear.
  static let frontendMessages = Template(
    name: "frontend/ui/sonner", version: 1,
    text: #"""
      "use client";

      import { Toaster as Sonner } from "sonner";
      import { site } from "@/lib/site";

      const toastOptions = {
        style: {
          background: "var(--popover)",
          color: "var(--popover-foreground)",
          borderColor: "var(--border)",
        },
      };

      /** Where messages appear: `toast.success("Saved")` shows one. */
      export function Toaster() {
        return (
          <Sonner
            dir={site.direction}
            position={site.direction === "rtl" ? "bottom-left" : "bottom-right"}
            toastOptions={toastOptions}
          />
        );
      }

      """#)
}
