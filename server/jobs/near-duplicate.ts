import { readWords } from '../skills/read-words'

export interface Role {
  company: string | null
  title: string | null
  places: string[]
}

const BANDS = 16
const ROWS_A_BAND = 4
const SHINGLE_WORDS = 3
const WORDS_MIN = 8
/** Of 16 bands, texts that share 90 % of their shingles agree in about 10, texts that share half of them in about 1. */
const SHARED_BANDS_MIN = 6

/**
 * A text's near-duplicate signature: 16 bands of a MinHash over runs of three words. Texts that share a band may be the same;
 * an index over the bands finds them, and `isSameRole` decides. Empty for a text of fewer than eight words.
 */
export function postFingerprint(text: string): string[] {
  const keys = readWords(text)
    .filter((word) => word.kind !== 'mark')
    .map((word) => hashText(word.key))
  if (keys.length < WORDS_MIN) return []
  const least = new Uint32Array(BANDS * ROWS_A_BAND).fill(0xffffffff)
  for (let at = 0; at + SHINGLE_WORDS <= keys.length; at++) {
    const shingle = mix((keys[at] ?? 0) ^ Math.imul(keys[at + 1] ?? 0, 0x9e3779b1) ^ Math.imul(keys[at + 2] ?? 0, 0x85ebca77))
    for (let row = 0; row < least.length; row++) {
      const value = Math.imul(shingle ^ (SEEDS[row] ?? 0), 0x2c1b3c6d) >>> 0
      const spread = (value ^ (value >>> 15)) >>> 0
      if (spread < (least[row] ?? 0)) least[row] = spread
    }
  }
  return Array.from({ length: BANDS }, (_, band) => {
    let hash = band
    for (let row = 0; row < ROWS_A_BAND; row++) hash = mix(hash ^ (least[band * ROWS_A_BAND + row] ?? 0))
    return `${band.toString(36)}${(hash >>> 0).toString(36)}`
  })
}

/**
 * Whether two sightings are one vacancy: nothing that both state may differ, and either company, title and place agree or their texts are nearly identical.
 */
export function isSameRole(a: Role & { fingerprint?: string[] }, b: Role & { fingerprint?: string[] }): boolean {
  const companies = [companyKey(a.company), companyKey(b.company)]
  const titles = [titleKey(a.title), titleKey(b.title)]
  const places = [a.places.map(placeKey), b.places.map(placeKey)]
  if (differ(companies[0], companies[1]) || differ(titles[0], titles[1])) return false
  if (places[0]?.length && places[1]?.length && !places[0].some((place) => places[1]?.includes(place))) return false
  const key = roleKey(a)
  if (key !== null && roleKey(b) !== null && (places[0]?.length === 0) === (places[1]?.length === 0)) return true
  return isSameText(a.fingerprint ?? [], b.fingerprint ?? [])
}

/** Whether two texts are nearly identical, by their signatures. A text without one is like none. */
export function isSameText(a: string[], b: string[]): boolean {
  const bands = new Set(a)
  return b.filter((band) => bands.has(band)).length >= SHARED_BANDS_MIN
}

/**
 * One string for a vacancy, the same however company, title and place are spelled: `acme|senior software engineer|berlin`.
 * `null` without company or title: too little to call two sightings one.
 */
export function roleKey(role: Role): string | null {
  const company = companyKey(role.company)
  const title = titleKey(role.title)
  if (company === null || title === null) return null
  return `${company}|${title}|${role.places.length === 0 ? '' : placeKey(role.places[0] ?? '')}`
}

function differ(one: string | null | undefined, other: string | null | undefined): boolean {
  return one !== null && other !== null && one !== other
}

const LEGAL_FORMS = new Set(
  (
    'inc llc ltd limited gmbh ag corp corporation co plc sa sas sarl bv nv ab as oy srl spa kg ug se pty pvt llp the com ' +
    'company sl aps ohg ev mbh'
  ).split(' '),
)

function companyKey(company: string | null): string | null {
  if (company === null) return null
  const words = plainWords(company)
  const telling = words.filter((word) => !LEGAL_FORMS.has(word))
  return (telling.length > 0 ? telling : words).join('') || null
}

const SPELLINGS: Record<string, string> = {
  sr: 'senior',
  snr: 'senior',
  jr: 'junior',
  eng: 'engineer',
  dev: 'developer',
  swe: 'software engineer',
  fullstack: 'full stack',
  frontend: 'front end',
  backend: 'back end',
  mgr: 'manager',
  assoc: 'associate',
  rep: 'representative',
  ml: 'machine learning',
  ios: 'ios',
  sre: 'site reliability engineer',
}
const TITLE_FILLERS = new Set('and m w d f x div remote hybrid onsite the a of for'.split(' '))

function titleKey(title: string | null): string | null {
  if (title === null) return null
  const words = plainWords(withoutBrackets(title))
    .filter((word) => !TITLE_FILLERS.has(word))
    .map((word) => (Object.hasOwn(SPELLINGS, word) ? (SPELLINGS[word] ?? word) : singular(word)))
  return words.join(' ') || null
}

function withoutBrackets(text: string): string {
  let kept = ''
  let depth = 0
  for (const sign of text) {
    if (sign === '(' || sign === '[') depth++
    else if ((sign === ')' || sign === ']') && depth > 0) depth--
    else if (depth === 0) kept += sign
  }
  return kept
}

function singular(word: string): string {
  return word.length > 4 && word.endsWith('s') && !word.endsWith('ss') && !word.endsWith('ics') && !word.endsWith('sales')
    ? word.slice(0, -1)
    : word
}

function placeKey(place: string): string {
  return plainWords(place.split(',')[0] ?? '').join(' ')
}

function plainWords(text: string): string[] {
  return readWords(text)
    .filter((word) => word.kind !== 'mark')
    .map((word) => word.key)
}

function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

/** Spreads the bits of a 32-bit number (the finaliser of MurmurHash3). */
function mix(value: number): number {
  let hash = value >>> 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** One seed for each row of the signature, from a fixed start, so that signatures can be compared for as long as they are stored. */
const SEEDS = Uint32Array.from({ length: BANDS * ROWS_A_BAND }, (_, row) => mix(0x9e3779b9 * (row + 1)))
