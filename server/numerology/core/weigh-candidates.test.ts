import fc from 'fast-check'
import { expect, test } from 'vitest'
import { weighCandidates } from './weigh-candidates'

const ratio = fc.integer({ min: 0, max: 1000 }).map((permille) => permille / 1000)
const lists = fc.array(fc.record({ score: ratio, compatibility: fc.option(ratio, { nil: null }) }), { maxLength: 40 }).map((rows) => {
  const ranked = rows.map(({ score }, index) => ({ personId: `per_${index}`, score })).sort((a, b) => b.score - a.score)
  const shares = new Map<string, number>(
    rows.flatMap(({ compatibility }, index) => (compatibility === null ? [] : [[`per_${index}`, compatibility] as [string, number]])),
  )
  return { ranked, shares }
})
const weights = fc.integer({ min: -5, max: 100 })
const idsOf = (list: { personId: string }[]) => list.map(({ personId }) => personId)

test('nobody is filtered and nobody is added, whatever the weight', () => {
  fc.assert(
    fc.property(lists, weights, ({ ranked, shares }, weight) => {
      expect(idsOf(weighCandidates(ranked, shares, weight)).sort()).toEqual(idsOf(ranked).sort())
    }),
  )
})

test('who does not share keeps exactly their place', () => {
  fc.assert(
    fc.property(lists, weights, ({ ranked, shares }, weight) => {
      const weighed = weighCandidates(ranked, shares, weight)
      for (const [place, { personId }] of ranked.entries()) if (!shares.has(personId)) expect(weighed[place]?.personId).toBe(personId)
    }),
  )
})

test('at 0, or with nobody who shares, it is the list that was given', () => {
  fc.assert(
    fc.property(lists, weights, ({ ranked, shares }, weight) => {
      expect(weighCandidates(ranked, shares, 0)).toEqual(ranked)
      expect(weighCandidates(ranked, new Map(), weight)).toEqual(ranked)
    }),
  )
})

test('it weighs 20 % at most: more counts as 20, and a score that is clearly better stays above', () => {
  fc.assert(
    fc.property(lists, fc.integer({ min: 20, max: 1000 }), ({ ranked, shares }, weight) => {
      const weighed = weighCandidates(ranked, shares, weight)
      expect(weighed).toEqual(weighCandidates(ranked, shares, 20))
      const sharing = weighed.filter(({ personId }) => shares.has(personId))
      // 0.8 × ahead must be more than 0.2 × the most that compatibility can make up for.
      for (const [index, above] of sharing.entries())
        for (const below of sharing.slice(index + 1)) expect(below.score - above.score).toBeLessThanOrEqual(0.25 + 1e-9)
    }),
  )
})

test('among those who share, the better compatibility decides between equals', () => {
  const ranked = ['a', 'b', 'c'].map((personId) => ({ personId, score: 0.5 }))
  expect(
    idsOf(
      weighCandidates(
        ranked,
        new Map([
          ['a', 0.1],
          ['c', 0.9],
        ]),
        5,
      ),
    ),
  ).toEqual(['c', 'b', 'a'])
})
