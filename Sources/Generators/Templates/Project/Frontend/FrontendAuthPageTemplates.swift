extension Template {
  /// The layout of the pages to sign in.
  static let frontendAuthLayout = Template(
    name: "frontend/auth/layout", version: 1,
    text: #"""
      import type { ReactNode } from "react";
      import { site } from "@/lib/site";

      export default function AuthLayout({ children }: { children: ReactNode }) {
        return (
          <div className="flex min-h-dvh flex-col items-center justify-center gap-6 bg-muted px-4 py-12">
            <p className="text-lg font-semibold">{site.name}</p>
            <main className="w-full max-w-sm rounded-lg border border-border bg-card p-6 text-card-foreground shadow-sm">
              {children}
            </main>
          </div>
        );
      }

      """#)

  /// The form of those pages.
  static let frontendAuthForm = Template(
    name: "frontend/auth/form", version: 1,
    text: #"""
      "use client";

      import { type FormEvent, type ReactNode, useId, useRef, useState } from "react";
      import { Button } from "@/components/ui/button";
      import { Input } from "@/components/ui/input";
      import { Label } from "@/components/ui/label";
      import { ApiError, errorMessage } from "@/lib/api-client";

      /** A field of a form to sign in or up with. */
      export interface AuthField {
        name: string;
        label: string;
        type: "email" | "password" | "text";
        autoComplete: string;
        hint?: string;
        minLength?: number;
        maxLength?: number;
      }

      interface AuthFormProps {
        title: string;
        action: string;
        fields: AuthField[];
        /** Throws what keeps it from being done. */
        onSubmit: (values: Record<string, string>) => Promise<void>;
        children?: ReactNode;
      }

      /** Fields one below the other, and what is wrong with them. */
      export function AuthForm({
        title,
        action,
        fields,
        onSubmit,
        children,
      }: AuthFormProps) {
        const id = useId();
        const form = useRef<HTMLFormElement>(null);
        const [isPending, setPending] = useState(false);
        const [problem, setProblem] = useState("");
        const [wrong, setWrong] = useState<Record<string, string>>({});

        async function submit(event: FormEvent<HTMLFormElement>) {
          event.preventDefault();
          const data = new FormData(event.currentTarget);
          const values = fields.map(({ name }) => [
            name,
            String(data.get(name) ?? ""),
          ]);
          setPending(true);
          setProblem("");
          setWrong({});
          try {
            await onSubmit(Object.fromEntries(values));
          } catch (error) {
            const named = error instanceof ApiError ? error.fields : {};
            setWrong(named);
            const first = fields.find(({ name }) => named[name]);
            if (!first) setProblem(errorMessage(error));
            setPending(false);
            const shown = form.current?.elements.namedItem(
              first?.name ?? fields[0].name,
            );
            if (shown instanceof HTMLElement) shown.focus();
          }
        }

        return (
          <form ref={form} onSubmit={submit} className="flex flex-col gap-4">
            <h1 className="text-xl font-semibold">{title}</h1>
            {problem && (
              <p
                role="alert"
                className="rounded-md border border-destructive px-3 py-2 text-sm text-destructive"
              >
                {problem}
              </p>
            )}
            {fields.map(({ name, label, hint, ...input }) => {
              const said = wrong[name] ?? hint;

              return (
                <div key={name} className="flex flex-col gap-2">
                  <Label htmlFor={`${id}-${name}`}>{label}</Label>
                  <Input
                    id={`${id}-${name}`}
                    name={name}
                    required
                    dir={input.type === "text" ? "auto" : "ltr"}
                    aria-invalid={wrong[name] ? true : undefined}
                    aria-describedby={said ? `${id}-${name}-hint` : undefined}
                    {...input}
                  />
                  {said && (
                    <p
                      id={`${id}-${name}-hint`}
                      className={
                        wrong[name]
                          ? "text-sm text-destructive"
                          : "text-sm text-muted-foreground"
                      }
                    >
                      {said}
                    </p>
                  )}
                </div>
              );
            })}
            <Button type="submit" disabled={isPending}>
              {action}
            </Button>
            {children}
          </form>
        );
      }

      """#)

  /// The form to sign in.
  static let frontendLoginForm = Template(
    name: "frontend/auth/login-form", version: 1,
    text: #"""
      "use client";

      import Link from "next/link";
      import { AuthForm, type AuthField } from "./auth-form";
      import { apiRequest, jsonBody } from "@/lib/api-client";

      const fields: AuthField[] = [
        { name: "email", label: "Email", type: "email", autoComplete: "username" },
        {
          name: "password",
          label: "Password",
          type: "password",
          autoComplete: "current-password",
        },
      ];

      /** Signs in, and goes where the person wanted to go. */
      export function LoginForm({ next }: { next: string }) {
        async function signIn(values: Record<string, string>) {
          await apiRequest("/api/auth/login", jsonBody("POST", values));
          window.location.assign(next);
        }

        const other = { pathname: "/register", query: { next } };

        return (
          <AuthForm
            title="Sign in"
            action="Sign in"
            fields={fields}
            onSubmit={signIn}
          >
            <p className="text-center text-sm text-muted-foreground">
              No account yet?{" "}
              <Link
                href={other}
                className="text-foreground underline underline-offset-4"
              >
                Create one
              </Link>
            </p>
          </AuthForm>
        );
      }

      """#)

  /// The form to make an account.
  static let frontendRegisterForm = Template(
    name: "frontend/auth/register-form", version: 1,
    text: #"""
      "use client";

      import Link from "next/link";
      import { AuthForm, type AuthField } from "./auth-form";
      import { apiRequest, jsonBody } from "@/lib/api-client";

      const fields: AuthField[] = [
        {
          name: "name",
          label: "Name",
          type: "text",
          autoComplete: "name",
          maxLength: 100,
        },
        { name: "email", label: "Email", type: "email", autoComplete: "username" },
        {
          name: "password",
          label: "Password",
          type: "password",
          autoComplete: "new-password",
          hint: "At least 12 characters.",
          minLength: 12,
          maxLength: 128,
        },
      ];

      /** Makes an account and signs in with it. */
      export function RegisterForm({ next }: { next: string }) {
        async function register(values: Record<string, string>) {
          await apiRequest("/api/auth/register", jsonBody("POST", values));
          await apiRequest("/api/auth/login", jsonBody("POST", values));
          window.location.assign(next);
        }

        const other = { pathname: "/login", query: { next } };

        return (
          <AuthForm
            title="Create an account"
            action="Create account"
            fields={fields}
            onSubmit={register}
          >
            <p className="text-center text-sm text-muted-foreground">
              You have one already?{" "}
              <Link
                href={other}
                className="text-foreground underline underline-offset-4"
              >
                Sign in
              </Link>
            </p>
          </AuthForm>
        );
      }

      """#)

  /// The page to sign in.
  static let frontendLoginPage = Template(
    name: "frontend/auth/login-page", version: 1,
    text: #"""
      import type { Metadata } from "next";
      import { LoginForm } from "../_components/login-form";
      import { returnPath } from "@/lib/auth/paths";

      export const metadata: Metadata = { title: "Sign in" };

      interface LoginPageProps {
        searchParams: Promise<Record<string, string | string[] | undefined>>;
      }

      export default async function LoginPage({ searchParams }: LoginPageProps) {
        return <LoginForm next={returnPath((await searchParams).next)} />;
      }

      """#)

  /// The page to make an account.
  static let frontendRegisterPage = Template(
    name: "frontend/auth/register-page", version: 1,
    text: #"""
      import type { Metadata } from "next";
      import { RegisterForm } from "../_components/register-form";
      import { returnPath } from "@/lib/auth/paths";

      export const metadata: Metadata = { title: "Create an account" };

      interface RegisterPageProps {
        searchParams: Promise<Record<string, string | string[] | undefined>>;
      }

      export default async function RegisterPage({
        searchParams,
      }: RegisterPageProps) {
        return <RegisterForm next={returnPath((await searchParams).next)} />;
      }

      """#)

  /// The page of one's own account.
  static let frontendAccountPage = Template(
    name: "frontend/auth/account-page", version: 1,
    text: #"""
      import type { Metadata } from "next";
      import { SignOutButton } from "@/components/auth/sign-out-button";
      import { currentUser } from "@/lib/auth/user";

      export const metadata: Metadata = { title: "Account" };

      export default async function AccountPage() {
        const user = await currentUser();

        return (
          <main className="flex max-w-md flex-col items-start gap-6">
            <h1 className="text-2xl font-semibold">Account</h1>
            {user ? (
              <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 text-sm">
                <dt className="text-muted-foreground">Name</dt>
                <dd>{user.name}</dd>
                <dt className="text-muted-foreground">Email</dt>
                <dd className="break-all">{user.email}</dd>
              </dl>
            ) : (
              <p className="text-muted-foreground">
                Your account could not be loaded. Sign out and in again, or try later.
              </p>
            )}
            <SignOutButton />
          </main>
        );
      }

      """#)

  /// Who is signed in, in the bar above the page.
  static let frontendUserMenu = Template(
    name: "frontend/auth/user-menu", version: 1,
    text: #"""
      import { CircleUser } from "lucide-react";
      import Link from "next/link";
      import { buttonVariants } from "@/components/ui/button";
      import { currentUser } from "@/lib/auth/user";

      /** Who is signed in, with the way to their account. */
      export async function UserMenu() {
        const user = await currentUser();

        return user ? (
          <Link
            href="/account"
            aria-label={`Account of ${user.name}`}
            className={buttonVariants({ variant: "ghost", size: "sm" })}
          >
            <CircleUser className="size-4" />
            <span className="hidden max-w-40 truncate sm:inline">{user.name}</span>
          </Link>
        ) : (
          <Link
            href="/login"
            className={buttonVariants({ variant: "outline", size: "sm" })}
          >
            Sign in
          </Link>
        );
      }

      """#)

  /// The button that signs out.
  static let frontendSignOutButton = Template(
    name: "frontend/auth/sign-out-button", version: 1,
    text: #"""
      "use client";

      import { useState } from "react";
      import { Button } from "@/components/ui/button";

      /** Ends the session. */
      export function SignOutButton() {
        const [isPending, setPending] = useState(false);

        async function signOut() {
          setPending(true);
          try {
            await fetch("/api/auth/logout", { method: "POST" });
          } finally {
            // A new document: nothing of what was shown is kept.
            window.location.assign("/login");
          }
        }

        return (
          <Button type="button" disabled={isPending} onClick={signOut}>
            Sign out
          </Button>
        );
      }

      """#)
}
