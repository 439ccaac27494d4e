import { expect, test } from 'vitest'
import { readLiveness, readRefusal, type SeenPage } from './read-liveness'

const NOW = Date.parse('2026-11-21T10:00:00.000Z')
const LINK = 'https://boards.example/acme/jobs/481'
const read = (page: Partial<SeenPage>, link = LINK) =>
  readLiveness(
    { url: link, title: 'Pastry Chef at Acme', text: 'Pastry Chef\nWe bake in Lyon.', posting: null, ...page },
    { link, jobTitle: 'Pastry Chef (m/f/d)', nowMs: NOW },
  )
const state = (page: Partial<SeenPage>, link?: string) => read(page, link).state

test.each([
  'This job is no longer available.',
  'Sorry, this position has been filled.',
  'We’re no longer accepting applications for this role.',
  'The job you are looking for could not be found',
  'Diese Stelle ist leider nicht mehr verfügbar.',
  'Die Stelle wurde bereits besetzt.',
  'Die Bewerbungsfrist ist abgelaufen.',
  "Cette offre n'est plus disponible.",
  'L’annonce a expiré.',
  'Esta oferta ya no está disponible.',
  'La vacante ha sido cubierta.',
  "L'annuncio non è più attivo.",
  'Esta vaga já não está disponível.',
  'A vaga foi encerrada.',
  'Deze vacature is niet meer beschikbaar.',
  'Tjänsten är tillsatt.',
  'Ansökningstiden har gått ut.',
  'Stillingen er ikke længere ledig.',
  'Søknadsfristen er utløpt.',
  'Hakuaika on päättynyt.',
  'Oferta wygasła.',
  'Tato pozice již není aktuální.',
  'この求人の募集は終了しました。',
  '该职位已关闭',
])('a page that says "%s" closes the job', (words) => {
  expect(read({ text: `Acme\n${words}\nSee our other jobs` })).toEqual({ state: 'closed', because: 'says-closed' })
  expect(read({ title: words, text: 'See our other jobs' })).toEqual({ state: 'closed', because: 'says-closed' })
})

test.each([
  'Pastry Chef\nApplications are accepted until the position is filled.',
  'Pastry Chef\nIf this job is no longer available, look at our other jobs.',
  'Pastry Chef\nThis position is closed to agencies.',
  'Pastry Chef\nSobald die Stelle besetzt ist, melden wir uns.',
  "Pastry Chef\nLorsque le poste est pourvu, l'annonce disparaît.",
  'Pastry Chef\nApplications close on 5 December.',
  'Pastry Chef\nYou will work with jobs, filled rolls and closed kitchens.',
])('a page that says "%s" says nothing of the kind', (text) => {
  expect(state({ text })).toBe('works')
})

test('what stands far down on a long page is of other jobs', () => {
  const text = `Pastry Chef\n${'We bake bread and cakes every day.\n'.repeat(120)}This job is no longer available.`
  expect(state({ text })).toBe('works')
})

test('a last day counts until it is over everywhere on earth, and what is no date counts for nothing', () => {
  const posting = (validThrough: string | null) => ({ title: 'Pastry Chef', description: 'We bake.', validThrough })
  expect(read({ posting: posting('2026-11-18') })).toEqual({ state: 'closed', because: 'deadline' })
  for (const day of ['2026-11-20', '2026-11-21', '2026-11-20T00:00:00Z', '2027-01-01T12:00:00Z', 'soon', null])
    expect(state({ posting: posting(day) })).toBe('works')
  expect(state({ posting: posting('2026-11-20T20:00:00Z') })).toBe('closed')
})

test.each([
  ['https://boards.example/acme', 'leads-elsewhere'],
  ['https://boards.example/', 'leads-elsewhere'],
  ['https://boards.example/en/acme', 'leads-elsewhere'],
  ['https://www.acme.example/careers', 'leads-elsewhere'],
  ['https://boards.example/acme/jobs/481?error=true', 'leads-elsewhere'],
  ['https://boards.example/acme/jobs/481/', 'works'],
  ['https://boards.example/acme/jobs/481?utm=x', 'works'],
  ['https://jobs.acme.example/open/pastry-chef-481', 'works'],
])('a link that ends at %s %s', (url, expected) => {
  expect(state({ url })).toBe(expected)
})

test('an address without a path of its own leads to no front page but its own, and a front page that describes the job is the job', () => {
  expect(state({ url: 'https://acme.example/' }, 'https://acme.example/')).toBe('works')
  expect(state({ url: 'https://acme.example/', posting: { title: 'Pastry Chef', description: 'x', validThrough: null } })).toBe('works')
})

test('a page that does not name the job does not show that it is open', () => {
  expect(state({ title: 'Careers', text: 'Work with us. Great people.' })).toBe('unreadable')
  expect(state({ title: 'Chef pâtissier et Pastry chef' })).toBe('works')
})

test('only a page that is gone closes a job; what a site refuses or cannot give closes nothing', () => {
  expect(readRefusal({ reason: 'page.refused', status: 404 })).toEqual({ state: 'closed', because: 'link-gone' })
  expect(readRefusal({ reason: 'page.refused', status: 410 })).toEqual({ state: 'closed', because: 'link-gone' })
  for (const status of [401, 403, 408, 429, 500, 502, 503])
    expect(readRefusal({ reason: 'page.refused', status })).toEqual({ state: 'failed' })
  for (const reason of ['page.unreachable', 'page.timed-out', 'page.too-many-redirects'])
    expect(readRefusal({ reason, status: null })).toEqual({ state: 'failed' })
  for (const reason of ['page.robots', 'page.never-fetched'])
    expect(readRefusal({ reason, status: null })).toEqual({ state: 'not-allowed' })
  expect(readRefusal({ reason: 'page.no-text', status: null })).toEqual({ state: 'unreadable' })
})
