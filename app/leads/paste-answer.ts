import type { z } from 'zod'
import type { ConfirmedPaste, PostPreview } from '../../contract/leads'
import type { DraftValues } from './draft-values'

type Typed = {
  values: DraftValues
  /** What is wrong, by the name of the control. */
  errors: Record<string, string>
  /** What went wrong as a whole, for a person. */
  error: string | null
}

/** Where a person is with a pasted post. `retry`: confirming failed and the reading is not at hand; what was typed is. */
export type PasteAnswer =
  | ({ step: 'paste' } & Typed)
  | ({ step: 'check'; preview: PostPreview } & Typed)
  | ({ step: 'retry' } & Typed)
  | { step: 'done'; result: z.infer<typeof ConfirmedPaste> }
