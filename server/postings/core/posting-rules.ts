import type { PostingFields, PostingFinding } from '../../../contract/postings'
import { listCodedWords } from './coded-words'
import { EU_COUNTRIES, LAWS, type Law } from './laws'

/**
 * What the law of the place of work, and good sense, say to an advert; those that block stand first, each beside its field.
 * The same words are checked while somebody types and when the advert is published. It is no legal advice, and says less than the law does:
 * `docs/posting-rules.md` names each rule with its source.
 *
 * @param now a law that is not in force yet says nothing
 */
export function checkPosting(fields: PostingFields, now: Date): PostingFinding[] {
  const asked = { fields, today: now.toISOString().slice(0, 10) }
  const found = [
    ...missingParts(fields, now),
    ...payFindings(asked),
    ...ontarioFindings(asked),
    ...toolFindings(asked),
    ...listCodedWords(fields),
  ]
  return found.sort((a, b) => Number(a.level === 'warning') - Number(b.level === 'warning'))
}

interface Asked {
  fields: PostingFields
  today: string
}

const PART_MIN = { title: 3, description: 40 } as const

/** What nobody can apply to a job without knowing. */
function missingParts({ title, description, places, remote, jurisdiction, validThrough }: PostingFields, now: Date): PostingFinding[] {
  const found: PostingFinding[] = []
  const block = (field: keyof PostingFields, message: string) =>
    found.push({ rule: 'needed', field, level: 'block', message, law: null, span: null })
  if (title.trim().length < PART_MIN.title) block('title', 'Give it a title.')
  if (description.trim().length < PART_MIN.description) block('description', 'Say what the work is, in a few sentences.')
  if (places.length === 0 && remote !== 'remote') block('places', 'Name the place of work, or say that it is remote.')
  if (jurisdiction === null) block('jurisdiction', 'Say whose law holds at the place of work: other places ask for other things.')
  if (validThrough !== null && new Date(validThrough) <= now) block('validThrough', 'This day is over. Choose a later one, or none.')
  return found
}

/** Where an advert must name its pay, by which law. */
const PAY_LAWS: Record<string, Law[]> = {
  'CA-ON': [LAWS.ontario],
  'US-NY': [LAWS.newYork],
  'US-NYC': [LAWS.newYorkCity, LAWS.newYork],
  'US-CA': [LAWS.california],
  'US-CO': [LAWS.colorado],
  'US-WA': [LAWS.washington],
}

function payFindings({ fields: { salary, jurisdiction, description, validThrough }, today }: Asked): PostingFinding[] {
  const law = PAY_LAWS[jurisdiction ?? '']?.find(({ inForce }) => inForce <= today)
  const isOpen = salary !== null && (salary.minCents === null || salary.maxCents === null)
  if (!law) return isEu(jurisdiction) && LAWS.eu.inForce <= today ? euPay(salary === null, isOpen) : []
  const found: PostingFinding[] = []
  const say = (rule: string, level: 'block' | 'warning', field: keyof PostingFields, message: string) =>
    found.push({ rule, field, level, message, law: law.name, span: null })
  if (salary === null || (salary.minCents === null && salary.maxCents === null))
    say('pay-range', 'block', 'salary', 'An advert here must say what it pays. Give the least and the most.')
  else if (isOpen)
    say(
      'pay-range',
      'block',
      'salary',
      'A range with one end is not enough here. Give the least and the most; the same twice for fixed pay.',
    )
  const namesBenefits = /benefit|insurance|pension|401\s?\(?k|paid (?:time off|leave)|vacation|holiday/i.test(description)
  if ((jurisdiction === 'US-WA' || jurisdiction === 'US-CO') && !namesBenefits)
    say('benefits', 'warning', 'description', 'The law here asks for a general description of the benefits as well.')
  if (jurisdiction === 'US-CO' && validThrough === null)
    say('last-day', 'warning', 'validThrough', 'The law here asks until when applications are taken, unless they are always.')
  return found
}

function euPay(isMissing: boolean, isOpen: boolean): PostingFinding[] {
  if (!isMissing && !isOpen) return []
  return [
    {
      rule: 'pay-range',
      field: 'salary',
      level: 'warning',
      message: isMissing
        ? 'Applicants must learn the pay, or its range, before the first interview. The advert is the simplest place.'
        : 'Name both ends of the range: applicants must learn them before the first interview.',
      law: LAWS.eu.name,
      span: null,
    },
  ]
}

const ONTARIO_RANGE_MAX_CENTS = 5_000_000
const ONTARIO_EXEMPT_ABOVE_CENTS = 20_000_000

function ontarioFindings({ fields, today }: Asked): PostingFinding[] {
  if (fields.jurisdiction !== 'CA-ON' || LAWS.ontario.inForce > today) return []
  const found: PostingFinding[] = []
  const say = (
    rule: string,
    level: 'block' | 'warning',
    field: keyof PostingFields,
    message: string,
    span: PostingFinding['span'] = null,
  ) => found.push({ rule, field, level, message, law: LAWS.ontario.name, span })
  const { salary, statements, title, description } = fields
  const [from, to] = [salary?.yearlyMinCents ?? null, salary?.yearlyMaxCents ?? null]
  if (salary && salary.currency !== 'CAD')
    say('ontario-currency', 'warning', 'salary', 'The law here counts in Canadian dollars. Give the pay in CAD to have its range checked.')
  else if (from !== null && to !== null && to <= ONTARIO_EXEMPT_ABOVE_CENTS && to - from > ONTARIO_RANGE_MAX_CENTS)
    say(
      'ontario-range',
      'block',
      'salary',
      'This range is wider than C$50,000 a year. Narrow it; only pay above C$200,000 a year may be wider.',
    )
  if (statements.usesAi === null)
    say('ai-statement', 'block', 'statements', 'Say whether software takes part in screening or assessing applicants.')
  if (statements.isExistingVacancy === null) say('vacancy-statement', 'block', 'statements', 'Say whether the vacancy exists now.')
  for (const [field, text] of [
    ['title', title],
    ['description', description],
  ] as const)
    for (const match of text.matchAll(/\bcanadian (?:work |job |professional |industry |market )?experience\b/gi))
      say('canadian-experience', 'block', field, 'An advert here may not ask for Canadian experience. Name the skill that you need.', {
        from: match.index,
        to: match.index + match[0].length,
      })
  return found
}

function toolFindings({ fields: { jurisdiction, statements }, today }: Asked): PostingFinding[] {
  const law = LAWS.newYorkCityTools
  if (jurisdiction !== 'US-NYC' || !statements.usesAi || law.inForce > today) return []
  const message = 'A tool that helps decide here needs a bias audit within the last year, and candidates are told ten business days before.'
  return [{ rule: 'ai-audit', field: 'statements', level: 'warning', message, law: law.name, span: null }]
}

export const isEu = (jurisdiction: string | null): boolean => EU_COUNTRIES.some((country) => country === jurisdiction?.slice(0, 2))
