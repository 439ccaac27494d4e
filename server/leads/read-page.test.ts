import { expect, test } from 'vitest'
import { failure, newWorld } from '../../test/world'

const LD = {
  '@type': 'JobPosting',
  title: 'Senior Backend Engineer',
  hiringOrganization: { name: 'Harbour Light Software' },
  jobLocation: [{ address: { addressLocality: 'Hamburg', addressCountry: 'Germany' } }],
  employmentType: 'FULL_TIME',
  baseSalary: { currency: 'EUR', value: { minValue: 75_000, maxValue: 90_000, unitText: 'YEAR' } },
  description: '<p>You will build our booking system with TypeScript and PostgreSQL, in a team of six.</p>',
}

test('an address alone gives the same preview as its pasted text, with the facts that the page states for machines; nothing is stored', async () => {
  await using world = await newWorld()
  world.state.web.page(
    'https://harbour-light.example/jobs/1',
    `<script type="application/ld+json">${JSON.stringify(LD)}</script><h1>Careers</h1>`,
  )
  const api = world.api('visitor')
  const read = await api.leads.readPage({ url: 'https://harbour-light.example/jobs/1' })
  expect(read.extracted).toMatchObject({
    title: 'Senior Backend Engineer',
    company: 'Harbour Light Software',
    employmentType: 'full_time',
    salary: { minCents: 7_500_000, maxCents: 9_000_000, currency: 'EUR', period: 'year' },
  })
  expect(read.extracted.places.join()).toContain('Hamburg')
  expect(read.extracted.skills).toEqual(expect.arrayContaining(['TypeScript', 'PostgreSQL']))
  expect(read.score.verdict).toBe('offer')
  for (const { value, start, end, field } of read.extracted.evidence) if (field === 'title') expect(read.text.slice(start, end)).toBe(value)
  const { score, extracted } = await api.leads.preview({ text: read.text })
  expect({ score, extracted }).toEqual({ score: read.score, extracted: read.extracted })
})

test('a page that we may not open is refused beside the address, with what to do instead', async () => {
  await using world = await newWorld()
  const refused = world.api('visitor').leads.readPage({ url: 'https://www.facebook.com/groups/1' })
  expect(await failure(refused)).toMatchObject({
    reason: 'page.never-fetched',
    message: expect.stringContaining('Paste the text instead.'),
  })
})

test('a page longer than a post is cut at a line, and says so', async () => {
  await using world = await newWorld()
  world.state.web.page(
    'https://long.example/',
    `<p>We are hiring a Baker in Lyon.</p>${'<p>Flour, water, salt and time.</p>'.repeat(1_000)}`,
  )
  const read = await world.api('visitor').leads.readPage({ url: 'https://long.example/' })
  expect([read.isCut, read.text.length <= 20_000, read.text.endsWith('time.')]).toEqual([true, true, true])
})
