import type { JsonResume } from '../../../contract/resumes'
import type { ShortlistCard } from '../../../contract/shortlists'

/** What is known of a candidate and their application, before anything is hidden. */
export interface CardSource extends Pick<ShortlistCard, 'applicationId' | 'group' | 'appliedAt' | 'places'> {
  /** Empty when the candidate was erased. */
  name: string
  /** Counts up within the organisation. */
  number: number
  headline: string | null
  email: string | null
  phone: string | null
  /** As they were known before they were found to be somebody else here; the same where they were not. */
  earlier: { name: string; email: string | null; phone: string | null; places: string[] }
  /** `null`: there is none, or it was withdrawn. */
  resume: JsonResume | null
}

const WORK_MAX = 8
const EDUCATION_MAX = 5
const SKILLS_MAX = 30
const LANGUAGES_MAX = 10
const HIDDEN = '…'

/**
 * The card of a candidate for one shortlist. In an anonymous one it holds no name, contact, picture, place, school year or date of work; texts that
 * the candidate wrote lose their name, addresses, telephone numbers, handles, links, places and years too.
 *
 * @param nowMs what an open-ended position lasts until
 */
export function cardOf(source: CardSource, { isAnonymous, nowMs }: { isAnonymous: boolean; nowMs: number }): ShortlistCard {
  const { applicationId, group, appliedAt, name, number, resume } = source
  const words = isAnonymous ? hideIn(source) : (text: string) => text
  const say = (text: string | undefined | null) => (text ? words(text) : null)
  return {
    applicationId,
    label: `Candidate ${number}`,
    name: isAnonymous || name === '' ? null : name,
    headline: say(source.headline ?? resume?.basics?.label),
    places: isAnonymous ? [] : source.places,
    summary: say(resume?.basics?.summary),
    skills: skillsOf(resume).map(words),
    work: (resume?.work ?? []).slice(0, WORK_MAX).map(({ position, name: company, startDate, endDate }) => ({
      position: say(position),
      company: say(company),
      period: isAnonymous ? null : periodOf(startDate, endDate),
      months: monthsBetween(startDate, endDate, nowMs),
    })),
    education: (resume?.education ?? []).slice(0, EDUCATION_MAX).map(({ studyType, area, institution, startDate, endDate }) => ({
      what: words([studyType, area].filter(Boolean).join(', ')),
      // The name of a school tells a place, and often an age.
      institution: isAnonymous ? null : (institution ?? null),
      period: isAnonymous ? null : periodOf(startDate, endDate),
    })),
    languages: (resume?.languages ?? [])
      .slice(0, LANGUAGES_MAX)
      .flatMap(({ language, fluency }) => (language ? [fluency ? `${language} (${fluency})` : language] : []))
      .map(words),
    group,
    appliedAt,
    hasResume: resume !== null,
  }
}

function skillsOf(resume: JsonResume | null): string[] {
  const named = (resume?.skills ?? []).flatMap(({ name, keywords }) => (keywords && keywords.length > 0 ? keywords : name ? [name] : []))
  return [...new Set(named)].slice(0, SKILLS_MAX)
}

/** Takes out of a text whatever of this candidate would say who, where or how old they are. */
function hideIn({ name, email, phone, places, earlier, resume }: CardSource): (text: string) => string {
  const { basics } = resume ?? {}
  const named = [name, earlier.name, basics?.name ?? '', ...places, ...earlier.places, basics?.location?.city ?? '']
  const parts = named.flatMap((words) => words.split(/[\s,;/()]+/)).filter((part) => [...part].length > 1)
  const whole = [email, phone, earlier.email, earlier.phone, basics?.email, basics?.phone].filter((word) => word != null && word !== '')
  const joined = [name, basics?.name ?? ''].map((words) => words.replace(/\s+/g, '')).filter((word) => [...word].length > 1)
  const hidden = [...new Set([...whole, ...parts, ...joined])].sort((a, b) => String(b).length - String(a).length)
  const own =
    hidden.length === 0
      ? null
      : new RegExp(
          `(?<![\\p{L}\\p{N}])(?:${hidden.map((word) => String(word).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})(?![\\p{L}\\p{N}])`,
          'giu',
        )
  // Links before names: a name within a handle would leave the rest of it.
  const hideContacts = (text: string) => CONTACTS.reduce((left, contact) => left.replace(contact, HIDDEN), text)
  return (text) =>
    (own ? hideContacts(text).replace(own, HIDDEN) : hideContacts(text))
      .replace(/(?<!\d)(?:19|20)\d{2}(?!\d)/g, HIDDEN)
      .replace(/(?<!\d)\d{1,2}(?=[ -](?:years? old|ans\b|jahre alt))/gi, HIDDEN)
}

/** By what somebody is reached, whoever they are: each costs its text's length and no more. */
const CONTACTS = [
  /(?:https?:\/\/|www\.)\S+/gi,
  // Written out, as in "sam (at) example.com".
  /[\w.+-]{1,64}\s?[([](?:at|@)[)\]]\s?[\w.-]{1,200}/gi,
  // Addresses and handles.
  /[^\s@]{0,64}@[^\s@]{1,254}[\p{L}\p{N}]/gu,
  /\b(?:linkedin|github|gitlab|xing|twitter|instagram|facebook|skype|telegram|whatsapp|tiktok|mastodon)\s?:\s?\S+/gi,
  // A host with a path, and one by itself under an ending that no product of computing has: "Node.js" and "ASP.NET" are skills.
  /(?<![\p{L}\p{N}.-])(?!asp\.net)(?:[a-z0-9-]{1,63}\.){1,4}(?:(?!(?:js|ts|py)\/)[a-z]{2,24}\/\S+|(?:com|org|ch|de|fr|es|it|uk|us|at|eu|me|dev|info)(?![\p{L}\p{N}]))/giu,
  // A telephone number: seven digits or more, however they are spaced.
  /(?<![\p{L}\p{N}])\+?\(?\d(?:[\s.\-/()]{0,3}\d){6,}/gu,
]

function periodOf(start: string | undefined, end: string | undefined): string | null {
  const years = [start?.slice(0, 4), end ? end.slice(0, 4) : start ? 'now' : undefined].filter((year) => year !== undefined)
  return years.length === 0 ? null : [...new Set(years)].join('–')
}

/** Whole months, at least one; `null` without a beginning. Dates are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
function monthsBetween(start: string | undefined, end: string | undefined, nowMs: number): number | null {
  const from = start ? monthOf(start) : null
  const until = end ? monthOf(end) : nowMs / MONTH_MS
  return from === null || until === null ? null : Math.max(1, Math.round(until - from))
}
const MONTH_MS = (365.25 * 86_400_000) / 12
const monthOf = (date: string) => {
  const ms = Date.parse(date)
  return Number.isNaN(ms) ? null : ms / MONTH_MS
}
