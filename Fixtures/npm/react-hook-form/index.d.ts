import type { ChangeEvent, FormEvent, ReactElement, ReactNode } from "react";

// React Hook Form, for forms whose fields are not nested: a path is the name of a field.

export type FieldValues = Record<string, any>;
export type Path<T> = keyof T & string;
export type FieldPath<T> = Path<T>;
export type DefaultValues<T> = { [K in keyof T]?: T[K] };

export interface FieldError {
  type: string;
  message?: string;
}
export type FieldErrors<T extends FieldValues> =
  & { [K in keyof T]?: FieldError }
  & { root?: Record<string, FieldError> & Partial<FieldError> };

export type Resolver<TValues extends FieldValues, TContext = any, TTransformed = TValues> = (
  values: TValues,
  context: TContext | undefined,
  options: unknown,
) =>
  | Result<TValues, TTransformed>
  | Promise<Result<TValues, TTransformed>>;
type Result<TValues extends FieldValues, TTransformed> =
  | { values: TTransformed; errors: {} }
  | { values: {}; errors: FieldErrors<TValues> };

type Mode = "onBlur" | "onChange" | "onSubmit" | "onTouched" | "all";

export interface UseFormProps<TValues extends FieldValues, TContext = any, TTransformed = TValues> {
  resolver?: Resolver<TValues, TContext, TTransformed>;
  defaultValues?: DefaultValues<TValues>;
  values?: TValues;
  mode?: Mode;
  reValidateMode?: "onBlur" | "onChange" | "onSubmit";
  shouldFocusError?: boolean;
}

interface RegisterOptions {
  required?: boolean | string;
  valueAsNumber?: boolean;
  setValueAs?: (value: any) => any;
  disabled?: boolean;
}

interface Registered<Name extends string> {
  name: Name;
  onChange: (event: { target: any; type?: any }) => Promise<void | boolean>;
  onBlur: (event: { target: any; type?: any }) => Promise<void | boolean>;
  ref: (instance: any) => void;
}

export interface FormState<TValues extends FieldValues> {
  errors: FieldErrors<TValues>;
  isDirty: boolean;
  isSubmitting: boolean;
  isSubmitted: boolean;
  isSubmitSuccessful: boolean;
  isValid: boolean;
  submitCount: number;
  dirtyFields: { [K in keyof TValues]?: boolean };
}

export interface Control<TValues extends FieldValues, TContext = any, TTransformed = TValues> {
  // What belongs to one form cannot be given to another.
  readonly _defaultValues: DefaultValues<TValues>;
  readonly _options: UseFormProps<TValues, TContext, TTransformed>;
}

type Target<TValues extends FieldValues> = Path<TValues> | "root" | `root.${string}`;

export interface UseFormReturn<
  TValues extends FieldValues,
  TContext = any,
  TTransformed = TValues,
> {
  control: Control<TValues, TContext, TTransformed>;
  formState: FormState<TValues>;
  register<Name extends Path<TValues>>(name: Name, options?: RegisterOptions): Registered<Name>;
  handleSubmit(
    onValid: (values: TTransformed, event?: FormEvent) => unknown,
    onInvalid?: (errors: FieldErrors<TValues>, event?: FormEvent) => unknown,
  ): (event?: FormEvent | ChangeEvent<any>) => Promise<void>;
  setError(
    name: Target<TValues>,
    error: { type?: string; message?: string },
    options?: { shouldFocus?: boolean },
  ): void;
  clearErrors(name?: Target<TValues> | Target<TValues>[]): void;
  setValue<Name extends Path<TValues>>(
    name: Name,
    value: TValues[Name],
    options?: { shouldValidate?: boolean; shouldDirty?: boolean; shouldTouch?: boolean },
  ): void;
  getValues(): TValues;
  getValues<Name extends Path<TValues>>(name: Name): TValues[Name];
  watch(): TValues;
  watch<Name extends Path<TValues>>(name: Name): TValues[Name];
  reset(values?: DefaultValues<TValues> | TValues): void;
  getFieldState(name: Path<TValues>, formState?: FormState<TValues>): ControllerFieldState;
  setFocus(name: Path<TValues>): void;
  trigger(name?: Path<TValues> | Path<TValues>[]): Promise<boolean>;
}

export function useForm<
  TValues extends FieldValues = FieldValues,
  TContext = any,
  TTransformed = TValues,
>(
  options?: UseFormProps<TValues, TContext, TTransformed>,
): UseFormReturn<TValues, TContext, TTransformed>;

export type SubmitHandler<T> = (values: T) => unknown;

export interface ControllerRenderProps<TValues extends FieldValues, Name extends Path<TValues>> {
  name: Name;
  value: TValues[Name];
  onChange: (...event: any[]) => void;
  onBlur: () => void;
  ref: (instance: any) => void;
  disabled?: boolean;
}
export interface ControllerFieldState {
  invalid: boolean;
  isDirty: boolean;
  isTouched: boolean;
  error?: FieldError;
}

interface ControllerOptions<TValues extends FieldValues, Name extends Path<TValues>> {
  name: Name;
  control?: Control<TValues, any, any>;
  defaultValue?: TValues[Name];
  disabled?: boolean;
}
interface Controlled<TValues extends FieldValues, Name extends Path<TValues>> {
  field: ControllerRenderProps<TValues, Name>;
  fieldState: ControllerFieldState;
  formState: FormState<TValues>;
}

export type ControllerProps<
  TValues extends FieldValues = FieldValues,
  Name extends Path<TValues> = Path<TValues>,
> = ControllerOptions<TValues, Name> & {
  render: (controlled: Controlled<TValues, Name>) => ReactElement;
};
export function Controller<TValues extends FieldValues, Name extends Path<TValues>>(
  props: ControllerProps<TValues, Name>,
): ReactElement;
export function useController<TValues extends FieldValues, Name extends Path<TValues>>(
  options: ControllerOptions<TValues, Name>,
): Controlled<TValues, Name>;
export function useWatch<TValues extends FieldValues, Name extends Path<TValues>>(options: {
  control?: Control<TValues, any, any>;
  name: Name;
}): TValues[Name];
export function FormProvider<TValues extends FieldValues, TContext, TTransformed>(
  props: UseFormReturn<TValues, TContext, TTransformed> & { children: ReactNode },
): ReactElement;
export function useFormContext<
  TValues extends FieldValues = FieldValues,
  TContext = any,
  TTransformed = TValues,
>(): UseFormReturn<TValues, TContext, TTransformed>;
