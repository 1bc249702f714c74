"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import {
  Form,
  FormControl,
  FormDescription,
  FormField,
  FormItem,
  FormLabel,
  FormMessage,
} from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";

const schema = z.object({
  nickname: z.string().min(2, "Too short"),
  about: z.string(),
  shown: z.boolean(),
});

type Values = z.infer<typeof schema>;

export function TrialForm() {
  const form = useForm<Values>({
    resolver: zodResolver(schema),
    defaultValues: { nickname: "", about: "", shown: false },
  });

  return (
    <Form {...form}>
      <form
        onSubmit={form.handleSubmit(({ nickname }) => {
          toast.success(`Hello ${nickname}`);
        })}
        className="flex max-w-md flex-col gap-4"
      >
        <FormField
          control={form.control}
          name="nickname"
          render={({ field }) => (
            <FormItem>
              <FormLabel>Nickname</FormLabel>
              <FormControl>
                <Input {...field} />
              </FormControl>
              <FormDescription>What others see.</FormDescription>
              <FormMessage />
            </FormItem>
          )}
        />
        <FormField
          control={form.control}
          name="about"
          render={({ field }) => (
            <FormItem>
              <FormLabel>About</FormLabel>
              <FormControl>
                <Textarea {...field} />
              </FormControl>
            </FormItem>
          )}
        />
        <FormField
          control={form.control}
          name="shown"
          render={({ field: { value, onChange, ...field } }) => (
            <FormItem>
              <FormLabel>Shown</FormLabel>
              <FormControl>
                <Switch checked={value} onCheckedChange={onChange} {...field} />
              </FormControl>
            </FormItem>
          )}
        />
        <Button type="submit">Send</Button>
      </form>
    </Form>
  );
}
