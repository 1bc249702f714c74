extension Template {
  /// A button.
  static let frontendButton = Template(
    name: "frontend/ui/button", version: 1,
    text: #"""
      import { type ButtonHTMLAttributes, forwardRef } from "react";
      import { cva, type VariantProps } from "class-variance-authority";
      import { cn } from "@/lib/utils";

      /** The looks of a button, for links that look like one too. */
      export const buttonVariants = cva(
        [
          "inline-flex shrink-0 items-center justify-center gap-2 rounded-md",
          "text-sm font-medium whitespace-nowrap transition-colors",
          "focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-ring",
          "disabled:pointer-events-none disabled:opacity-50",
        ],
        {
          variants: {
            variant: {
              default: "bg-primary text-primary-foreground hover:bg-primary/90",
              secondary:
                "bg-secondary text-secondary-foreground hover:bg-secondary/80",
              outline:
                "border border-input bg-background hover:bg-accent hover:text-accent-foreground",
              ghost: "hover:bg-accent hover:text-accent-foreground",
              destructive:
                "bg-destructive text-destructive-foreground hover:bg-destructive/90",
              link: "text-primary underline-offset-4 hover:underline",
            },
            size: {
              default: "h-9 px-4",
              sm: "h-8 px-3",
              lg: "h-10 px-6",
              icon: "size-9",
            },
          },
          defaultVariants: { variant: "default", size: "default" },
        },
      );

      export type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> &
        VariantProps<typeof buttonVariants>;

      export const Button = forwardRef<HTMLButtonElement, ButtonProps>(
        ({ className, variant, size, ...props }, ref) => (
          <button
            ref={ref}
            className={cn(buttonVariants({ variant, size }), className)}
            {...props}
          />
        ),
      );
      Button.displayName = "Button";

      """#)

  /// A field of one line.
  static let frontendInput = Template(
    name: "frontend/ui/input", version: 1,
    text: #"""
      import { forwardRef, type InputHTMLAttributes } from "react";
      import { cn } from "@/lib/utils";

      export const Input = forwardRef<
        HTMLInputElement,
        InputHTMLAttributes<HTMLInputElement>
      >(({ className, ...props }, ref) => (
        <input
          ref={ref}
          className={cn(
            "h-9 w-full min-w-0 rounded-md border border-input bg-background px-3 py-1 text-sm",
            "placeholder:text-muted-foreground",
            "focus-visible:outline-2 focus-visible:outline-ring",
            "disabled:cursor-not-allowed disabled:opacity-50 aria-invalid:border-destructive",
            className,
          )}
          {...props}
        />
      ));
      Input.displayName = "Input";

      """#)

  /// The label of a field.
  static let frontendLabel = Template(
    name: "frontend/ui/label", version: 1,
    text: #"""
      "use client";

      import type { ComponentProps } from "react";
      import { Label as LabelPrimitive } from "radix-ui";
      import { cn } from "@/lib/utils";

      export function Label({
        className,
        ...props
      }: ComponentProps<typeof LabelPrimitive.Root>) {
        return (
          <LabelPrimitive.Root
            className={cn("text-sm leading-none font-medium", className)}
            {...props}
          />
        );
      }

      """#)

  /// A field of many lines.
  static let frontendTextarea = Template(
    name: "frontend/ui/textarea", version: 1,
    text: #"""
      import { forwardRef, type TextareaHTMLAttributes } from "react";
      import { cn } from "@/lib/utils";

      export const Textarea = forwardRef<
        HTMLTextAreaElement,
        TextareaHTMLAttributes<HTMLTextAreaElement>
      >(({ className, ...props }, ref) => (
        <textarea
          ref={ref}
          className={cn(
            "min-h-20 w-full rounded-md border border-input bg-background px-3 py-2 text-sm",
            "placeholder:text-muted-foreground",
            "focus-visible:outline-2 focus-visible:outline-ring",
            "disabled:cursor-not-allowed disabled:opacity-50 aria-invalid:border-destructive",
            className,
          )}
          {...props}
        />
      ));
      Textarea.displayName = "Textarea";

      """#)

  /// A box to tick.
  static let frontendCheckbox = Template(
    name: "frontend/ui/checkbox", version: 1,
    text: #"""
      "use client";

      import { type ComponentProps, forwardRef } from "react";
      import { Check, Minus } from "lucide-react";
      import { Checkbox as CheckboxPrimitive } from "radix-ui";
      import { cn } from "@/lib/utils";

      type CheckboxProps = Omit<ComponentProps<typeof CheckboxPrimitive.Root>, "ref">;

      export const Checkbox = forwardRef<HTMLButtonElement, CheckboxProps>(
        ({ className, checked, ...props }, ref) => (
          <CheckboxPrimitive.Root
            ref={ref}
            checked={checked}
            className={cn(
              "inline-flex size-4 shrink-0 items-center justify-center rounded-sm border border-input align-middle",
              "focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-ring",
              "data-[state=checked]:border-primary data-[state=checked]:bg-primary data-[state=checked]:text-primary-foreground",
              "data-[state=indeterminate]:border-primary data-[state=indeterminate]:bg-primary data-[state=indeterminate]:text-primary-foreground",
              "disabled:cursor-not-allowed disabled:opacity-50 aria-invalid:border-destructive",
              className,
            )}
            {...props}
          >
            <CheckboxPrimitive.Indicator>
              {checked === "indeterminate" ? (
                <Minus className="size-3" />
              ) : (
                <Check className="size-3" />
              )}
            </CheckboxPrimitive.Indicator>
          </CheckboxPrimitive.Root>
        ),
      );
      Checkbox.displayName = "Checkbox";

      """#)

  /// A switch.
  static let frontendToggle = Template(
    name: "frontend/ui/switch", version: 1,
    text: #"""
      "use client";

      import { type ComponentProps, forwardRef } from "react";
      import { Switch as SwitchPrimitive } from "radix-ui";
      import { cn } from "@/lib/utils";

      type SwitchProps = Omit<ComponentProps<typeof SwitchPrimitive.Root>, "ref">;

      export const Switch = forwardRef<HTMLButtonElement, SwitchProps>(
        ({ className, ...props }, ref) => (
          <SwitchPrimitive.Root
            ref={ref}
            className={cn(
              "inline-flex h-5 w-9 shrink-0 items-center rounded-full bg-input px-0.5 align-middle transition-colors",
              "focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-ring",
              "disabled:cursor-not-allowed disabled:opacity-50 data-[state=checked]:bg-primary",
              className,
            )}
            {...props}
          >
            <SwitchPrimitive.Thumb className="block size-4 rounded-full bg-background data-[state=checked]:ms-auto" />
          </SwitchPrimitive.Root>
        ),
      );
      Switch.displayName = "Switch";

      """#)

  /// A choice among some.
  static let frontendSelect = Template(
    name: "frontend/ui/select", version: 1,
    text: #"""
      "use client";

      import { type ComponentProps, forwardRef } from "react";
      import { Check, ChevronDown } from "lucide-react";
      import { Select as SelectPrimitive } from "radix-ui";
      import { cn } from "@/lib/utils";

      export const Select = SelectPrimitive.Root;
      export const SelectValue = SelectPrimitive.Value;

      type SelectTriggerProps = Omit<
        ComponentProps<typeof SelectPrimitive.Trigger>,
        "ref"
      >;

      export const SelectTrigger = forwardRef<HTMLButtonElement, SelectTriggerProps>(
        ({ className, children, ...props }, ref) => (
          <SelectPrimitive.Trigger
            ref={ref}
            className={cn(
              "flex h-9 w-full items-center justify-between gap-2 rounded-md border border-input bg-background px-3 text-sm whitespace-nowrap",
              "focus-visible:outline-2 focus-visible:outline-ring",
              "disabled:cursor-not-allowed disabled:opacity-50 aria-invalid:border-destructive",
              className,
            )}
            {...props}
          >
            {children}
            <SelectPrimitive.Icon>
              <ChevronDown className="size-4 text-muted-foreground" />
            </SelectPrimitive.Icon>
          </SelectPrimitive.Trigger>
        ),
      );
      SelectTrigger.displayName = "SelectTrigger";

      export function SelectContent({
        className,
        children,
        ...props
      }: ComponentProps<typeof SelectPrimitive.Content>) {
        return (
          <SelectPrimitive.Portal>
            <SelectPrimitive.Content
              position="popper"
              className={cn(
                "z-50 max-h-72 overflow-y-auto rounded-md border border-border bg-popover text-popover-foreground shadow-md",
                className,
              )}
              {...props}
            >
              <SelectPrimitive.Viewport className="p-1">
                {children}
              </SelectPrimitive.Viewport>
            </SelectPrimitive.Content>
          </SelectPrimitive.Portal>
        );
      }

      export function SelectItem({
        className,
        children,
        ...props
      }: ComponentProps<typeof SelectPrimitive.Item>) {
        return (
          <SelectPrimitive.Item
            className={cn(
              "relative flex cursor-default items-center rounded-sm py-1.5 ps-2 pe-8 text-sm outline-none",
              "focus:bg-accent focus:text-accent-foreground",
              "data-[disabled]:pointer-events-none data-[disabled]:opacity-50",
              className,
            )}
            {...props}
          >
            <SelectPrimitive.ItemText>{children}</SelectPrimitive.ItemText>
            <SelectPrimitive.ItemIndicator className="absolute end-2">
              <Check className="size-4" />
            </SelectPrimitive.ItemIndicator>
          </SelectPrimitive.Item>
        );
      }

      """#)

  /// A form's fields, with what is wrong in them.
  static let frontendForm = Template(
    name: "frontend/ui/form", version: 1,
    text: #"""
      "use client";

      import {
        type ComponentProps,
        createContext,
        useContext,
        useId,
      } from "react";
      import { Slot } from "radix-ui";
      import {
        Controller,
        type ControllerProps,
        type FieldPath,
        type FieldValues,
        FormProvider,
        useFormContext,
      } from "react-hook-form";
      import { Label } from "@/components/ui/label";
      import { cn } from "@/lib/utils";

      /** The state of a form for the parts below: `<Form {...useForm()}>`. */
      export const Form = FormProvider;

      const FieldContext = createContext<string | null>(null);
      const ItemContext = createContext<string | null>(null);

      /** One field, by its name: `render` gets what its control needs. */
      export function FormField<
        Values extends FieldValues,
        Name extends FieldPath<Values>,
      >(props: ControllerProps<Values, Name>) {
        return (
          <FieldContext.Provider value={props.name}>
            <Controller {...props} />
          </FieldContext.Provider>
        );
      }

      /** The label, the control and what is said of them, one below the other. */
      export function FormItem({ className, ...props }: ComponentProps<"div">) {
        const id = useId();

        return (
          <ItemContext.Provider value={id}>
            <div className={cn("flex flex-col gap-2", className)} {...props} />
          </ItemContext.Provider>
        );
      }

      export function FormLabel({
        className,
        ...props
      }: ComponentProps<typeof Label>) {
        const { id, error } = useFormField();

        return (
          <Label
            htmlFor={id}
            className={cn(error && "text-destructive", className)}
            {...props}
          />
        );
      }

      /** Gives the one control in it its id, and tells it what describes it. */
      export function FormControl(props: ComponentProps<typeof Slot.Root>) {
        const { id, error } = useFormField();
        const described = error ? `${id}-hint ${id}-message` : `${id}-hint`;

        return (
          <Slot.Root
            id={id}
            aria-describedby={described}
            aria-invalid={error ? true : undefined}
            {...props}
          />
        );
      }

      export function FormDescription({ className, ...props }: ComponentProps<"p">) {
        const { id } = useFormField();

        return (
          <p
            id={`${id}-hint`}
            className={cn("text-sm text-muted-foreground", className)}
            {...props}
          />
        );
      }

      /** What is wrong with the field, else what stands in it. */
      export function FormMessage({
        className,
        children,
        ...props
      }: ComponentProps<"p">) {
        const { id, error } = useFormField();
        const text = error?.message ?? children;
        if (!text) return null;

        return (
          <p
            id={`${id}-message`}
            role="alert"
            className={cn("text-sm text-destructive", className)}
            {...props}
          >
            {text}
          </p>
        );
      }

      function useFormField() {
        const name = useContext(FieldContext);
        const id = useContext(ItemContext);
        const { getFieldState, formState } = useFormContext();
        if (name === null || id === null) {
          throw new Error("The parts of a form belong in FormField and FormItem");
        }
        return { id, error: getFieldState(name, formState).error };
      }

      """#)

  /// A word in a frame.
  static let frontendBadge = Template(
    name: "frontend/ui/badge", version: 1,
    text: #"""
      import type { HTMLAttributes } from "react";
      import { cva, type VariantProps } from "class-variance-authority";
      import { cn } from "@/lib/utils";

      export const badgeVariants = cva(
        "inline-flex items-center gap-1 rounded-md border px-2 py-0.5 text-xs font-medium whitespace-nowrap",
        {
          variants: {
            variant: {
              default: "border-transparent bg-primary text-primary-foreground",
              secondary: "border-transparent bg-secondary text-secondary-foreground",
              destructive:
                "border-transparent bg-destructive text-destructive-foreground",
              outline: "border-border text-foreground",
            },
          },
          defaultVariants: { variant: "default" },
        },
      );

      export type BadgeProps = HTMLAttributes<HTMLSpanElement> &
        VariantProps<typeof badgeVariants>;

      export function Badge({ className, variant, ...props }: BadgeProps) {
        return (
          <span className={cn(badgeVariants({ variant }), className)} {...props} />
        );
      }

      """#)

  /// A bar where something is going to be.
  static let frontendSkeleton = Template(
    name: "frontend/ui/skeleton", version: 1,
    text: #"""
      import type { HTMLAttributes } from "react";
      import { cn } from "@/lib/utils";

      /** A bar where something is going to be. */
      export function Skeleton({
        className,
        ...props
      }: HTMLAttributes<HTMLDivElement>) {
        return (
          <div
            className={cn(
              "animate-pulse rounded-md bg-muted motion-reduce:animate-none",
              className,
            )}
            {...props}
          />
        );
      }

      """#)
}
