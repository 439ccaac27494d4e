import { expect, test } from 'vitest'
import type { HiringCard } from '../../../contract/hiring'
import { applyPipelineChange, applyPlacement, pipelineColumns } from './pipeline-state'

const AT = '2026-11-21T10:00:00.000Z'
const card = (id: string, stageId: string | null, rank: string): HiringCard => ({
  applicationId: id,
  postingId: 'pos',
  stageId,
  group: stageId === null ? 'closed' : 'applied',
  rank,
  stageSince: '2026-11-01T00:00:00.000Z',
  disposition: null,
  tags: [],
  version: 1,
  candidateId: 'can',
  name: id,
  label: id,
  headline: null,
  places: [],
  source: 'numerojobs',
  appliedAt: '2026-11-01T00:00:00.000Z',
  knockOuts: [],
  hasResume: true,
  refusesAi: false,
  replyDueAt: '2026-11-30T00:00:00.000Z',
  fields: {},
})
const stage = (id: string, rank: string, group: 'applied' | 'screening') => ({
  id,
  postingId: 'pos',
  name: id,
  group,
  wording: null,
  rank,
  limit: null,
  version: 1,
})
const STAGES = [stage('talk', 'a1', 'screening'), stage('new', 'a0', 'applied')]
const CARDS = new Map(
  [card('a', 'new', 'a0'), card('b', 'new', 'a1'), card('c', 'talk', 'a0'), card('d', 'talk', 'a1')].map((each) => [
    each.applicationId,
    each,
  ]),
)
const shown = (cards: Parameters<typeof pipelineColumns>[0]) =>
  pipelineColumns(cards, STAGES).map(({ key, cards: held }) => `${key}: ${held.map(({ applicationId }) => applicationId).join('')}`)

test('columns stand in the stages’ order, and what has ended last', () => {
  expect(shown(CARDS)).toEqual(['new: ab', 'talk: cd', 'closed: '])
})

test('a move puts a card first, between two, or last', () => {
  const moved = (afterId?: string | null) =>
    shown(applyPipelineChange(CARDS, ['a'], { kind: 'move', stageId: 'talk', group: 'screening', afterId }, AT))[1]
  expect([moved(null), moved('c'), moved()]).toEqual(['talk: acd', 'talk: cad', 'talk: cda'])
})

test('several move together in their order, and those who withdrew stay', () => {
  const withdrawn = { ...card('b', null, 'a1'), disposition: { kind: 'withdrawn' as const, reason: 'other' as const } }
  const cards = new Map(CARDS).set('b', withdrawn)
  expect(shown(applyPipelineChange(cards, ['a', 'b'], { kind: 'move', stageId: 'talk', group: 'screening' }, AT))).toEqual([
    'new: ',
    'talk: cda',
    'closed: b',
  ])
})

test('an older placement than what is shown changes nothing, a newer one does', () => {
  const placement = { ...card('a', 'talk', 'a2'), group: 'screening' as const }
  expect(applyPlacement(CARDS, { ...placement, version: 1 })).toBe(CARDS)
  expect(shown(applyPlacement(CARDS, { ...placement, version: 2 }))).toEqual(['new: b', 'talk: cda', 'closed: '])
})
