import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  CRITERIA,
  type Criterion,
  DEFAULT_WEIGHTS,
  type JobFacts,
  MatchInputs,
  MatchWeights,
  MatchWishes,
  type SeekerFacts,
} from '../../../contract/matching'
import { canonicalJson } from './canonical'
import { matchJob } from './match-job'
import { movesBetween, orderMatches, partsOf, scoreParts, steadyPermille, withoutNumerology } from './weigh-match'

const JOB: JobFacts = {
  title: 'Senior Backend Engineer',
  lines: [
    { id: 'text.1', text: 'You design payment services with PostgreSQL', isMust: true },
    { id: 'text.2', text: 'You lead incident reviews', isMust: false },
  ],
  skills: [{ skill: 'PostgreSQL', at: { line: 'text.1', start: 33, end: 43 }, isMust: true }],
  seniority: 'senior',
  places: ['lyon, france'],
  remote: 'hybrid',
  remoteRegions: [],
  employmentType: 'full_time',
  payMinYearly: 60_000,
  payMaxYearly: 80_000,
  currency: 'EUR',
  languages: [{ code: 'fr', level: 3, at: { line: 'text.3', start: 0, end: 6 } }],
  education: { level: 3, orEquivalent: false, at: { line: 'text.4', start: 0, end: 8 } },
  experience: { months: 60, at: { line: 'text.5', start: 0, end: 7 } },
  sponsors: null,
}
const SEEKER: SeekerFacts = {
  lines: [{ id: 'work.0.highlights.0', text: 'Designed payment services on MySQL for 40 shops' }],
  skills: [{ skill: 'MySQL', at: { line: 'work.0.highlights.0', start: 29, end: 34 } }],
  titles: [{ text: 'Backend Developer', at: { line: 'work.0.position', start: 0, end: 17 }, monthsAgo: 0 }],
  seniority: { level: 'mid', at: { line: 'work.0.position', start: 0, end: 17 } },
  languages: [{ code: 'fr', level: 2, at: { line: 'languages.0.language', start: 0, end: 6 } }],
  education: { level: 3, at: { line: 'education.0.studyType', start: 0, end: 8 } },
  experienceMonths: 48,
  experienceAt: { line: 'work.0.position', start: 0, end: 17 },
  places: [{ place: 'paris, france', at: { line: 'basics.location', start: 0, end: 13 } }],
  wishes: MatchWishes.parse({ titles: ['Backend Engineer'], remote: ['remote'], payWanted: 100_000, payFloor: 85_000, currency: 'EUR' }),
  permitNames: ['france'],
  regions: [],
}
const inputsOf = (seeker: Partial<SeekerFacts> = {}, job: Partial<JobFacts> = {}): MatchInputs => ({
  seeker: { ...SEEKER, ...seeker },
  job: { ...JOB, ...job },
  skillsNear: [{ skill: 'MySQL', to: 'PostgreSQL', permille: 700 }],
  titlesNear: [],
  linesNear: [],
})
const partOf = (inputs: MatchInputs, criterion: Criterion) => matchJob(inputs).criteria.find((each) => each.criterion === criterion)

test('each criterion says what the advert asks, what answers it and where both stand', () => {
  const { criteria, limits } = matchJob(inputsOf())
  const shown = Object.fromEntries(criteria.map(({ criterion, permille }) => [criterion, permille]))
  expect(shown).toMatchObject({ seniority: 600, place: 400, pay: 500, languages: 600, education: 1_000, experience: 800 })
  expect(criteria[0]?.evidence[0]).toEqual({
    kind: 'near',
    name: 'PostgreSQL',
    by: 'MySQL',
    asked: { line: 'text.1', start: 33, end: 43 },
    answered: { line: 'work.0.highlights.0', start: 29, end: 34 },
    permille: 700,
  })
  // The words of the line around the skill are answered by the same line of the résumé.
  expect(criteria[0]?.evidence[1]).toMatchObject({
    asked: { line: 'text.1' },
    answered: { line: 'work.0.highlights.0', start: 0, end: 25 },
  })
  expect(criteria[0]?.evidence[2]).toMatchObject({ kind: 'missing', permille: 0, answered: null })
  expect(partOf(inputsOf(), 'title')).toMatchObject({ permille: 1_000, evidence: [{ by: 'Backend Developer' }] })
  expect(limits).toEqual([
    { limit: 'permit', state: 'kept', asked: { line: 'places.0', start: 0, end: 12 }, found: 'france' },
    { limit: 'pay-floor', state: 'broken', asked: { line: 'salary', start: 0, end: 9 }, found: 'EUR 80000' },
  ])
})

test('what an advert or a person does not say is unknown, counts for nothing and is said', () => {
  const silent = inputsOf(
    {},
    {
      skills: [],
      lines: [],
      seniority: null,
      places: [],
      languages: [],
      education: null,
      experience: null,
      payMaxYearly: null,
      payMinYearly: null,
    },
  )
  const match = matchJob(silent)
  for (const name of ['skills', 'seniority', 'place', 'pay', 'languages', 'education', 'experience'] as const)
    expect
      .soft(
        match.criteria.find(({ criterion }) => criterion === name),
        name,
      )
      .toMatchObject({ permille: null, unknown: 'advert-silent' })
  expect(partOf(inputsOf({ languages: [] }), 'languages')).toMatchObject({ permille: null, unknown: 'person-silent' })
  expect(partOf(inputsOf({}, { currency: 'USD' }), 'pay')).toMatchObject({ permille: null, unknown: 'not-comparable' })
  const parts = partsOf(match)
  const known = scoreParts({ title: parts.title ?? null, goals: parts.goals ?? null }, DEFAULT_WEIGHTS)
  expect(scoreParts(parts, DEFAULT_WEIGHTS).permille).toBe(known.permille)
  expect(scoreParts(parts, DEFAULT_WEIGHTS).knownPermille).toBeLessThan(known.knownPermille)
})

test('a limit that is broken or kept changes no value of any criterion', () => {
  const { wishes } = SEEKER
  const strict = { ...wishes, isPlaceLimit: true, isTypeLimit: true, types: ['contract' as const], payFloor: 90_000, livesIn: 'FR' }
  const loose = { ...strict, isPlaceLimit: false, isTypeLimit: false, payFloor: null }
  expect(matchJob(inputsOf({ wishes: strict })).criteria).toEqual(matchJob(inputsOf({ wishes: loose })).criteria)
  const states = (seeker: Partial<SeekerFacts>, job: Partial<JobFacts>) =>
    Object.fromEntries(matchJob(inputsOf(seeker, job)).limits.map(({ limit, state }) => [limit, state]))
  expect(states({ wishes: strict }, {})).toEqual({ permit: 'kept', place: 'broken', 'pay-floor': 'broken', type: 'broken' })
  expect(states({ wishes: strict, regions: ['FR', 'EU'] }, { remote: 'remote', remoteRegions: ['US'] })).toMatchObject({
    'remote-region': 'broken',
    place: 'kept',
  })
  expect(states({ wishes: strict, regions: ['FR', 'EU'] }, { remote: 'remote', remoteRegions: [] })).toMatchObject({
    'remote-region': 'unknown',
  })
  const abroad = { places: ['oslo, norway'] }
  const at = { line: 'text.9', start: 0, end: 4 }
  expect(states({}, abroad).permit).toBe('unknown')
  expect(states({}, { ...abroad, sponsors: { yes: false, at } }).permit).toBe('broken')
  expect(states({}, { ...abroad, sponsors: { yes: true, at } }).permit).toBe('kept')
})

test('more years or a higher degree than asked are worth no more, so that neither stands for age', () => {
  const years = (months: number) => partOf(inputsOf({ experienceMonths: months }), 'experience')?.permille
  expect([years(60), years(61), years(120)]).toEqual([1_000, 1_000, 1_000])
  const degree = (level: number) => partOf(inputsOf({ education: { level, at: { line: 'e', start: 0, end: 1 } } }), 'education')?.permille
  expect([degree(2), degree(3), degree(5)]).toEqual([500, 1_000, 1_000])
})

test('equal inputs give equal bytes, in whatever order their fields were written', () => {
  const inputs = inputsOf()
  const shuffled = MatchInputs.parse(
    JSON.parse(JSON.stringify({ ...inputs, job: Object.fromEntries(Object.entries(inputs.job).reverse()) })),
  )
  expect(canonicalJson(shuffled)).toBe(canonicalJson(inputs))
  expect(JSON.stringify(matchJob(shuffled))).toBe(JSON.stringify(matchJob(inputs)))
})

const weight = fc.integer({ min: 0, max: 100 })
const part = fc.option(fc.integer({ min: 0, max: 1_000 }), { nil: null })
const weights = fc
  .record(Object.fromEntries(Object.keys(DEFAULT_WEIGHTS).map((name) => [name, weight])))
  .map((each) => MatchWeights.parse(each))
const parts = fc.record(Object.fromEntries(CRITERIA.map((name) => [name, part]))) as fc.Arbitrary<Record<Criterion, number | null>>

test('a score lies between the least and the best of what is known, grows with each part, and only the ratio of weights matters', () => {
  fc.assert(
    fc.property(parts, weights, fc.constantFrom(...CRITERIA), (parts, weights, name) => {
      const score = scoreParts(parts, weights)
      const counted = CRITERIA.flatMap((each) => (parts[each] !== null && weights[each] > 0 ? [parts[each] ?? 0] : []))
      if (counted.length === 0) return expect(score).toEqual({ permille: null, knownPermille: 0 })
      expect(score.permille).toBeGreaterThanOrEqual(Math.min(...counted))
      expect(score.permille).toBeLessThanOrEqual(Math.max(...counted))
      const better = scoreParts({ ...parts, [name]: parts[name] === null ? null : 1_000 }, weights)
      expect(better.permille).toBeGreaterThanOrEqual(score.permille ?? 0)
      const halved = Object.fromEntries(Object.entries(weights).map(([each, value]) => [each, value / 2]))
      expect(scoreParts(parts, { ...weights, ...halved })).toEqual(score)
    }),
  )
})

test('a full match of the little that an advert says stands behind a good match of most of it; where all is known the order is the score', () => {
  const nothing = Object.fromEntries(CRITERIA.map((name) => [name, null]))
  const titleAlone = { ...nothing, title: 1_000, place: 1_000 }
  const most = { ...nothing, skills: 700, title: 700, seniority: 700, place: 700, experience: 700, goals: 700 }
  expect([scoreParts(titleAlone, DEFAULT_WEIGHTS).permille, scoreParts(most, DEFAULT_WEIGHTS).permille]).toEqual([1_000, 700])
  const card = (id: string) => ({ id, foundAt: '2026-11-21' })
  const ordered = orderMatches(
    [
      { card: card('little'), parts: titleAlone },
      { card: card('most'), parts: most },
    ],
    DEFAULT_WEIGHTS,
  )
  expect(ordered.map(({ item }) => item.card.id)).toEqual(['most', 'little'])
  fc.assert(
    fc.property(parts, weights, (parts, weights) => {
      const [score, steady] = [scoreParts(parts, weights), steadyPermille(parts, weights)]
      if (score.permille === null) return expect(steady).toBeNull()
      // Between the score and the middle, and nowhere else.
      expect(steady).toBeGreaterThanOrEqual(Math.min(score.permille, 500))
      expect(steady).toBeLessThanOrEqual(Math.max(score.permille, 500))
      if (score.knownPermille === 1_000) expect(steady).toBe(score.permille)
    }),
  )
})

test('with numerology at 0 the order is that of a world without it, and the difference can be told', () => {
  fc.assert(
    fc.property(
      fc.array(parts, { minLength: 2, maxLength: 12 }),
      weights,
      fc.array(part, { minLength: 12, maxLength: 12 }),
      (list, weights, numbers) => {
        const card = (index: number) => ({ id: `job_${index}`, foundAt: `2026-11-${10 + (index % 9)}` })
        const without = list.map((parts, index) => ({ card: card(index), parts }))
        const withIt = list.map((parts, index) => ({ card: card(index), parts: { ...parts, numerology: numbers[index] ?? null } }))
        const ids = (ordered: { item: { card: { id: string } } }[]) => ordered.map(({ item }) => item.card.id)
        const off = withoutNumerology(weights)
        expect(ids(orderMatches(withIt, off))).toEqual(ids(orderMatches(without, off)))
        const moves = [...movesBetween(withIt, off, weights).values()]
        expect(moves.reduce((sum, each) => sum + each, 0)).toBe(0)
        expect([...movesBetween(withIt, off, off).values()].every((each) => each === 0)).toBe(true)
      },
    ),
  )
})
