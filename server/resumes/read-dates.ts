import type { Span } from './spans'

/** From when to when, as a text says it. An end that is open (`Present`) is absent and `isOpen`. */
export interface DateRange {
  from: Span | null
  to: Span | null
  isOpen: boolean
  start: number
  end: number
}

const MONTHS =
  'jan(?:uary|uar|vier|\\.)?|feb(?:ruary|ruar|\\.)?|f[ée]v(?:rier|\\.)?|m[aä]r(?:ch|z|s|\\.)?|apr(?:il|\\.)?|avr(?:il|\\.)?|ma[iy]|june?|juni|juin|jul[iy]?|juil(?:let|\\.)?|aug(?:ust|\\.)?|ao[uû]t|sept?(?:ember|embre|\\.)?|o[ck]t(?:ober|obre|\\.)?|nov(?:ember|embre|\\.)?|de[cz](?:ember|\\.)?|d[ée]c(?:embre|\\.)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre'
const YEAR = '(?:19[5-9]\\d|20[0-4]\\d)'
const DATE = `(?:(?:(?:\\d{1,2}(?:st|nd|rd|th|\\.)?\\s+)?(?:${MONTHS})\\.?,?\\s*(?:\\d{1,2}(?:st|nd|rd|th)?,\\s*)?(?:of\\s+)?(?:${YEAR}|['’]\\d{2}))|(?:(?:spring|summer|fall|autumn|winter)\\s+${YEAR})|(?:\\d{1,2}[./]\\d{1,2}[./]${YEAR})|(?:\\d{1,2}\\s?[./-]\\s?${YEAR})|(?:${YEAR}[./-]\\d{1,2}(?:[./-]\\d{1,2})?)|${YEAR})`
const OPEN =
  "(?:present|current(?:ly)?|now|today|to[- ]?date|till[- ]?(?:date|now)|until now|ongoing|heute|aktuell|laufend|aujourd['’]hui|actuel(?:lement)?|actualidad|presente|hoy)"
const RANGE = new RegExp(
  `(?<![\\p{L}\\d])(?:(?:from|since|seit|depuis|desde|von)\\s+)?(${DATE})\\s*(?:[-–—‐‑]+|to|till|until|bis|through|à|au|a|hasta)\\s*(${DATE}|${OPEN})(?![\\p{L}\\d])`,
  'giu',
)
const SINCE = new RegExp(`(?<![\\p{L}\\d])(?:since|seit|depuis|desde)\\s+(${DATE})(?![\\p{L}\\d])`, 'giu')
const ALONE = new RegExp(`(?<![\\p{L}\\d/.-])(${DATE})(?![\\p{L}\\d]|[-/.]\\d)`, 'giu')

/** Every stretch of time that a part of the text names, in order. */
export function findRanges(text: string, start: number, end: number): DateRange[] {
  const part = text.slice(start, end)
  const ranges = [...part.matchAll(RANGE)].map((match): DateRange => {
    const at = start + match.index
    const [all, first = '', second = ''] = match
    const firstAt = at + all.indexOf(first)
    const secondAt = at + all.lastIndexOf(second)
    const isOpen = new RegExp(`^${OPEN}$`, 'iu').test(second)
    return { from: dateAt(first, firstAt), to: isOpen ? null : dateAt(second, secondAt), isOpen, start: at, end: at + all.length }
  })
  const since = [...part.matchAll(SINCE)].flatMap((match): DateRange[] => {
    const at = start + match.index
    const [all, first = ''] = match
    if (ranges.some((range) => range.start <= at && at < range.end)) return []
    return [{ from: dateAt(first, at + all.indexOf(first)), to: null, isOpen: true, start: at, end: at + all.length }]
  })
  return [...ranges, ...since].toSorted((a, b) => a.start - b.start)
}

/** The dates that stand alone, outside of any range. */
export function findDates(text: string, start: number, end: number): Span[] {
  return [...text.slice(start, end).matchAll(ALONE)].flatMap((match) => dateAt(match[1] ?? '', start + match.index) ?? [])
}

/** A date as JSON Resume writes it: as exactly as it was written, no more. */
function dateAt(written: string, start: number): Span | null {
  const value = normaliseDate(written)
  return value === null ? null : { value, start, end: start + written.length, as: 'date' }
}

const MONTH_STARTS: [RegExp, number][] = [
  [/^(?:jan|ene)/, 1],
  [/^(?:feb|f[ée]v)/, 2],
  [/^m[aä]r/, 3],
  [/^(?:apr|avr|abr)/, 4],
  [/^ma[iy]/, 5],
  [/^(?:june?|juni|juin)/, 6],
  [/^(?:jul|juil)/, 7],
  [/^(?:aug|ao|ago)/, 8],
  [/^sep/, 9],
  [/^(?:o[ck]t)/, 10],
  [/^nov/, 11],
  [/^(?:d[eéi][ckz])/, 12],
]

export function normaliseDate(written: string): string | null {
  const text = written.toLowerCase()
  const short = /['’](\d{2})$/.exec(text)?.[1]
  const year = /(?:19|20)\d{2}/.exec(text)?.[0] ?? (short === undefined ? undefined : `${Number(short) > 60 ? '19' : '20'}${short}`)
  if (year === undefined) return null
  const word = /\p{L}{3,}/u.exec(text)?.[0]
  const month = word === undefined ? undefined : MONTH_STARTS.find(([start]) => start.test(word))?.[1]
  if (month !== undefined) {
    const day = /(?:^|\s)(\d{1,2})(?:st|nd|rd|th|\.|,|\s)/.exec(text)?.[1]
    return valid(year, month, day === undefined ? undefined : Number(day))
  }
  const numbers = text.match(/\d+/g)?.map(Number) ?? []
  if (numbers.length === 3) {
    const [a = 0, b = 0, c = 0] = numbers
    if (a > 31) return valid(year, b, c)
    // 03/04/2020 is March or April, so that only the year is certain.
    if (a > 12) return valid(year, b, a)
    return b > 12 ? valid(year, a, b) : year
  }
  if (numbers.length === 2) return valid(year, numbers.find((number) => number < 1_000) ?? 0)
  return year
}

function valid(year: string, month: number, day?: number): string {
  const two = (number: number) => String(number).padStart(2, '0')
  if (month < 1 || month > 12) return year
  if (day === undefined || day < 1 || day > 31) return `${year}-${two(month)}`
  return `${year}-${two(month)}-${two(day)}`
}
