import { z } from 'zod'

/** The id of what a text belongs to: a posting, an entry of a shortlist. Its kind says whose gate it stands behind. */
export const TextId = z.string().regex(/^[a-z]{3}_[0-9a-f]{32}$/)

/** Bytes of a Yjs update, in Base64. */
export const TEXT_UPDATE_CHARS_MAX = 300_000
const Update = z
  .string()
  .max(TEXT_UPDATE_CHARS_MAX)
  .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'This is not Base64.')

/** A text that several people type at once: a Yjs document whose top-level texts are the fields of what it belongs to. */
export const LiveText = z.object({
  id: TextId,
  /** The whole document as one update. */
  state: z.string(),
  version: z.int(),
  role: z.enum(['view', 'edit']),
})
export type LiveText = z.infer<typeof LiveText>

export const OfText = z.strictObject({ id: TextId })
/** What was typed since. What the document has already changes nothing. */
export const SaveText = z.strictObject({ id: TextId, update: Update })
export type SaveText = z.infer<typeof SaveText>
