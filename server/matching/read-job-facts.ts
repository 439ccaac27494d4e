import type { JobCard } from '../../contract/jobs'
import type { JobFacts } from '../../contract/matching'
import { visibleText } from '../jobs/core/visible-text'
import { findSkills } from '../skills/find-skills'
import { readWords } from '../skills/read-words'
import { placeKey } from './country-names'
import { readRequirements } from './read-requirements'

/** A job as matching reads it: what its card says, and the text of its advert as far as we hold it. */
export interface AdvertOfJob
  extends Pick<JobCard, 'title' | 'places' | 'remote' | 'remoteRegions' | 'salary' | 'employmentType' | 'seniority' | 'skills'> {
  text: string | null
  language: string | null
}

const SKILLS_MAX = 40

/** The facts of a job that a match goes by, with where the advert says each. Pure: the same advert gives the same facts. */
export function readJobFacts(advert: AdvertOfJob): JobFacts {
  const asked = readRequirements(visibleText(advert.text ?? '').text)
  const skills: JobFacts['skills'] = []
  const add = (skill: string, at: JobFacts['skills'][number]['at'], isMust: boolean) => {
    if (skills.length < SKILLS_MAX && !skills.some((held) => held.skill === skill)) skills.push({ skill, at, isMust })
  }
  for (const line of asked.lines) {
    for (const mention of findSkills(readWords(line.text)))
      if (mention.certainty === 'certain') add(mention.skill, { line: line.id, start: mention.start, end: mention.end }, line.isMust)
  }
  advert.skills.forEach((skill, number) => {
    add(skill, { line: `skills.${number}`, start: 0, end: skill.length }, true)
  })
  const written = advert.language
  const isForeign = written !== null && written !== 'en' && !asked.languages.some(({ code }) => code === written)
  return {
    ...asked,
    title: visibleText(advert.title).text.trimEnd().slice(0, 300),
    skills,
    seniority: advert.seniority,
    places: advert.places.slice(0, 40).map(placeKey),
    remote: advert.remote,
    remoteRegions: advert.remoteRegions.slice(0, 60),
    employmentType: advert.employmentType,
    payMinYearly: wholeUnits(advert.salary?.yearlyMinCents),
    payMaxYearly: wholeUnits(advert.salary?.yearlyMaxCents),
    currency: advert.salary?.currency ?? null,
    // Who cannot read the advert will hardly do its work.
    languages: isForeign ? [...asked.languages, { code: written, level: null, at: null }] : asked.languages,
  }
}

const wholeUnits = (cents: number | null | undefined) => (cents === null || cents === undefined ? null : Math.floor(cents / 100))

/** The lines of a job that evidence can point into, by id. */
export function linesOfJob(facts: JobFacts): Record<string, string> {
  const places = facts.places.map((place, number) => [`places.${number}`, place] as const)
  const skills = facts.skills.flatMap(({ skill, at }) => (at.line.startsWith('skills.') ? [[at.line, skill] as const] : []))
  return {
    title: facts.title,
    ...Object.fromEntries(facts.lines.map(({ id, text }) => [id, text])),
    ...Object.fromEntries(places),
    ...Object.fromEntries(skills),
  }
}
