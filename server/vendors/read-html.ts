import sanitizeHtml from 'sanitize-html'
import { z } from 'zod'
import type { GivenPosting } from '../core/given-page'

/** What a reader sees of an HTML page, a line for each block; of a page that names its main part, that part. */
export function textOfHtml(html: string): string {
  const main = ['main', 'article'].map((tag) => between(html, tag)).find((part) => part !== null && part.length > MAIN_CHARS_MIN)
  const blocks = sanitizeHtml(main ?? html, VISIBLE)
  const lines = blocks
    .replace(/<li>/g, '\n- ')
    .replace(/<[^>]*>/g, '\n')
    .replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (_, name: string) => ENTITIES[name] ?? ' ')
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '' && line !== '-')
  return lines.join('\n')
}

/** The words of `<title>`; `null` when there are none. */
export function titleOfHtml(html: string): string | null {
  const title = between(html, 'title')
  return title === null ? null : textOfHtml(`<p>${title}</p>`).replaceAll('\n', ' ') || null
}

/** The first `JobPosting` that a page describes for machines; `null` when there is none that can be read. */
export function postingOfHtml(html: string): GivenPosting | null {
  for (const [, json = ''] of html.matchAll(/<script[^>]{0,300}application\/ld\+json[^>]{0,300}>([\s\S]{0,200000}?)<\/script/gi)) {
    const found = findPosting(parse(json), 0)
    if (found) return showPosting(found)
  }
  return null
}

const MAIN_CHARS_MIN = 400
const BLOCKS = [
  'p',
  'br',
  'div',
  'li',
  'ul',
  'ol',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'section',
  'article',
  'tr',
  'td',
  'th',
  'dt',
  'dd',
  'blockquote',
  'pre',
  'hr',
]
const VISIBLE: sanitizeHtml.IOptions = {
  allowedTags: BLOCKS,
  allowedAttributes: {},
  nonTextTags: [
    'script',
    'style',
    'noscript',
    'template',
    'textarea',
    'option',
    'button',
    'svg',
    'head',
    'nav',
    'footer',
    'form',
    'iframe',
  ],
  // A page that is nested deeper than any real one is cut there.
  nestingLimit: 200,
}
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'" }

/** What stands between the first opening and the last closing tag of a name. */
function between(html: string, tag: string): string | null {
  const lower = html.toLowerCase()
  const open = lower.search(new RegExp(`<${tag}[\\s>]`))
  const start = open === -1 ? -1 : lower.indexOf('>', open) + 1
  const end = lower.lastIndexOf(`</${tag}`)
  return start > 0 && end > start ? html.slice(start, end) : null
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    // A page that describes itself wrongly is still a page.
    return null
  }
}

const DEPTH_MAX = 6
function findPosting(value: unknown, depth: number): z.infer<typeof Posting> | null {
  if (typeof value !== 'object' || value === null || depth > DEPTH_MAX) return null
  if (Array.isArray(value)) return first(value.slice(0, 100), (each) => findPosting(each, depth + 1))
  const type = '@type' in value ? listOf(value['@type']) : []
  const posting = type.includes('JobPosting') ? Posting.safeParse(value) : null
  if (posting?.success) return posting.data
  return first(Object.values(value).slice(0, 100), (each) => (typeof each === 'object' ? findPosting(each, depth + 1) : null))
}

function first<T, R>(values: T[], find: (value: T) => R | null): R | null {
  for (const value of values) {
    const found = find(value)
    if (found !== null) return found
  }
  return null
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value])
const Words = z.string().max(50_000).catch('')
const Named = z.union([z.string(), z.looseObject({ name: z.string() }).transform((value) => value.name)]).catch('')
const Many = <T extends z.ZodType>(item: T) => z.preprocess((value) => listOf(value).slice(0, 20), z.array(item))
const Address = z.union([
  z.string(),
  z.looseObject({ addressLocality: Named.optional(), addressRegion: Named.optional(), addressCountry: Named.optional() }),
])
const Amount = z.union([z.number(), z.string().transform(Number)])
/** Of schema.org's `JobPosting`, what a vacancy here can hold. Whatever is malformed counts as not said. */
const Posting = z.looseObject({
  title: Words.optional(),
  description: Words.optional(),
  hiringOrganization: Named.optional(),
  jobLocation: Many(z.looseObject({ address: Address.catch('') }).catch({ address: '' })).optional(),
  jobLocationType: Many(Words).optional(),
  applicantLocationRequirements: Many(Named).optional(),
  employmentType: Many(Words).optional(),
  validThrough: Words.optional(),
  baseSalary: z
    .looseObject({
      currency: z.string().max(10).optional(),
      value: z.union([
        Amount,
        z.looseObject({
          minValue: Amount.optional().catch(undefined),
          maxValue: Amount.optional().catch(undefined),
          value: Amount.optional().catch(undefined),
          unitText: Words.optional(),
        }),
      ]),
    })
    .optional()
    .catch(undefined),
})

function showPosting(posting: z.infer<typeof Posting>): GivenPosting {
  const plain = (text: string | undefined) =>
    textOfHtml(`<p>${text ?? ''}</p>`)
      .replaceAll('\n', ' ')
      .slice(0, 300) || null
  const known = (values: (string | undefined)[] | undefined) => (values ?? []).flatMap((value) => plain(value) ?? [])
  const places = (posting.jobLocation ?? []).map(({ address }) =>
    typeof address === 'string'
      ? address
      : [address.addressLocality, address.addressRegion, address.addressCountry].filter(Boolean).join(', '),
  )
  // Some pages escape the HTML of their description once more.
  const description = posting.description ?? ''
  const html = /<[a-z]/i.test(description) ? description : description.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')
  return {
    title: plain(posting.title),
    company: plain(posting.hiringOrganization),
    places: [...new Set(known(places))],
    isRemote: (posting.jobLocationType ?? []).some((type) => type.toUpperCase() === 'TELECOMMUTE'),
    remoteRegions: known(posting.applicantLocationRequirements),
    employmentTypes: known(posting.employmentType),
    pay: payOf(posting.baseSalary),
    description: textOfHtml(html.replace(/\n/g, '<br>')),
    validThrough: plain(posting.validThrough),
  }
}

const UNITS: Record<string, string> = { HOUR: 'hour', DAY: 'day', WEEK: 'week', MONTH: 'month', YEAR: 'year' }

function payOf(salary: z.infer<typeof Posting>['baseSalary']): string | null {
  if (!salary) return null
  const { value } = salary
  const stated = typeof value === 'number' ? [value] : [value.minValue, value.maxValue, value.value]
  const amounts = [...new Set(stated.filter((amount): amount is number => amount !== undefined && amount > 0))].slice(0, 2)
  const unit = typeof value === 'number' ? undefined : UNITS[(value.unitText ?? '').toUpperCase()]
  if (amounts.length === 0 || !/^[A-Za-z]{3}$/.test(salary.currency ?? '')) return null
  return `${salary.currency?.toUpperCase()} ${amounts.join(' - ')}${unit ? ` per ${unit}` : ''}`
}
