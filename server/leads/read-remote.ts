import type { Remote } from '../../contract/jobs'
import type { Word } from '../skills/read-words'
import type { PostLine } from './read-lines'

export interface RemoteReading {
  remote: Remote
  /** Index of the word that says so, and of the first word after it. */
  fromWord: number
  toWord: number
  /** The text says no to remote work. */
  isRefusal: boolean
}

/**
 * Whether the work may be done from elsewhere. The headline and labelled lines outweigh the running text; `remote` outweighs
 * `hybrid`, which outweighs `onsite`, because an advert that allows several allows the freest one.
 */
export function readRemote(words: Word[], lines: PostLine[]): RemoteReading | null {
  const heads: RemoteReading[] = []
  const body: RemoteReading[] = []
  for (const line of lines) {
    const found = findRemoteWords(words, line.from, line.to)
    if (line.label === 'remote') {
      const answer = words[line.bodyFrom]?.key
      if (answer !== undefined && YES.has(answer))
        found.push({ remote: 'remote', fromWord: line.bodyFrom, toWord: line.bodyFrom + 1, isRefusal: false })
      if (answer !== undefined && NO.has(answer)) {
        heads.push({ remote: 'onsite', fromWord: line.bodyFrom, toWord: line.bodyFrom + 1, isRefusal: true })
        continue
      }
    }
    if (line.isHeadline || line.label === 'remote' || line.label === 'place' || line.label === 'type') heads.push(...found)
    else body.push(...found)
  }
  return freest(heads) ?? freest(body)
}

const FREEDOM: Record<Remote, number> = { remote: 2, hybrid: 1, onsite: 0 }

function freest(readings: RemoteReading[]): RemoteReading | null {
  let best: RemoteReading | null = null
  const isRefused = readings.some((reading) => reading.isRefusal)
  for (const reading of readings.filter((one) => !isRefused || one.remote !== 'remote'))
    if (best === null || FREEDOM[reading.remote] > FREEDOM[best.remote]) best = reading
  return best
}

const YES = new Set(['yes', 'ja', 'oui', 'si', 'sim', 'possible', 'full', 'fully', 'allowed'])
const NO = new Set(['no', 'nein', 'non', 'nao', 'not', 'none'])

/** What the words between two places say, in order; what is denied counts as its opposite. */
export function findRemoteWords(words: Word[], from: number, to: number): RemoteReading[] {
  const readings: RemoteReading[] = []
  for (let at = from; at < to; at++) {
    const word = words[at]
    if (word === undefined || word.kind !== 'word' || !FIRST_WORDS.has(word.key)) continue
    const reading = remoteWordAt(words, at, to)
    if (reading === null) continue
    readings.push(reading)
    at = reading.toWord - 1
  }
  return readings
}

/** The words that any of the phrases below starts with. */
const FIRST_WORDS = new Set(
  (
    'hybrid hybride hibrido ibrido hybrydowo hybridarbeit onsite inoffice presencial presentiel on in vor remote remotely ' +
    'remoto remota telecommute telecommuting wfh homeoffice teletravail teletrabajo telework home work working'
  ).split(' '),
)

function remoteWordAt(words: Word[], at: number, to: number): RemoteReading | null {
  const key = words[at]?.key ?? ''
  const next = words[at + 1]?.key ?? ''
  const afterNext = words[at + 2]?.key ?? ''
  const reading = (remote: Remote, count: number): RemoteReading => ({
    remote,
    fromWord: at,
    toWord: Math.min(to, at + count),
    isRefusal: false,
  })
  switch (key) {
    case 'hybrid':
    case 'hybride':
    case 'hibrido':
    case 'ibrido':
    case 'hybrydowo':
    case 'hybridarbeit':
      return isDenied(words, at) ? null : reading('hybrid', 1)
    case 'onsite':
    case 'inoffice':
    case 'presencial':
    case 'presentiel':
      return isDenied(words, at) ? null : onsiteOrHybrid(words, at, at + 1, to)
    case 'on':
      if (next === 'site') return isDenied(words, at) ? null : onsiteOrHybrid(words, at, at + 2, to)
      return next === '-' && afterNext === 'site' ? (isDenied(words, at) ? null : onsiteOrHybrid(words, at, at + 3, to)) : null
    case 'in':
      if ((next === 'office' && words[at + 2]?.key !== 'in') || next === 'person') return onsiteOrHybrid(words, at, at + 2, to)
      return next === '-' && (afterNext === 'office' || afterNext === 'person') ? onsiteOrHybrid(words, at, at + 3, to) : null
    case 'vor':
      return next === 'ort' ? reading('onsite', 2) : null
    case 'remote':
    case 'remotely':
    case 'remoto':
    case 'remota':
    case 'telecommute':
    case 'telecommuting':
    case 'wfh':
    case 'homeoffice':
    case 'teletravail':
    case 'teletrabajo':
    case 'telework':
      return remoteReading(words, at, at + 1, to)
    case 'home':
      return next === 'office'
        ? remoteReading(words, at, at + 2, to)
        : next === '-' && afterNext === 'office'
          ? remoteReading(words, at, at + 3, to)
          : null
    case 'work':
    case 'working':
      if (next === 'from' && (afterNext === 'home' || afterNext === 'anywhere')) return remoteReading(words, at, at + 3, to)
      return next === '-' && afterNext === 'from' ? remoteReading(words, at, at + 5, to) : null
    default:
      return null
  }
}

/** `ONSITE (3 days a week)` and `ONSITE (part remote)` are hybrid. */
function onsiteOrHybrid(words: Word[], at: number, toWord: number, to: number): RemoteReading {
  const reading: RemoteReading = { remote: 'onsite', fromWord: at, toWord: Math.min(to, toWord), isRefusal: false }
  const days = daysInOffice(words, toWord, to) ?? daysInOffice(words, at - 6, at)
  if (days !== null && days < 5) return { ...reading, remote: 'hybrid' }
  if (words[toWord]?.key === '(' || words[toWord]?.key === '/') {
    for (let scan = toWord; scan < Math.min(to, toWord + 6); scan++) {
      if (words[scan]?.key === ')') break
      if (
        (words[scan]?.key === 'part' || words[scan]?.key === 'partly' || words[scan]?.key === 'partially') &&
        words[scan + 1]?.key === 'remote'
      )
        return { ...reading, remote: 'hybrid', toWord: scan + 2 }
    }
  }
  return reading
}

const COUNT_WORDS: Record<string, number> = { one: 1, two: 2, three: 3, four: 4, five: 5 }

/** The number in `3 days`, `3-days`, `2-3 days/week`, `3x/week`, looked for close by but not beyond a bar; `null` when there is none. */
function daysInOffice(words: Word[], from: number, to: number): number | null {
  let days: number | null = null
  const start = Math.max(0, from)
  for (let at = start; at < Math.min(to, start + 8); at++) {
    const key = words[at]?.key ?? ''
    if (key === '|' && at > start + 2) break
    if (key === '|') days = null
    const count = Object.hasOwn(COUNT_WORDS, key) ? (COUNT_WORDS[key] ?? 0) : words[at]?.kind === 'number' ? Number(key) : Number.NaN
    const next = words[at + 1]?.key === '+' || words[at + 1]?.key === '-' ? words[at + 2]?.key : words[at + 1]?.key
    if (count >= 1 && count <= 7 && (next === 'days' || next === 'day' || next === 'd' || next === 'x')) days ??= count
    if (key.length === 2 && (key.endsWith('x') || key.endsWith('d')) && key >= '1' && key < '6') days ??= Number(key.charAt(0))
  }
  return days
}

function remoteReading(words: Word[], at: number, toWord: number, to: number): RemoteReading | null {
  const end = Math.min(to, toWord)
  if (isDenied(words, at) || isDeniedAfter(words, toWord)) return { remote: 'onsite', fromWord: at, toWord: end, isRefusal: true }
  const before = words[at - 1]?.key ?? ''
  if (
    before === 'part' ||
    before === 'partly' ||
    before === 'partially' ||
    before === 'semi' ||
    before === 'occasional' ||
    before === 'partial'
  )
    return { remote: 'hybrid', fromWord: at - 1, toWord: end, isRefusal: false }
  if (NOT_WORK.has(words[toWord]?.key ?? '')) return null
  if (isPartlyHome(words, at, toWord) || isSomeDays(words, at, toWord))
    return { remote: 'hybrid', fromWord: at, toWord: end, isRefusal: false }
  return { remote: 'remote', fromWord: at, toWord: end, isRefusal: false }
}

/** `remote desktop`, `home office stipend`: not about where the work is done. */
const NOT_WORK = new Set(
  (
    'desktop machines machine control access sensing procedure patient patients monitoring sites locations server servers ' +
    'areas stipend setup equipment allowance budget support code api apis data teams sensors devices caching execution ' +
    'management'
  ).split(' '),
)
const HOME = new Set(['home', 'homeoffice', 'teletravail', 'teletrabajo'])

/** `Homeoffice möglich`, `60% home office`, `télétravail partiel`: some of the time. */
function isPartlyHome(words: Word[], at: number, toWord: number): boolean {
  if (!HOME.has(words[at]?.key ?? '')) return false
  const after = words[toWord]?.key ?? ''
  const share = words[at - 1]?.key === '%' ? Number(words[at - 2]?.key) : Number.NaN
  return (
    share < 100 ||
    after === 'moglich' ||
    after === 'possible' ||
    after === 'partiel' ||
    after === 'parcial' ||
    after === 'anteil' ||
    after === 'option' ||
    after === 'tage'
  )
}

const WEEKDAYS = new Set('monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays friday fridays'.split(' '))

/** `2 days remote`, `WFH Tuesday and Thursday`, `remote 2 days a week`: part of the week only. */
function isSomeDays(words: Word[], at: number, toWord: number): boolean {
  if (WEEKDAYS.has(words[toWord]?.key ?? '') || WEEKDAYS.has(words[toWord + 1]?.key ?? '')) return true
  const isDay = (index: number) => words[index]?.key === 'days' || words[index]?.key === 'day'
  const isCount = (index: number) => words[index]?.kind === 'number' || Object.hasOwn(COUNT_WORDS, words[index]?.key ?? '')
  return (isDay(at - 1) && isCount(at - 2)) || (isCount(toWord) && isDay(toWord + 1))
}

function isDenied(words: Word[], at: number): boolean {
  for (let back = at - 1; back >= Math.max(0, at - 3); back--) {
    const key = words[back]?.key ?? ''
    if (key === 'no' || key === 'not' || key === 'non' || key === 'kein' || key === 'keine' || key === 'sin' || key === 'never') return true
    if (key === 'yes' || key === '.' || key === '|' || key === ';' || key === ',' || key === ':' || words[back]?.kind === 'number')
      return false
  }
  return false
}

/** `remote is not possible`, `remote: no`, `remote not available`. */
function isDeniedAfter(words: Word[], toWord: number): boolean {
  const key = words[toWord]?.key ?? ''
  const next = words[toWord + 1]?.key ?? ''
  if (key === ':') return NO.has(next) && next !== 'not'
  if (key === 'not') return true
  return (
    (key === 'is' || key === 'isn') &&
    (next === 'not' || next === "'") &&
    words[toWord + 2]?.key !== 'only' &&
    words[toWord + 2]?.key !== 'just'
  )
}
