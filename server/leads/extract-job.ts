import type { Evidence, ExtractedJob } from '../../contract/leads'
import { readWords, type Word } from '../skills/read-words'
import { readCompany } from './read-company'
import { readApplyUrl, readContact } from './read-contact'
import { readLanguage } from './read-language'
import { readLines } from './read-lines'
import { readRemote } from './read-remote'
import { readSalary } from './read-salary'
import { readSkills } from './read-skills'
import { readEmploymentType, readSeniority, readTitles, type TitleMention } from './read-titles'
import { readWorkPlaces } from './read-work-places'

/**
 * The fields of the job a post offers, each with the words it was read from. What the post does not say is `null` or empty.
 * Pure and bounded: the cost grows with the length of the text only, whatever it holds. Whether the text is an offer at all is not asked here.
 */
export function extractJob(post: { text: string }): ExtractedJob {
  const { text } = post
  const words = readWords(text)
  const lines = readLines(words)
  const evidence: Evidence[] = []
  const see = (field: Evidence['field'], value: string, span: { start: number; end: number }) => {
    evidence.push({ field, value, start: span.start, end: span.end })
    return value
  }
  const spanOf = (range: { fromWord: number; toWord: number }) => ({
    start: words[range.fromWord]?.start ?? 0,
    end: words[range.toWord - 1]?.end ?? 0,
  })

  const titles = readTitles(text, words, lines)
  const title = titles[0] ?? null
  const company = readCompany(text, words, lines)
  const remote = readRemote(words, lines)
  const where = readWorkPlaces(words, lines, remote?.remote ?? null)
  const salary = readSalary(words, lines, where.places[0]?.countryCode ?? null)
  const type = readEmploymentType(words, lines, title)
  const skills = readSkills(words, lines, company?.value ?? null)
  const seniority = agreedSeniority(words, titles)
  const applyUrl = readApplyUrl(text)
  const contact = readContact(text, words)

  return {
    title: title === null ? null : see('title', title.value, title),
    company: company === null ? null : see('company', company.value, company),
    places: where.places.map((place) => see('place', place.name, place)),
    remote: remote === null ? null : (see('remote', remote.remote, spanOf(remote)), remote.remote),
    remoteRegions: where.remoteRegions.map((region) => see('remoteRegion', region.code, region)),
    salary: salary === null ? null : (see('salary', text.slice(salary.start, salary.end), salary), salary.salary),
    employmentType:
      type === null
        ? null
        : (see('employmentType', type.type, { start: words[type.from]?.start ?? 0, end: words[type.to - 1]?.end ?? 0 }), type.type),
    seniority: seniority === null ? null : (see('seniority', seniority.value, seniority.title), seniority.value),
    skills: skills.map((skill) => see('skill', skill.skill, skill)),
    applyUrl: applyUrl === null ? null : see('applyUrl', applyUrl.value, applyUrl),
    contact: contact === null ? null : see('contact', contact.value, contact),
    language: readLanguage(words),
    evidence,
  }
}

/** The level the offered titles state; `null` when they state different ones, because the post then offers several. */
function agreedSeniority(
  words: Word[],
  titles: TitleMention[],
): { value: NonNullable<ExtractedJob['seniority']>; title: TitleMention } | null {
  let agreed: { value: NonNullable<ExtractedJob['seniority']>; title: TitleMention } | null = null
  for (const title of titles) {
    if (title.weight < 3 || title.to - title.from < 2) continue
    const value = readSeniority(words, title)
    if (value === null || (agreed !== null && agreed.value !== value)) return null
    agreed ??= { value, title }
  }
  return agreed
}
