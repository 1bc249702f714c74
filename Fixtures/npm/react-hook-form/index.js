"use client";
// React Hook Form without nesting: values by name, errors from a resolver, checked again on change
// once the form was sent. Every field is controlled; the real one leaves them to the browser.
import { createContext, createElement, useContext, useState, useSyncExternalStore } from "react";

function makeForm(options) {
  const defaults = { ...options.defaultValues };
  const form = {
    options,
    values: { ...defaults },
    defaults,
    errors: {},
    touched: {},
    elements: {},
    submitCount: 0,
    isSubmitting: false,
    isSubmitSuccessful: false,
    version: 0,
    listeners: new Set(),
  };
  form.changed = () => {
    form.version += 1;
    form.listeners.forEach((listener) => listener());
  };
  form.subscribe = (listener) => {
    form.listeners.add(listener);
    return () => form.listeners.delete(listener);
  };
  return form;
}

async function resolve(form) {
  const { resolver } = form.options;
  return resolver ? resolver(form.values, undefined, {}) : { values: form.values, errors: {} };
}

async function recheck(form, names) {
  const { errors } = await resolve(form);
  for (const name of names) {
    if (errors[name]) form.errors[name] = { ...errors[name], ref: form.elements[name] };
    else delete form.errors[name];
  }
  form.errors = { ...form.errors };
  form.changed();
}

const checksOnChange = ({ submitCount, options }) =>
  submitCount > 0
    ? options.reValidateMode !== "onSubmit"
    : ["onChange", "all"].includes(options.mode);

function change(form, name, value) {
  form.values = { ...form.values, [name]: value };
  form.changed();
  if (checksOnChange(form)) recheck(form, [name]);
}

function read(event) {
  const target = event?.target;
  if (!target) return event;
  return target.type === "checkbox" ? target.checked : target.value;
}

function focusFirst(form) {
  const first = Object.keys(form.elements).find((name) => form.errors[name]);
  if (first && form.options.shouldFocusError !== false) form.elements[first]?.focus?.();
}

function makeMethods(form) {
  const methods = {
    control: form,
    register: (name, { valueAsNumber, setValueAs } = {}) => ({
      name,
      defaultValue: form.defaults[name],
      onChange: async (event) => {
        const value = read(event);
        change(form, name, valueAsNumber ? Number(value) : setValueAs ? setValueAs(value) : value);
      },
      onBlur: async () => {
        form.touched[name] = true;
        if (["onBlur", "onTouched", "all"].includes(form.options.mode)) await recheck(form, [name]);
      },
      ref: (element) => keep(form, name, element),
    }),
    handleSubmit: (onValid, onInvalid) => async (event) => {
      event?.preventDefault?.();
      Object.assign(form, { isSubmitting: true, isSubmitSuccessful: false });
      form.changed();
      try {
        const { values, errors } = await resolve(form);
        form.errors = errors;
        if (Object.keys(errors).length) {
          form.changed();
          await onInvalid?.(errors, event);
          focusFirst(form);
        } else {
          await onValid(values, event);
          form.isSubmitSuccessful = Object.keys(form.errors).length === 0;
        }
      } finally {
        form.isSubmitting = false;
        form.submitCount += 1;
        form.changed();
      }
    },
    setError(name, error, { shouldFocus } = {}) {
      const [first, second] = name.split(".");
      form.errors = {
        ...form.errors,
        [first]: second ? { ...form.errors[first], [second]: error } : error,
      };
      form.changed();
      if (shouldFocus) form.elements[name]?.focus?.();
    },
    clearErrors(names) {
      const kept = names === undefined
        ? []
        : Object.entries(form.errors).filter(([name]) => ![names].flat().includes(name));
      form.errors = Object.fromEntries(kept);
      form.changed();
    },
    setValue(name, value, { shouldValidate } = {}) {
      form.values = { ...form.values, [name]: value };
      form.changed();
      if (shouldValidate) recheck(form, [name]);
    },
    getValues: (name) => (name === undefined ? form.values : form.values[name]),
    watch: (name) => methods.getValues(name),
    reset(values = form.defaults) {
      Object.assign(form, {
        defaults: { ...values },
        values: { ...values },
        errors: {},
        touched: {},
      });
      Object.assign(form, { submitCount: 0, isSubmitSuccessful: false });
      form.changed();
    },
    getFieldState: (name) => ({
      invalid: Boolean(form.errors[name]),
      error: form.errors[name],
      isDirty: form.values[name] !== form.defaults[name],
      isTouched: Boolean(form.touched[name]),
    }),
    setFocus: (name) => form.elements[name]?.focus?.(),
    async trigger(names = Object.keys(form.values)) {
      await recheck(form, [names].flat());
      return [names].flat().every((name) => !form.errors[name]);
    },
  };
  return methods;
}

function keep(form, name, element) {
  if (!element) return;
  form.elements[name] = element;
  if (element.type === "checkbox") element.checked = Boolean(form.values[name]);
}

function stateOf(form) {
  const dirtyFields = {};
  for (const name of Object.keys(form.values)) {
    if (form.values[name] !== form.defaults[name]) dirtyFields[name] = true;
  }
  return {
    errors: form.errors,
    dirtyFields,
    isDirty: Object.keys(dirtyFields).length > 0,
    isSubmitting: form.isSubmitting,
    isSubmitted: form.submitCount > 0,
    isSubmitSuccessful: form.isSubmitSuccessful,
    isValid: Object.keys(form.errors).length === 0,
    submitCount: form.submitCount,
  };
}

const useVersion = (form) =>
  useSyncExternalStore(form.subscribe, () => form.version, () => form.version);

export function useForm(options = {}) {
  const [{ form, methods }] = useState(() => {
    const made = makeForm(options);
    return { form: made, methods: makeMethods(made) };
  });
  form.options = options;
  useVersion(form);
  return { ...methods, formState: stateOf(form) };
}

const Context = createContext(null);

export const FormProvider = ({ children, ...methods }) =>
  createElement(Context.Provider, { value: methods }, children);

export const useFormContext = () => useContext(Context);

export function useController({ name, control, defaultValue }) {
  const context = useContext(Context);
  const form = control ?? context.control;
  useVersion(form);
  const formState = stateOf(form);
  const field = {
    name,
    value: name in form.values ? form.values[name] : defaultValue,
    onChange: (event) => change(form, name, read(event)),
    onBlur: () => {
      form.touched[name] = true;
    },
    ref: (element) => keep(form, name, element),
  };
  const error = form.errors[name];
  const fieldState = {
    invalid: Boolean(error),
    error,
    isDirty: Boolean(formState.dirtyFields[name]),
    isTouched: Boolean(form.touched[name]),
  };
  return { field, fieldState, formState };
}

export const Controller = ({ render, ...options }) => render(useController(options));

export function useWatch({ control, name }) {
  const context = useContext(Context);
  const form = control ?? context.control;
  useVersion(form);
  return form.values[name];
}
