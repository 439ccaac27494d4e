import { expect, test } from 'vitest'
import type { CandidateField } from '../../../contract/candidate-fields'
import type { HiringCard, HiringStage } from '../../../contract/hiring'
import { ViewSettings } from '../../../contract/views'
import { fitsView, sortCards } from './view-cards'
import { isByScore, isSameView, readViewSettings, withoutGone, writeViewSettings } from './view-settings'

const field = (key: string, kind: CandidateField['kind'], more: Partial<CandidateField> = {}): CandidateField => ({
  key,
  name: key,
  kind,
  options: kind === 'choice' ? ['Early', 'Night'] : [],
  isArchived: false,
  version: 1,
  ...more,
})
const FIELDS = [
  field('notice', 'number'),
  field('shift', 'choice'),
  field('permit', 'yes-no'),
  field('agency', 'text', { isArchived: true, name: 'Agency' }),
]

test('a view written into an address is read out of it as it was', () => {
  const settings: ViewSettings = {
    layout: 'table',
    q: 'baker lyon',
    group: 'interview',
    tag: 'night & day',
    source: 'careers',
    posting: 'pos_1',
    inPool: true,
    isOverdue: true,
    fields: { notice: { from: '2', to: '8' }, shift: { is: 'Night' } },
    columns: ['stage', 'f.notice'],
    sort: '-f.notice',
  }
  expect(ViewSettings.parse(settings)).toEqual(settings)
  const written = new URLSearchParams(writeViewSettings(settings))
  expect(readViewSettings(written)).toEqual(settings)
  expect(isSameView(readViewSettings(written), settings)).toBe(true)
  expect(readViewSettings(new URLSearchParams())).toEqual({})
  // What cannot be read counts as not given, and the rest is read.
  expect(readViewSettings(new URLSearchParams('layout=cube&group=fired&q=&tag=a&f.X=1&f.notice.near=3&cursor=abc'))).toEqual({ tag: 'a' })
})

test('what is gone since a view was saved is left out and named', () => {
  const settings: ViewSettings = {
    tag: 'oven',
    fields: { agency: { is: 'Crumb' }, notice: { from: '2' }, shift: { is: 'Night' }, permit: { is: 'perhaps' } },
    columns: ['stage', 'f.agency', 'salary'],
    sort: 'f.agency',
  }
  const open = withoutGone(settings, { place: 'pipeline', fields: FIELDS, tags: new Set(['dough']) })
  expect(open.settings).toEqual({ fields: { notice: { from: '2' }, shift: { is: 'Night' } }, columns: ['stage'] })
  expect(open.gone).toEqual(['the field “Agency”', 'the field “permit”', 'the tag “oven”', '“salary”'])
  // Where nobody counted the tags, none is gone.
  expect(withoutGone({ tag: 'oven' }, { place: 'pipeline', fields: FIELDS })).toEqual({ settings: { tag: 'oven' }, gone: [] })
})

test('an order by a score is known as one, also where the team calls a number so', () => {
  const fields = [field('points', 'number', { name: 'Points of the test' }), field('notice', 'number'), field('fit_of_coat', 'text')]
  expect(['score', '-score', 'match', 'f.points', '-f.points'].filter((sort) => isByScore(sort, fields))).toHaveLength(5)
  expect([undefined, 'due', 'f.notice', 'f.fit_of_coat', 'f.unknown'].filter((sort) => isByScore(sort, fields))).toEqual([])
})

const STAGES = ['s1', 's2'].map(
  (id, index): HiringStage => ({
    id,
    postingId: 'pos',
    name: id,
    group: 'applied',
    wording: null,
    rank: `a${index}`,
    limit: null,
    version: 1,
  }),
)
const card = (id: string, stageId: string | null, more: Partial<HiringCard> = {}): HiringCard => ({
  applicationId: id,
  postingId: 'pos',
  stageId,
  group: stageId === null ? 'closed' : 'applied',
  rank: `a${id}`,
  stageSince: '2026-11-20T10:00:00.000Z',
  disposition: null,
  tags: [],
  version: 1,
  candidateId: `can_${id}`,
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
  ...more,
})

test('a pipeline shows the cards that fit every filter of a view', () => {
  const nowMs = Date.parse('2026-11-22T00:00:00.000Z')
  const cards = [
    card('1', 's1', { headline: 'Baker', places: ['Lyon'], fields: { notice: 4, shift: 'Night', permit: true } }),
    card('2', 's2', { tags: ['oven'], fields: { notice: 12, permit: false }, replyDueAt: '2026-11-21T00:00:00.000Z' }),
    card('3', null),
  ]
  const shown = (settings: ViewSettings) =>
    cards.filter((each) => fitsView(each, settings, { fields: FIELDS, nowMs })).map(({ applicationId }) => applicationId)
  expect(shown({})).toEqual(['1', '2', '3'])
  expect(shown({ q: 'lyon baker' })).toEqual(['1'])
  expect(shown({ group: 'closed' })).toEqual(['3'])
  expect(shown({ tag: 'oven' })).toEqual(['2'])
  expect(shown({ isOverdue: true })).toEqual(['2'])
  expect(shown({ fields: { notice: { to: '4' } } })).toEqual(['1'])
  expect(shown({ fields: { permit: { is: 'no' } } })).toEqual(['2'])
  // A field that was put away filters nothing.
  expect(shown({ fields: { agency: { is: 'x' }, shift: { is: 'Night' } } })).toEqual(['1'])
})

test('rows stand in the order of a view, those without a value last, and as the team ordered them where they are equal', () => {
  const cards = [
    card('3', 's2', { name: 'Ada', fields: { notice: 4 } }),
    card('2', 's1', { name: 'Cleo' }),
    card('1', 's1', { name: 'Bea', fields: { notice: 9 } }),
    card('4', null, { name: 'Dora', fields: { notice: 4 } }),
  ]
  const order = (sort?: string) => sortCards(cards, sort, STAGES).map(({ applicationId }) => applicationId)
  expect(order()).toEqual(['1', '2', '3', '4'])
  expect(order('name')).toEqual(['3', '1', '2', '4'])
  expect(order('-name')).toEqual(['4', '2', '1', '3'])
  expect(order('f.notice')).toEqual(['3', '4', '1', '2'])
})
