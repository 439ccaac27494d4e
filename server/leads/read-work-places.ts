import type { Remote } from '../../contract/jobs'
import type { Word } from '../skills/read-words'
import type { PostLine } from './read-lines'
import { findPlaces, type PlaceMention } from './read-places'

export interface RegionMention {
  /** What `remoteRegions` calls it: `US`, `EU`, `WORLDWIDE` … */
  code: string
  start: number
  end: number
}

const PLACES_MAX = 10

/**
 * Where the work is done, and where a remote worker may live. Read where places of work are told: a labelled line, the headline, or after
 * `based in` and its like; the first of these that names any decides.
 */
export function readWorkPlaces(
  words: Word[],
  lines: PostLine[],
  remote: Remote | null,
): { places: PlaceMention[]; remoteRegions: RegionMention[] } {
  const labelled = lines
    .filter((line) => line.label === 'place' || line.label === 'remote')
    .flatMap((line) => findPlaces(words, line.bodyFrom, line.to, true))
  const headline = lines.filter((line) => line.isHeadline).flatMap((line) => findPlaces(words, line.from, line.to))
  const told = labelled.length > 0 ? labelled : headline.length > 0 ? headline : lines.flatMap((line) => placesAfterCue(words, line))
  return sortOutPlaces(told, remote)
}

export function sortOutPlaces(mentions: PlaceMention[], remote: Remote | null): { places: PlaceMention[]; remoteRegions: RegionMention[] } {
  const places: PlaceMention[] = []
  const remoteRegions: RegionMention[] = []
  for (const mention of mentions) {
    const isWide = mention.kind === 'country' || mention.kind === 'region'
    if (remote === 'remote' && isWide && mention.regionCode !== null) {
      if (!remoteRegions.some((region) => region.code === mention.regionCode))
        remoteRegions.push({ code: mention.regionCode, start: mention.start, end: mention.end })
      continue
    }
    if (mention.regionCode === 'WORLDWIDE') continue
    if (!places.some((place) => place.name === mention.name) && places.length < PLACES_MAX) places.push(mention)
  }
  return { places, remoteRegions: remoteRegions.slice(0, PLACES_MAX) }
}

const CUES = new Set([
  'in',
  'based',
  'near',
  'from',
  'office',
  'offices',
  'downtown',
  'onsite',
  'located',
  'location',
  'hq',
  'bei',
  'a',
  'en',
  'remote',
  'hybrid',
  'to',
  'around',
  'standort',
])

function placesAfterCue(words: Word[], line: PostLine): PlaceMention[] {
  return findPlaces(words, line.from, line.to).filter((place) => {
    const before = words[place.fromWord - 1]?.key ?? ''
    const after = words[place.toWord]?.key ?? ''
    return (
      place.isQualified ||
      CUES.has(before) ||
      (after === '-' && words[place.toWord + 1]?.key === 'based') ||
      after === 'based' ||
      after === 'office'
    )
  })
}
