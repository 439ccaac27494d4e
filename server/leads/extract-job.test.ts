import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ExtractedJob, POST_TEXT_MAX } from '../../contract/leads'
import { extractJob } from './extract-job'

/** The reading in one line: title, company, places, remote (regions), pay, level, type, skills. */
function read(text: string) {
  const job = extractJob({ text })
  const units = (cents: number | null) => (cents === null ? '' : cents / 100)
  return {
    title: job.title,
    company: job.company,
    where: job.places.join('; '),
    remote: [job.remote ?? '', ...job.remoteRegions].join(' ').trim(),
    pay:
      job.salary === null
        ? ''
        : `${units(job.salary.minCents)}-${units(job.salary.maxCents)} ${job.salary.currency} a ${job.salary.period}`,
    level: job.seniority ?? '',
    type: job.employmentType ?? '',
    skills: job.skills.join(', '),
  }
}

describe('a barred headline of a forum post', () => {
  test.each([
    [
      'Brightloom (YC S30) | Senior Backend Engineer | Berlin, Germany | HYBRID | Full-time | €80k – €100k\nWe weave data. Stack: Go, Postgres, k8s, React.',
      {
        title: 'Senior Backend Engineer',
        company: 'Brightloom',
        where: 'Berlin, Germany',
        remote: 'hybrid',
        pay: '80000-100000 EUR a year',
        level: 'senior',
        type: 'full_time',
        skills: 'Go, PostgreSQL, Kubernetes, React',
      },
    ],
    [
      'Oslo, Norway | Fjordlytics | Data Scientist | ONSITE (2 days/week) | 700 000 - 850 000 NOK',
      {
        title: 'Data Scientist',
        company: 'Fjordlytics',
        where: 'Oslo, Norway',
        remote: 'hybrid',
        pay: '700000-850000 NOK a year',
        level: '',
        type: '',
        skills: '',
      },
    ],
    [
      'Platform Engineer | Pinecrest Labs | REMOTE (US or Canada) | $140-170k + equity\nTypescript, node, AWS (EKS, RDS, Lambda).',
      {
        title: 'Platform Engineer',
        company: 'Pinecrest Labs',
        where: '',
        remote: 'remote US CA',
        pay: '140000-170000 USD a year',
        level: '',
        type: '',
        skills: 'TypeScript, Node.js, AWS',
      },
    ],
    [
      'Conductor | Vienna | Onsite | Contract | https://conductor.example\nTrains that run on time. We need a tester.',
      {
        title: 'Tester',
        company: 'Conductor',
        where: 'Vienna, Austria',
        remote: 'onsite',
        pay: '',
        level: '',
        type: 'contract',
        skills: '',
      },
    ],
    [
      'COMPANY: Moss & Fern\nROLE: Head of Growth\nLOCATION: London\nSALARY: £70,000 to £85,000\nREMOTE: No',
      {
        title: 'Head of Growth',
        company: 'Moss & Fern',
        where: 'London, United Kingdom',
        remote: 'onsite',
        pay: '70000-85000 GBP a year',
        level: 'executive',
        type: '',
        skills: '',
      },
    ],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected)
  })
})

describe('a short advert of a page or a group', () => {
  test.each([
    [
      'NOW HIRING!! Line cooks $18-22/hr, apply in person at Rosies Diner in Austin, TX. Call 512-555-0134',
      { title: 'Line cooks', company: 'Rosies Diner', where: 'Austin, TX', remote: 'onsite', pay: '18-22 USD a hour' },
    ],
    [
      '🔥 WE ARE HIRING 🔥\nCNA – all shifts!\nMaple Grove Nursing Home, Dayton OH\n$19.50/hr + sign on bonus $2,000\nText Brenda (937) 555-0188',
      { title: 'CNA', company: 'Maple Grove Nursing Home', where: 'Dayton, OH', remote: '', pay: '19.5- USD a hour' },
    ],
    [
      'Electrician (Journeyman) – Apex Electric – Tulsa, OK – $30-$38/hr – call Mike 918.555.0121',
      { title: 'Electrician', company: 'Apex Electric', where: 'Tulsa, OK', pay: '30-38 USD a hour' },
    ],
    [
      'We need 3 housekeepers at the Seaview Hotel (Brighton). £12.60 per hour, 30 hours a week.',
      { title: 'Housekeepers', company: 'Seaview Hotel', where: 'Brighton, United Kingdom', pay: '12.6- GBP a hour' },
    ],
    [
      'Looking for an experienced HGV driver, Leeds. £28k, Mon-Fri, class 1 licence needed. DM me',
      { title: 'HGV driver', company: null, where: 'Leeds, United Kingdom', pay: '28000- GBP a year', skills: 'HGV licence' },
    ],
    [
      'Backend developer needed (remote, India). 12-18 LPA. Node.js, MongoDB, AWS.',
      { title: 'Backend developer', remote: 'remote IN', pay: '1200000-1800000 INR a year', skills: 'Node.js, MongoDB, AWS' },
    ],
    [
      'Registered Nurse – ICU nights. St. Anne Hospital, Columbus, Ohio. $42.50/hour. RN license and ACLS required.',
      { title: 'Registered Nurse', company: 'St. Anne Hospital', where: 'Columbus, OH', skills: 'Nursing license, ACLS' },
    ],
    [
      'Part-time nanny wanted, two kids, Camden, London. £15ph, 3 days a week.',
      { title: 'Nanny', where: 'London, United Kingdom', pay: '15- GBP a hour', type: 'part_time' },
    ],
  ])('%s', (text, expected) => {
    expect(read(text)).toMatchObject(expected)
  })
})

describe('an advert in another language', () => {
  test.each([
    [
      'Wir suchen ab sofort einen Koch (m/w/d) in Vollzeit für unser Restaurant Zum Löwen in Freiburg. Gehalt: 2.600 – 3.000 € brutto/Monat.',
      'de',
      { title: 'Koch', company: 'Restaurant Zum Löwen', pay: '2600-3000 EUR a month', type: 'full_time' },
    ],
    [
      'Softwareentwickler (m/w/d) bei der Nordlicht GmbH, Hamburg. 45.000 – 55.000 € brutto/Jahr, Homeoffice möglich. Kenntnisse: Java, Spring Boot',
      'de',
      {
        title: 'Softwareentwickler',
        company: 'Nordlicht GmbH',
        where: 'Hamburg, Germany',
        remote: 'hybrid',
        pay: '45000-55000 EUR a year',
        skills: 'Java, Spring',
      },
    ],
    [
      'Boulangerie Martin recrute un boulanger (H/F) à Lyon. CDI temps plein, 1 900 € brut par mois.',
      'fr',
      { title: 'Boulanger', company: 'Boulangerie Martin', where: 'Lyon, France', pay: '1900- EUR a month', type: 'full_time' },
    ],
    [
      'Se busca camarero/a para restaurante en Valencia. Jornada completa, 1.800€/mes.',
      'es',
      { title: 'Camarero', company: null, where: 'Valencia, Spain', pay: '1800- EUR a month', type: 'full_time' },
    ],
    [
      'Vaga: Desenvolvedor Java Pleno - São Paulo (híbrido) - R$ 8.000 a R$ 12.000 por mês. Empresa: TecnoSul',
      'pt',
      {
        title: 'Desenvolvedor Java Pleno',
        company: 'TecnoSul',
        where: 'São Paulo, Brazil',
        remote: 'hybrid',
        pay: '8000-12000 BRL a month',
      },
    ],
    [
      'Zatrudnimy kierowcę kat. C+E, Wrocław, 7 000 - 9 000 zł brutto miesięcznie.',
      'pl',
      { where: 'Wrocław, Poland', pay: '7000-9000 PLN a month' },
    ],
    [
      'Cerco cameriere per la stagione estiva a Rimini, 1.400 euro al mese. Hotel Miramare',
      'it',
      { title: 'Cameriere', company: 'Hotel Miramare', where: 'Rimini, Italy', pay: '1400- EUR a month' },
    ],
  ])('%s', (text, language, expected) => {
    expect(read(text)).toMatchObject(expected)
    expect(extractJob({ text }).language).toBe(language)
  })
})

test('a headline in styled letters is read as plain ones, with spans of the styled text', () => {
  const job = extractJob({ text: '𝗣𝗹𝘂𝗺𝗯𝗲𝗿 wanted in Leeds' })
  const title = job.evidence.find((seen) => seen.field === 'title')
  expect(title).toMatchObject({ start: 0, end: 14 })
})

test('a level is given only when all offered titles agree', () => {
  expect(extractJob({ text: 'Acme is hiring:\n- Senior Backend Engineer\n- Senior Data Engineer' }).seniority).toBe('senior')
  expect(extractJob({ text: 'Acme is hiring:\n- Senior Backend Engineer\n- Product Designer' }).seniority).toBeNull()
})

test('money that is not pay is not read as pay', () => {
  expect(
    extractJob({ text: 'Acme | Engineer | Rome\nWe raised $40M and save clients $5,000 a year. $1,000 learning budget.' }).salary,
  ).toBeNull()
})

test('the words of a web address are not skills, places or titles', () => {
  const job = extractJob({ text: 'Apply: https://jobs.example.com/python-engineer-berlin' })
  expect([job.skills, job.places, job.title]).toEqual([[], [], null])
  expect(job.applyUrl).toBe('https://jobs.example.com/python-engineer-berlin')
})

test('a mail address hidden from robots is read', () => {
  expect(extractJob({ text: 'Write to theo [at] example [dot] com please' }).contact).toBe('theo@example.com')
})

test('the product of the company that hires is not a skill it asks for', () => {
  expect(extractJob({ text: 'Metabase | Engineer | Remote\nMetabase is written in Clojure.' }).skills).toEqual(['Clojure'])
})

test('a text that states nothing gives nothing', () => {
  const { evidence, language, ...fields } = extractJob({ text: 'Good morning everyone, lovely weather.' })
  expect(Object.values(fields).every((value) => value === null || (Array.isArray(value) && value.length === 0))).toBe(true)
  expect(evidence).toEqual([])
})

const PIECES = [
  'Acme',
  ' | ',
  '$',
  '€',
  '120k',
  ' - ',
  '1.000',
  'Senior',
  ' Engineer',
  ', ',
  'Berlin',
  '(',
  ')',
  'remote',
  'not ',
  '\n',
  'https://a.b/c',
  'jo@x.io',
  '🔥',
  '𝗛',
  'é',
  ' in ',
  'Go',
  'C++',
  '/hr',
  ':',
  'Salary',
  '%',
  '\u0000',
  '\ud83d',
  'İ',
]

function isSupported(text: string): boolean {
  const job = extractJob({ text })
  const seen = (field: string) => job.evidence.filter((one) => one.field === field).map((one) => one.value)
  const values: [string, (string | null)[]][] = [
    ['title', [job.title]],
    ['company', [job.company]],
    ['place', job.places],
    ['remote', [job.remote]],
    ['remoteRegion', job.remoteRegions],
    ['seniority', [job.seniority]],
    ['employmentType', [job.employmentType]],
    ['skill', job.skills],
    ['applyUrl', [job.applyUrl]],
  ]
  return (
    ExtractedJob.safeParse(job).success &&
    job.evidence.every(({ start, end }) => start >= 0 && end <= text.length && text.slice(start, end).trim() !== '') &&
    values.every(([field, stated]) => seen(field).join('|') === stated.filter((value) => value !== null).join('|')) &&
    // Every contact has its span, and the first of them is the one shown.
    (seen('contact')[0] ?? null) === job.contact &&
    seen('salary').length === (job.salary === null ? 0 : 1)
  )
}

test('whatever a text holds, the reading keeps the contract and every value has a span inside of the text', { timeout: 60_000 }, () => {
  const texts = fc.oneof(
    fc.array(fc.constantFrom(...PIECES), { maxLength: 120 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary', maxLength: 300 }),
  )
  fc.assert(fc.property(texts, isSupported), { numRuns: 200, seed: 7 })
})

test.each([
  '!',
  'a',
  'A ',
  '$1 ',
  '1,',
  'a@',
  'a.',
  '| ',
  '(',
  'Senior Engineer, ',
  'not remote ',
  'New York, ',
  'Acme is hiring at ',
  'Go, ',
  '10k-',
  'Salary: ',
  'http://',
])('a post of nothing but %j, as long as posts may be, is read to its end', (piece) => {
  const text = piece.repeat(Math.ceil(POST_TEXT_MAX / piece.length)).slice(0, POST_TEXT_MAX)
  expect(ExtractedJob.safeParse(extractJob({ text })).success).toBe(true)
})
