import type { HiringCard, HiringChanged } from '../../contract/hiring'

/** Where a pipeline's changes are sent. */
export const HIRING_CHANGE_AT = '/hiring/change'

/** What became of a change; `status` 0 when no answer came. */
export type HiringAnswer = ({ ok: true } & HiringChanged) | { ok: true; cards: HiringCard[] } | { ok: false; status: number; error: string }
