import { expect, test } from 'vitest'
import { type CardSource, cardOf } from './card-of'

const source = (summary: string): CardSource => ({
  applicationId: 'app_1',
  group: 'applied',
  appliedAt: '2026-01-01T00:00:00.000Z',
  places: ['Lyon'],
  name: 'Rosa Delgado',
  number: 1,
  headline: 'Baker',
  email: 'rosa@delgado.example',
  phone: '+33612345678',
  earlier: { name: '', email: null, phone: null, places: [] },
  resume: { basics: { summary } },
})
const summaryOf = (summary: string) => cardOf(source(summary), { isAnonymous: true, nowMs: 0 }).summary

test.each([
  ['Call 06 12 34 56 78 today', 'Call … today'],
  ['Call +33 (0)6 12 34 56 78 today', 'Call … today'],
  ['Call 06.12.34.56.78 today', 'Call … today'],
  ['Call 079/123-45-67 today', 'Call … today'],
  ['Write to r.d@bakers.example or bread [at] bakers.example please', 'Write to … or … please'],
  ['I am @crusty_rosa there', 'I am … there'],
  ['See github.com/crustyrosa and linkedin.com/in/rdelgado here', 'See … and … here'],
  ['See www.crusty.bakery and crustybread.ch now', 'See … and … now'],
  ['GitHub: crusty1', '…'],
  ['Known as rosadelgado everywhere', 'Known as … everywhere'],
])('in an anonymous card nobody is reached by what they wrote: %s', (written, shown) => {
  expect(summaryOf(written)).toBe(shown)
})

test('what reaches nobody stays: skills with dots, small numbers, and everything in a card that is not anonymous', () => {
  const words = 'Node.js, React.js/Vue.js and ASP.NET; 12 ovens, 400 000 loaves, CI/CD.'
  expect(summaryOf(words)).toBe(words)
  const named = 'Rosa: 06 12 34 56 78'
  expect(cardOf(source(named), { isAnonymous: false, nowMs: 0 }).summary).toBe(named)
})
