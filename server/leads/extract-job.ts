import type { Seniority } from '../../contract/jobs'
import type { Evidence, ExtractedJob } from '../../contract/leads'
import { readWords, type Word } from '../skills/read-words'
import { readSeniority } from '../titles/seniority'
import { readCompany } from './read-company'
import { findWebAddresses, readApplyUrl, readContacts, type TextSpan } from './read-contact'
import { readLanguage } from './read-language'
import { readLines } from './read-lines'
import { readRemote } from './read-remote'
import { readSalary } from './read-salary'
import { readSkills } from './read-skills'
import { readEmploymentType, readTitles, type TitleMention } from './read-titles'
import { readWorkPlaces } from './read-work-places'

/**
 * The fields of the job a post offers, each with the words it was read from. What the post does not say is `null` or empty.
 * Pure and bounded: the cost grows with the length of the text only, whatever it holds. Whether the text is an offer at all is not asked here.
 */
export function extractJob(post: { text: string }): ExtractedJob {
  const { text } = post
  const addresses = findWebAddresses(text)
  const words = withoutAddresses(readWords(text), addresses)
  const lines = readLines(words)
  const evidence: Evidence[] = []
  const see = <T extends string>(field: Evidence['field'], value: T, span: { start: number; end: number }): T => {
    evidence.push({ field, value, start: span.start, end: span.end })
    return value
  }
  const spanOf = (range: { fromWord: number; toWord: number }) => ({
    start: words[range.fromWord]?.start ?? 0,
    end: words[range.toWord - 1]?.end ?? 0,
  })

  const titles = readTitles(text, words, lines)
  const company = readCompany(text, words, lines)
  const title = titles.find((one) => company === null || one.end <= company.start || one.start >= company.end) ?? null
  const remote = readRemote(words, lines)
  const where = readWorkPlaces(words, lines, remote?.remote ?? null, company)
  const salary = readSalary(words, lines, countryOfPay(where), title)
  const type = readEmploymentType(words, lines, title)
  const skills = readSkills(words, lines, company?.value ?? null)
  const seniority = agreedSeniority(words, titles)
  const applyUrl = readApplyUrl(text, addresses)
  const contacts = readContacts(text, words).map((contact) => see('contact', contact.value, contact))
  if (salary !== null) see('salary', text.slice(salary.start, salary.end), salary)

  return {
    title: title === null ? null : see('title', title.value, title),
    company: company === null ? null : see('company', company.value, company),
    places: where.places.map((place) => see('place', place.name, place)),
    remote: remote === null ? null : see('remote', remote.remote, spanOf(remote)),
    remoteRegions: where.remoteRegions.map((region) => see('remoteRegion', region.code, region)),
    salary: salary === null ? null : salary.salary,
    employmentType:
      type === null ? null : see('employmentType', type.type, { start: words[type.from]?.start ?? 0, end: words[type.to - 1]?.end ?? 0 }),
    seniority: seniority === null ? null : see('seniority', seniority.value, seniority.title),
    skills: skills.map((skill) => see('skill', skill.skill, skill)),
    applyUrl: applyUrl === null ? null : see('applyUrl', applyUrl.value, applyUrl),
    contact: contacts[0] ?? null,
    language: readLanguage(words),
    evidence,
  }
}

/** The country of the first place; none where the United States are named as well, since a bare `$` may then be theirs. */
function countryOfPay(where: ReturnType<typeof readWorkPlaces>): string | null {
  const country = where.places[0]?.countryCode ?? null
  const isAlsoUs = where.places.some((place) => place.countryCode === 'US') || where.remoteRegions.some((region) => region.code === 'US')
  return isAlsoUs && country !== 'US' ? null : country
}

/** Each web address becomes one sign, so that the words of its path are not read as words of the post. */
function withoutAddresses(words: Word[], addresses: TextSpan[]): Word[] {
  if (addresses.length === 0) return words
  const kept: Word[] = []
  let next = 0
  for (const word of words) {
    while (next < addresses.length && word.start >= (addresses[next]?.end ?? 0)) next++
    const address = addresses[next]
    if (address === undefined || word.start < address.start) kept.push(word)
    else if (word.start === address.start)
      kept.push({ ...word, key: 'http', end: address.end, kind: 'mark', isCapital: false, isAllCapitals: false })
  }
  return kept
}

/**
 * The level the offered titles state; `null` when they state different ones, because the post then offers several. Titles of the headline
 * decide alone; lists and running text only when the headline names none.
 */
function agreedSeniority(words: Word[], titles: TitleMention[]): { value: Seniority; title: TitleMention } | null {
  const named = titles.filter((title) => title.isNamed)
  let agreed: { value: Seniority; title: TitleMention } | null = null
  for (const title of named.length > 0 ? named : titles) {
    const value = readSeniority(words, title)
    if (title.weight < 3 || (value === null && title.to - title.from < 2)) continue
    if (value === null || (agreed !== null && agreed.value !== value)) return null
    agreed ??= { value, title }
  }
  return agreed
}
