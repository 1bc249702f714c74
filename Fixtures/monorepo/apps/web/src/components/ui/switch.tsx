"use client";

import { type ComponentProps, forwardRef } from "react";
import { Switch as SwitchPrimitive } from "radix-ui";
import { cn } from "@/lib/utils";

type SwitchProps = Omit<ComponentProps<typeof SwitchPrimitive.Root>, "ref">;

const Switch = forwardRef<HTMLButtonElement, SwitchProps>(({ className, ...props }, ref) => (
  <SwitchPrimitive.Root
    ref={ref}
    className={cn(
      "inline-flex h-5 w-9 shrink-0 items-center rounded-full bg-input px-0.5 align-middle disabled:opacity-50 data-[state=checked]:bg-primary",
      className,
    )}
    {...props}
  >
    <SwitchPrimitive.Thumb className="size-4 rounded-full bg-background data-[state=checked]:ms-auto" />
  </SwitchPrimitive.Root>
));
Switch.displayName = "Switch";

export { Switch };
