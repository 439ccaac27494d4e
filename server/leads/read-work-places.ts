import type { Remote } from '../../contract/jobs'
import type { Word } from '../skills/read-words'
import type { PostLine } from './read-lines'
import { findPlaces, type PlaceMention } from './read-places'
import { isTitleHead } from './read-titles'

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
  company: { start: number; end: number } | null = null,
): { places: PlaceMention[]; remoteRegions: RegionMention[] } {
  const isInName = (place: PlaceMention) => company !== null && place.start < company.end && place.end > company.start
  const labelled = lines
    .filter((line) => line.label === 'place' || line.label === 'remote')
    .flatMap((line) => findPlaces(words, line.bodyFrom, line.to, true))
  const tiers = [
    () => labelled,
    () => lines.filter((line) => line.isHeadline).flatMap((line) => findPlaces(words, line.from, line.to)),
    () =>
      lines
        .filter((line) => isTitleLine(words, line))
        .flatMap((line) => findPlaces(words, line.from, line.to).filter((place) => !isPersonName(words, place))),
    () => lines.flatMap((line) => placesAfterCue(words, line)),
  ]
  for (const tier of tiers) {
    const told = tier().filter((place) => !isInName(place))
    if (told.length > 0) return sortOutPlaces(withoutQuarters(words, told), remote)
  }
  return { places: [], remoteRegions: [] }
}

const TITLE_LINE_WORDS_MAX = 24

/** A short line that names a title: an entry of a list of roles. */
function isTitleLine(words: Word[], line: PostLine): boolean {
  if (line.to - line.from > TITLE_LINE_WORDS_MAX || line.label === 'apply') return false
  for (let at = line.from; at < Math.min(line.to, line.from + 10); at++) if (isTitleHead(words[at])) return true
  return false
}

/** `Camden, London`: a lesser name right before a great city of another country is one of its quarters. */
function isQuarterOf(words: Word[], mention: PlaceMention, next: PlaceMention | undefined): boolean {
  if (next === undefined || mention.kind !== 'city' || next.kind !== 'city' || mention.isQualified) return false
  return (
    words[mention.toWord]?.key === ',' &&
    next.fromWord === mention.toWord + 1 &&
    mention.size < 7 &&
    next.size >= 9 &&
    mention.countryCode !== next.countryCode
  )
}

/** Leaves out what stands in brackets right behind another place: `Boston (Charlestown)`. */
function withoutQuarters(words: Word[], mentions: PlaceMention[]): PlaceMention[] {
  return mentions.filter((mention, index) => {
    if (isQuarterOf(words, mention, mentions[index + 1])) return false
    const isBracketed = words[mention.fromWord - 1]?.key === '(' && mentions[index - 1]?.toWord === mention.fromWord - 1
    return !(isBracketed && mention.kind === 'city')
  })
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
  // Beside a city its own country says nothing new.
  const isSaid = (place: PlaceMention) =>
    place.kind === 'country' && places.some((other) => other.kind === 'city' && other.countryCode === place.countryCode)
  const telling = places.filter((place) => !isSaid(place))
  return { places: telling, remoteRegions: remoteRegions.slice(0, PLACES_MAX) }
}

const CUES = new Set(
  'in based near from office offices downtown onsite located location hq bei a en remote hybrid to around standort'.split(' '),
)

/** `David Zhao`, `Austin Miller`: a place that a capitalised word follows, other than one that goes with places. */
function isPersonName(words: Word[], place: PlaceMention): boolean {
  const after = words[place.toWord]
  return (
    place.kind === 'city' &&
    !place.isQualified &&
    after?.isCapital === true &&
    !after.isLineStart &&
    !after.isAllCapitals &&
    !WITH_PLACES.has(after.key)
  )
}

const WITH_PLACES = new Set('office area metro onsite remote hybrid based region headquarters full or and city time on in'.split(' '))

function placesAfterCue(words: Word[], line: PostLine): PlaceMention[] {
  return findPlaces(words, line.from, line.to).filter((place) => {
    if (isPersonName(words, place)) return false
    const before = words[words[place.fromWord - 1]?.kind === 'mark' ? place.fromWord - 2 : place.fromWord - 1]?.key ?? ''
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
