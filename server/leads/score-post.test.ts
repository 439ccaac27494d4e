import { expect, test } from 'vitest'
import { PostScore } from '../../contract/leads'
import { detectorFromDisk } from '../../test/detector-from-disk'
import { LEAD_THRESHOLDS, scorePost } from './score-post'

test('an advert is an offer, a person who looks for work is seeking, a question is chatter, and money up front is a scam', () => {
  const verdicts = [
    'We are hiring a warehouse operative in Leeds. £13 an hour, 40 hours a week. Send your CV to jobs@example.org',
    'I am a qualified electrician with ten years of experience, looking for work in Bristol. My CV is on request, please message me.',
    'How long do you wait before you follow up after an interview? I applied three weeks ago and heard nothing. Any advice?',
    'Earn $3,000 a week from home! No experience. Pay a registration fee of $49 and message me on WhatsApp now, guaranteed income.',
  ].map((text) => scorePost(detectorFromDisk, { text }).verdict)
  expect(verdicts).toEqual(['offer', 'seeking', 'chatter', 'scam'])
})

test('who speaks decides, not the trade: the same words of a trade are an offer from an employer and seeking from a worker', () => {
  const offer = scorePost(detectorFromDisk, {
    text: 'Graphic designer wanted for our team in Austin. Send us your portfolio and your rate.',
  })
  const seeking = scorePost(detectorFromDisk, {
    text: 'Graphic designer in Austin looking for work. Here is my portfolio, my rate is fair, hire me!',
  })
  expect([offer.verdict, seeking.verdict]).toEqual(['offer', 'seeking'])
})

test('a clear advert is sure enough to be published', () => {
  const text =
    'Registered Nurse, full-time, Denver. We are looking for nurses to join our team. Requirements: RN licence, two years of experience. Salary $80,000 with benefits. Apply at https://jobs.example.org'
  const score = scorePost(detectorFromDisk, { text })
  expect(score.verdict).toBe('offer')
  expect(score.confidenceRatio).toBeGreaterThanOrEqual(LEAD_THRESHOLDS.publishedRatio)
})

test('the answer has the shape of the contract: probabilities sum to 1 and the verdict is the likeliest', () => {
  for (const text of ['', '🙂', 'Hiring!', 'x'.repeat(20_000), 'Bartender needed, cash paid nightly, ask for Ann.']) {
    const score = PostScore.parse(scorePost(detectorFromDisk, { text }))
    const ratios = Object.values(score.probabilities)
    expect(ratios.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9)
    expect(score.confidenceRatio).toBe(Math.max(...ratios))
    expect(score.probabilities[score.verdict]).toBe(score.confidenceRatio)
  }
})

test('reasons are words of the post itself, at most eight, and none stands twice', () => {
  const text =
    'Line cook wanted at the Anchor. We are looking for someone reliable. Pay is $20 an hour. Apply in person or send your resume.'
  const { reasons } = scorePost(detectorFromDisk, { text })
  expect(reasons.length).toBeGreaterThan(0)
  expect(reasons.length).toBeLessThanOrEqual(8)
  for (const reason of reasons) expect(text.toLowerCase()).toContain(reason)
  expect(new Set(reasons).size).toBe(reasons.length)
})

test('a post in another language is never sure enough to be published', () => {
  for (const text of [
    'Wir suchen ab sofort eine Pflegefachkraft in Vollzeit für unser Haus in Köln. Bewerbungen bitte an unsere Verwaltung.',
    'Se busca camarero con experiencia para restaurante en Valencia. Jornada completa, buen sueldo. Interesados llamar por la mañana.',
    'Zatrudnimy kierowcę kategorii C, praca od poniedziałku do piątku, atrakcyjne wynagrodzenie, umowa o pracę.',
    'Требуется водитель категории B. Полный рабочий день, зарплата два раза в месяц. Звоните.',
    '急招餐厅服务员，包吃住，月薪五千，有经验者优先。',
  ]) {
    expect(scorePost(detectorFromDisk, { text }).confidenceRatio, text).toBeLessThan(LEAD_THRESHOLDS.publishedRatio)
  }
})

test('the same text gives the same score, whatever was judged in between', () => {
  const text = 'We need two roofers in Tampa next week. $25/hr. Call 555-010-0123.'
  const first = scorePost(detectorFromDisk, { text })
  scorePost(detectorFromDisk, { text: 'What should I wear to an interview?' })
  expect(scorePost(detectorFromDisk, { text })).toEqual(first)
})

test('line ends, typographic apostrophes and upper case in a word do not turn an offer into something else', () => {
  const plain = "We're looking for a cleaner.\n\nApply at the desk, it's 15 hours a week."
  const typed = 'WE’RE LOOKING for a Cleaner.\r\n\r\nApply at the desk, it’s 15 hours a week.'
  expect(scorePost(detectorFromDisk, { text: plain }).verdict).toBe('offer')
  expect(scorePost(detectorFromDisk, { text: typed }).verdict).toBe('offer')
})

test('who says in the first words that they seek work is believed', () => {
  for (const text of [
    'SEEKING WORK | Remote | TypeScript, React. We build and ship products, $80/hour, apply at https://dev.example',
    '[For Hire] Senior engineer, we are hiring ourselves out',
  ])
    expect(scorePost(detectorFromDisk, { text })).toMatchObject({ verdict: 'seeking', confidenceRatio: 0.97 })
  const { probabilities } = scorePost(detectorFromDisk, { text: 'SEEKING WORK | Remote' })
  expect(Object.values(probabilities).reduce((sum, ratio) => sum + ratio, 0)).toBeCloseTo(1)
})
