import { expect, test } from 'vitest'
import { POSTING_ACTS, type PostingAct } from '../../../contract/postings'
import { actsFor, isRefusal, mayApprove, type PostingFacts, stepOf } from './posting-state'

const DRAFT: PostingFacts = { state: 'draft', isSubmitted: false, isApproved: false, isAhead: false }
const WAITING: PostingFacts = { ...DRAFT, state: 'review', isSubmitted: true }
const APPROVED: PostingFacts = { ...WAITING, isApproved: true }
const PUBLISHED: PostingFacts = { ...DRAFT, state: 'published' }
const EDITED: PostingFacts = { ...PUBLISHED, isAhead: true }
const PAUSED: PostingFacts = { ...PUBLISHED, state: 'paused' }
const CLOSED: PostingFacts = { ...PUBLISHED, state: 'closed' }

test.each<[string, PostingFacts, PostingAct[]]>([
  ['a draft', DRAFT, ['edit', 'submit', 'close']],
  ['one that waits for approval', WAITING, ['take-back', 'approve', 'send-back', 'close']],
  ['an approved one', APPROVED, ['take-back', 'send-back', 'publish', 'close']],
  ['a published one', PUBLISHED, ['edit', 'pause', 'close']],
  ['a published one that was edited', EDITED, ['edit', 'submit', 'pause', 'close']],
  ['a paused one', PAUSED, ['edit', 'resume', 'close']],
  ['a closed one', CLOSED, []],
])('what can be done with %s', (_, facts, acts) => {
  expect(actsFor(facts)).toEqual(acts)
})

test('an act that is done already is no refusal', () => {
  expect(stepOf(PUBLISHED, 'publish')).toBe('done')
  expect(stepOf(WAITING, 'submit')).toBe('done')
  expect(stepOf(APPROVED, 'approve')).toBe('done')
  expect(stepOf(CLOSED, 'close')).toBe('done')
})

test('nothing is published that nobody approved, wherever it stands', () => {
  for (const facts of [DRAFT, WAITING, EDITED, { ...EDITED, isSubmitted: true }])
    expect(stepOf(facts, 'publish')).toMatchObject({ reason: expect.stringMatching(/not-(submitted|approved)/) })
})

test('every refusal says what to do', () => {
  for (const facts of [DRAFT, WAITING, APPROVED, PUBLISHED, EDITED, PAUSED, CLOSED])
    for (const act of POSTING_ACTS) {
      const step = stepOf(facts, act)
      if (isRefusal(step)) expect(step.message).toMatch(/\.$/)
    }
})

test.each([
  ['who wrote it, while a colleague may', { actorId: 'a', submittedBy: 'a', authorIds: ['a'], approverIds: ['a', 'b'] }, false],
  ['a colleague who had no hand in it', { actorId: 'b', submittedBy: 'a', authorIds: ['a'], approverIds: ['a', 'b'] }, true],
  ['who wrote it, as the only one with the right', { actorId: 'a', submittedBy: 'a', authorIds: ['a'], approverIds: ['a'] }, true],
  ['a co-author whose colleague submitted it', { actorId: 'a', submittedBy: 'b', authorIds: ['a', 'b'], approverIds: ['a', 'b'] }, true],
  [
    'a co-author while somebody else had no hand in it',
    { actorId: 'a', submittedBy: 'b', authorIds: ['a', 'b'], approverIds: ['a', 'c'] },
    false,
  ],
  ['who submitted it, among authors', { actorId: 'b', submittedBy: 'b', authorIds: ['a', 'b'], approverIds: ['a', 'b'] }, false],
])('approval by %s', (_, approval, may) => {
  expect(mayApprove(approval)).toBe(may)
})
