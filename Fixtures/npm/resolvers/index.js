// What a schema refuses, in the form of React Hook Form: the first issue of each field.
export const zodResolver = (schema) => (values) => {
  const result = schema.safeParse(values);
  if (result.success) return { values: result.data, errors: {} };
  const errors = {};
  for (const { path, code, message } of result.error.issues) {
    errors[path.length ? path.join(".") : "root"] ??= { type: code, message };
  }
  return { values: {}, errors };
};
