/** What a form is answered when the person stays on the page: what they typed, never a secret, and what is to be put right. */
export interface FormAnswer {
  values: Record<string, string>
  /** By field. */
  errors: Record<string, string>
  /** What is wrong with the whole. */
  error: string | null
  /** What was done, when something was. */
  done: string | null
}

export const refused = (values: Record<string, string>, problem: { field: string | null; words: string }): FormAnswer => ({
  values,
  errors: problem.field ? { [problem.field]: problem.words } : {},
  error: problem.field ? null : problem.words,
  done: null,
})

export const done = (words: string): FormAnswer => ({ values: {}, errors: {}, error: null, done: words })

/** A field of a form as text; a file is none. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

/** A password as it was typed: spaces at its ends belong to it. */
export function secretOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
