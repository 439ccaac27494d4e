import { expect, test } from 'vitest'
import type { HiringCard, HiringStage } from '../../contract/hiring'
import type { LiveEvent } from '../../contract/live'
import { hearPipeline, readAnew, takeCards, toldOf } from './told-pipeline'

const stageOf = (id: string): HiringStage => ({
  id,
  postingId: 'pos',
  name: id,
  group: 'applied',
  wording: null,
  rank: 'a0',
  limit: null,
  version: 1,
})
const cardOf = (applicationId: string, stageId: string, version = 1): HiringCard => ({
  applicationId,
  postingId: 'pos',
  stageId,
  group: 'applied',
  rank: 'a0',
  stageSince: '',
  disposition: null,
  tags: [],
  version,
  candidateId: '',
  name: null,
  label: 'Candidate 1',
  headline: null,
  places: [],
  source: '',
  appliedAt: '',
  knockOuts: [],
  hasResume: false,
  refusesAi: false,
  replyDueAt: null,
  fields: {},
})
const moved = (seq: number, placement: HiringCard): LiveEvent => ({
  room: 'hiring/pos',
  seq,
  type: 'hiring.changed',
  version: placement.version,
  data: { placement, by: null },
  at: '',
})
const stages = [stageOf('new')]
const start = () => toldOf({ last: 10, cards: [cardOf('a', 'new'), cardOf('b', 'new')], stages })
const stagesOf = (told: ReturnType<typeof start>) =>
  [...told.cards.values()].map(({ applicationId, stageId }) => `${applicationId}:${stageId}`)

test('what the room says while the pipeline is read anew is not undone by the reading, and an older event is no news', () => {
  const heard = hearPipeline(start(), moved(13, cardOf('a', 'trial', 3))).told
  const again = readAnew(heard, { last: 12, cards: [cardOf('a', 'new', 2), cardOf('b', 'trial', 2)], stages })
  expect(stagesOf(again)).toEqual(['a:trial', 'b:trial'])
  expect(stagesOf(hearPipeline(again, moved(14, cardOf('b', 'new', 1))).told)).toEqual(['a:trial', 'b:trial'])
  expect(stagesOf(readAnew(again, { last: 15, cards: [cardOf('b', 'new', 4)], stages }))).toEqual(['b:new'])
})

test('a card that came while the pipeline is read anew stays, and so do stages that were changed', () => {
  const came = hearPipeline(start(), moved(12, cardOf('c', 'new')))
  expect(came.toRead).toEqual({ card: 'c' })
  const named: LiveEvent = {
    room: 'hiring/pos',
    seq: 13,
    type: 'hiring.stages-changed',
    version: 1,
    data: { stages: [stageOf('trial')] },
    at: '',
  }
  const held = hearPipeline(takeCards(came.told, [cardOf('c', 'new')]), named).told
  const again = readAnew(held, { last: 11, cards: [cardOf('a', 'new'), cardOf('b', 'new')], stages })
  expect(stagesOf(again)).toEqual(['a:new', 'b:new', 'c:new'])
  expect(again.stages.map(({ id }) => id)).toEqual(['trial'])
})
