/** What became of a form on an application's page. `form` names it, so that the answer stands where it was asked. */
export type DetailAnswer =
  | { ok: true; form: string; said: string }
  | {
      ok: false
      form: string
      error: string
      /** What is wrong, by the name of the control. */
      fields: Record<string, string>
      /** What was typed. */
      values: Record<string, string>
    }
