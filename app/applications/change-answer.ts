import type { ApplicationCard, Refusal } from '../../contract/applications'

/** Where a change of applications is sent; without scripts it answers with the page one came from. */
export const CHANGE_AT = '/applications/change'

/** What became of a change. `cards` are those that changed, as they are now. */
export type ChangeAnswer =
  | { ok: true; batchId: string; cards: ApplicationCard[]; refused: Refusal[] }
  | {
      ok: false
      status: number
      /** `area.what-happened`, when the server said. */
      reason: string | null
      error: string
      /** It is kept on this device, to be sent later. */
      isKept?: true
    }
