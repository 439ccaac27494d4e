import { expect, test } from 'vitest'
import type { Outcome, StageRef } from '../../../contract/applications'
import { OUTCOMES, type OutcomeKind, STAGE_GROUPS, type StageGroup } from '../../../contract/stages'
import { groupsFor, outcomesFor, refusalToMove, type StageFacts } from './stages'

const at = (group: StageGroup, outcome: Outcome | null = null, appliedAt: string | null = '2026-11-01T00:00:00.000Z'): StageFacts => ({
  group,
  stageId: null,
  outcome,
  appliedAt: group === 'preparing' ? null : appliedAt,
})
const to = (group: StageGroup): StageRef => ({ group, stageId: null })
const withKind = (kind: OutcomeKind): Outcome => ({ kind, reason: 'other' })

test('from each open group, exactly these others may follow', () => {
  const allowed = Object.fromEntries(STAGE_GROUPS.filter((group) => group !== 'closed').map((group) => [group, groupsFor(at(group))]))
  expect(allowed).toEqual({
    preparing: ['preparing', 'applied', 'screening', 'interview', 'offer', 'closed'],
    applied: ['applied', 'screening', 'interview', 'offer', 'closed'],
    screening: ['applied', 'screening', 'interview', 'offer', 'closed'],
    interview: ['applied', 'screening', 'interview', 'offer', 'closed'],
    offer: ['interview', 'offer', 'closed'],
  })
})

test('each outcome can be reached from exactly these groups', () => {
  const allowed = Object.fromEntries(
    STAGE_GROUPS.map((group) => [group, outcomesFor(at(group, group === 'closed' ? withKind('withdrawn') : null))]),
  )
  expect(allowed).toEqual({
    preparing: ['withdrawn', 'expired'],
    applied: ['rejected', 'withdrawn', 'ghosted', 'expired'],
    screening: ['rejected', 'withdrawn', 'ghosted'],
    interview: ['rejected', 'withdrawn', 'ghosted'],
    offer: ['accepted', 'rejected', 'withdrawn'],
    closed: ['rejected', 'withdrawn', 'ghosted', 'expired'],
  })
})

test('a closed application opens again unless it was accepted, and to “preparing” only if nothing was sent', () => {
  expect(groupsFor(at('closed', withKind('rejected')))).toEqual(['applied', 'screening', 'interview', 'offer', 'closed'])
  expect(groupsFor(at('closed', withKind('expired'), null))).toContain('preparing')
  expect(groupsFor(at('closed', withKind('accepted')))).toEqual(['closed'])
})

test('every refusal has a stable reason and a sentence that says what to do', () => {
  for (const from of STAGE_GROUPS)
    for (const group of STAGE_GROUPS)
      for (const outcome of [null, ...OUTCOMES.map(withKind)]) {
        const refusal = refusalToMove(at(from, from === 'closed' ? withKind('accepted') : null), to(group), outcome)
        if (refusal) {
          expect(refusal.reason).toMatch(/^application\.[a-z-]+$/)
          expect(refusal.message).toMatch(/^[A-Z].{20,}\.$/)
        }
      }
})
