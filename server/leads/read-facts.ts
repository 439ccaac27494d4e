import type { EmploymentType, Remote, Seniority } from '../../contract/jobs'
import { readWords } from '../skills/read-words'
import { readSeniority } from '../titles/seniority'
import { findPlaces } from './read-places'
import { findRemoteWords } from './read-remote'
import { readSkills } from './read-skills'
import { readEmploymentType } from './read-titles'
import { sortOutPlaces } from './read-work-places'

export interface TitleFacts {
  seniority: Seniority | null
  employmentType: EmploymentType | null
  /** Names of the taxonomy. */
  skills: string[]
}

/** What a job's title alone states, read as in a post; for jobs whose text we do not hold. */
export function readTitleFacts(title: string): TitleFacts {
  const words = readWords(title)
  const line = { from: 0, to: words.length, label: 'title' as const, bodyFrom: 0, isHeadline: true, isBullet: false }
  return {
    seniority: readSeniority(words, line),
    employmentType: readEmploymentType(words, [line], line)?.type ?? null,
    skills: readSkills(words, [line]).map((mention) => mention.skill),
  }
}

export interface PlaceFacts {
  /** As a person would write them, at most ten. */
  places: string[]
  remote: Remote | null
  remoteRegions: string[]
  /** ISO 3166 alpha-2 of every place and country named, each once. */
  countryCodes: string[]
}

/** Words that stand for working from elsewhere where a place is expected. */
const ANYWHERE = new Set(['virtual', 'distributed', 'nationwide', 'anywhere', 'worldwide', 'telecommute'])

/** What a job's location line states: `Remote - US`, `Paris, France; Hybrid`, `Austin or London`. */
export function readPlaceFacts(location: string): PlaceFacts {
  const words = readWords(location)
  const said = findRemoteWords(words, 0, words.length).map((reading) => reading.remote)
  const mentions = findPlaces(words, 0, words.length, true)
  const isAnywhere = mentions.some((mention) => mention.regionCode === 'WORLDWIDE') || words.some((word) => ANYWHERE.has(word.key))
  const remote = said.includes('remote') ? 'remote' : (said[0] ?? (isAnywhere ? 'remote' : null))
  const { places, remoteRegions } = sortOutPlaces(mentions, remote)
  const codes = mentions.map((mention) => mention.countryCode).filter((code) => code !== null)
  return {
    places: places.map((place) => place.name),
    remote,
    remoteRegions: remoteRegions.map((region) => region.code),
    countryCodes: [...new Set(codes)],
  }
}
