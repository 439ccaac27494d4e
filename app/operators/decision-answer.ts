import type { LeadState } from '../../contract/leads'
import type { DraftValues } from '../leads/draft-values'

/** What became of a decision; a refusal gives back all that was typed. */
export type DecisionAnswer = { leadId: string } & (
  | { ok: true; state: LeadState; title: string; version: number; isTakenBack: boolean }
  | {
      ok: false
      /** `area.what-happened`, when the server said. */
      reason: string | null
      error: string
      /** What is wrong, by the name of the control. */
      errors: Record<string, string>
      values: DraftValues
    }
)
