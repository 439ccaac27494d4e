import type { MoveConflict, ShortlistEntry } from '../../contract/shortlists'

/** What became of a change: the entries that it changed as they are now, or why it was refused. */
export type ShortlistAnswer =
  | { ok: true; entries: ShortlistEntry[]; eventSeq: number; conflicts: MoveConflict[] }
  /** Status 0: there was no answer. */
  | { ok: false; status: number; reason: string | null; error: string }
