import { type Lead, LeadDecision, LeadTakeBack } from '../../contract/leads'
import { readJobDraft } from '../leads/read-draft-form.server'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import type { DecisionAnswer } from './decision-answer'
import { draftFingerprint } from './draft-fingerprint'

/**
 * Carries out the decision that a form holds, or takes one back. Fields that were left as they were read are no corrections, and send no draft:
 * what was read keeps its evidence, and an estimate stays one.
 */
export async function answerDecision(
  form: FormData,
  leads: { decide(decision: LeadDecision): Promise<Lead>; takeBack(decision: LeadTakeBack): Promise<Lead> },
): Promise<{ answer: DecisionAnswer; status: number }> {
  const leadId = String(form.get('leadId') ?? '')
  const { values, confirm: draft, fields } = readJobDraft(form)
  const isConfirming = form.get('decision') === 'confirm'
  const isCorrected = isConfirming && draftFingerprint(values) !== form.get('asRead')
  const refuse = (error: string, status: number, errors: Record<string, string> = {}, reason: string | null = null) => ({
    answer: { leadId, ok: false as const, reason, error, errors, values },
    status,
  })
  const carryOut = async (isTakenBack: boolean, work: () => Promise<Lead>) => {
    try {
      const { state, version, extracted } = await work()
      return {
        answer: { leadId, ok: true as const, state, version, isTakenBack, title: draft?.title ?? extracted.title ?? 'Lead' },
        status: 200,
      }
    } catch (thrown) {
      const problem = await readProblem(thrown)
      const errors = Object.fromEntries(
        Object.entries(problem.fields ?? {}).map(([name, message]) => [name.replace(/^draft\./, ''), message]),
      )
      return refuse(problemSentence(problem), problem.status, errors, problem.reason ?? null)
    }
  }
  if (form.get('decision') === 'take-back') {
    const takeBack = LeadTakeBack.safeParse({ leadId, version: Number(form.get('version')) })
    if (!takeBack.success) return refuse('This cannot be read. Load the page again.', 400)
    return carryOut(true, () => leads.takeBack(takeBack.data))
  }
  if (isCorrected && !draft) return refuse('Some fields cannot be used as they are. They are marked below.', 400, fields ?? {})
  const decision = LeadDecision.safeParse({
    decision: form.get('decision'),
    leadId,
    version: Number(form.get('version')),
    ...(isConfirming ? (isCorrected ? { draft } : {}) : { label: form.get('label') }),
  })
  if (!decision.success) return refuse('This decision cannot be read. Load the page again and decide.', 400)
  return carryOut(false, () => leads.decide(decision.data))
}
