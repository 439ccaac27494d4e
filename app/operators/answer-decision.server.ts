import { type Lead, LeadDecision } from '../../contract/leads'
import { readJobDraft } from '../leads/read-draft-form.server'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import type { DecisionAnswer } from './decision-answer'
import { draftFingerprint } from './draft-fingerprint'

/**
 * Carries out the decision that a form holds. Fields that were left as they were read are no corrections, and send no draft:
 * what was read keeps its evidence, and an estimate stays one.
 */
export async function answerDecision(
  form: FormData,
  decide: (decision: LeadDecision) => Promise<Lead>,
): Promise<{ answer: DecisionAnswer; status: number }> {
  const leadId = String(form.get('leadId') ?? '')
  const { values, confirm: draft, fields } = readJobDraft(form)
  const isConfirming = form.get('decision') === 'confirm'
  const isCorrected = isConfirming && draftFingerprint(values) !== form.get('asRead')
  const refuse = (error: string, status: number, errors: Record<string, string> = {}, reason: string | null = null) => ({
    answer: { leadId, ok: false as const, reason, error, errors, values },
    status,
  })
  if (isCorrected && !draft) return refuse('Some fields cannot be used as they are. They are marked below.', 400, fields ?? {})
  const decision = LeadDecision.safeParse({
    decision: form.get('decision'),
    leadId,
    version: Number(form.get('version')),
    ...(isConfirming ? (isCorrected ? { draft } : {}) : { label: form.get('label') }),
  })
  if (!decision.success) return refuse('This decision cannot be read. Load the page again and decide.', 400)
  try {
    const lead = await decide(decision.data)
    return { answer: { leadId, ok: true, state: lead.state, title: draft?.title ?? lead.extracted.title ?? 'Lead' }, status: 200 }
  } catch (thrown) {
    const problem = await readProblem(thrown)
    const errors = Object.fromEntries(
      Object.entries(problem.fields ?? {}).map(([name, message]) => [name.replace(/^draft\./, ''), message]),
    )
    return refuse(problemSentence(problem), problem.status, errors, problem.reason ?? null)
  }
}
