import type { MessageTemplate, TalkPreview, WrittenMany } from '../../contract/conversations'

/** What the window for writing to many is answered; `status` 0 when no answer came. */
export type BulkAnswer =
  | { ok: true; templates: MessageTemplate[] }
  | { ok: true; previews: TalkPreview[] }
  | { ok: true; written: WrittenMany }
  | { ok: true; cancelled: number }
  | { ok: false; status: number; error: string }
