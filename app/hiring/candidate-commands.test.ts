import { expect, test } from 'vitest'
import type { HiringCard, HiringStage } from '../../contract/hiring'
import { keysOf } from '../search/page-keys'
import { findCommands, offerPageCommands, pageCommands } from '../ui/page-commands'
import { candidateCommands } from './candidate-commands'
import { PIPELINE_KEYS, pipelineActOf } from './pipeline-keys'

const STAGES = ['New', 'Phone call', 'Oven trial'].map(
  (name, index): HiringStage => ({
    id: `s${index}`,
    postingId: 'p',
    name,
    group: 'applied',
    wording: null,
    rank: `a${index}`,
    limit: null,
    version: 1,
  }),
)
const card = (id: string, stageId: string, tags: string[] = []): HiringCard => ({
  applicationId: id,
  postingId: 'p',
  stageId,
  group: 'applied',
  rank: 'a',
  stageSince: '2026-11-20T10:00:00.000Z',
  disposition: null,
  tags,
  version: 1,
  candidateId: 'c',
  name: `Person ${id}`,
  label: 'Candidate 1',
  headline: null,
  places: [],
  source: 'careers',
  appliedAt: '2026-11-20T10:00:00.000Z',
  knockOuts: [],
  hasResume: false,
  refusesAi: false,
  replyDueAt: null,
  fields: {},
})

/** What the palette offers for these cards, and what is done when one is run. */
function offerOf(cards: HiringCard[]) {
  const did: unknown[] = []
  const offer = candidateCommands(cards, {
    stages: STAGES.toReversed(),
    tags: ['night'],
    acts: {
      move: (...args) => did.push(['move', ...args]),
      end: (...args) => did.push(['end', ...args]),
      tag: (...args) => did.push(['tag', ...args]),
      menu: (...args) => did.push(['menu', ...args]),
    },
  })
  const run = (q: string) => findCommands(offer, q)[0]?.run()
  const titles = (q: string) => findCommands(offer, q).map(({ title }) => title)
  return { offer, did, run, titles }
}

test('typing finds a stage, a reason and a tag, and running each does what the menu does', () => {
  const { did, run, titles, offer } = offerOf([card('1', 's0')])
  expect(offer?.heading).toBe('Person 1')
  expect(titles('')).toEqual(['Advance to Phone call', 'Move to Phone call', 'Move to Oven trial', 'Move, tag or end…', 'Reject or hire…'])
  run('adv')
  run('move oven')
  run('reject skills')
  run('tag night')
  run('tag early riser')
  run('actions')
  expect(did).toEqual([
    ['move', ['1'], 's1'],
    ['move', ['1'], 's2'],
    ['end', ['1'], { kind: 'rejected', reason: 'skills' }],
    ['tag', ['1'], 'night', true],
    ['tag', ['1'], 'early riser', true],
    ['menu', ['1'], false],
  ])
  expect(titles('zebra')).toEqual([])
})

test('for several cards it speaks of all; what stands on every one is taken off, and the last stage has no next', () => {
  const { did, run, offer, titles } = offerOf([card('1', 's2', ['night']), card('2', 's2', ['night'])])
  expect(offer?.heading).toBe('2 selected candidates')
  expect(titles('advance')).toEqual([])
  run('take off night')
  expect(did).toEqual([['tag', ['1', '2'], 'night', false]])
  expect(offerOf([]).offer).toBeNull()
})

test('a page offers its commands while it is there, and an older page takes away none but its own', () => {
  const first = offerPageCommands(() => ({ heading: 'First', commands: [] }))
  const second = offerPageCommands(() => ({ heading: 'Second', commands: [] }))
  first()
  expect(pageCommands()?.heading).toBe('Second')
  second()
  expect(pageCommands()).toBeNull()
})

test('each key of a pipeline does one thing, and the list of keys of its page names every one', () => {
  const keys = PIPELINE_KEYS.flatMap((each) => each.keys)
  expect(new Set(keys).size).toBe(keys.length)
  for (const { act, keys: own } of PIPELINE_KEYS) for (const key of own) expect(pipelineActOf(key)).toBe(act)
  expect(pipelineActOf('q')).toBeNull()
  const shown = (path: string) => keysOf(path).map(({ key }) => key)
  for (const path of ['/hiring/pos_1', '/hiring/pos_1/app_2'])
    expect(shown(path)).toEqual(expect.arrayContaining(PIPELINE_KEYS.map((each) => each.shown)))
  expect(shown('/hiring/pos_1/stages')).not.toContain('j')
})
