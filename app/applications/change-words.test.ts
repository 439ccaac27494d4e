import { expect, test } from 'vitest'
import { employerSideOf } from '../../server/hiring/core/employer-words'
import { outcomeWords } from './change-words'

const AT = new Date('2026-11-22T10:00:00Z')

test.each(['position-filled', 'position-cancelled'] as const)('the tracker and the employer say one thing of an ending by %s', (reason) => {
  const facts = { organisationName: 'Kestrel', stage: null, stageSince: AT, replyDueAt: AT, repliedAt: AT, hasResume: false }
  const disposition = { kind: 'rejected' as const, reason }
  const { label } = employerSideOf({ ...facts, disposition, isResumeWithdrawn: false, isPaused: false }, AT)
  expect(`Closed: ${outcomeWords({ kind: 'rejected', reason })}`).toBe(label)
})

test('another ending names its kind and its reason', () => {
  expect(outcomeWords({ kind: 'rejected', reason: 'experience' })).toBe('Rejected (experience)')
})
