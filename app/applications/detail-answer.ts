/**
 * What became of a form on an application's page. `form` names it, so that the answer stands where it was asked. `isUnsent`: the server was
 * not reached.
 */
export type DetailAnswer =
  | { ok: true; form: string; said: string; isUnsent?: true }
  | {
      ok: false
      form: string
      error: string
      /** What is wrong, by the name of the control. */
      fields: Record<string, string>
      /** What was typed. */
      values: Record<string, string>
      isUnsent?: true
    }
