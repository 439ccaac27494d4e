import { findSkillName } from '../skills/find-skills'
import { type DateRange, findDates, findRanges } from './read-dates'
import { fold, type Line, type Span, type Spanned, spanOf, whole } from './spans'
import { COMPANY_WORDS, isProse, PLACE, TITLE_WORDS } from './words'

const HIGHLIGHT_CHARS_MAX = 2_000
const HIGHLIGHTS_MAX = 60
const HEAD_LINES_MAX = 4

/** One stretch of work: the lines that name it, and those that tell of it. */
interface Entry {
  head: Line[]
  body: Line[]
  range: DateRange | null
}

/**
 * Positions, newest first as the text has them. `kind` says what the parts are called: work has companies, voluntary work organisations.
 * An entry begins where lines that name something stand with a stretch of time, or apart, a position over a company.
 */
export function readWork(text: string, lines: Line[], kind: 'work' | 'volunteer'): Spanned[] {
  return entriesOf(text, lines)
    .slice(0, kind === 'work' ? 60 : 40)
    .flatMap((entry) => {
      const named = nameParts(text, entry)
      if (!named.position && !named.company) return []
      return [
        {
          [kind === 'work' ? 'name' : 'organization']: named.company,
          position: named.position,
          ...(kind === 'work' ? { location: named.place } : {}),
          startDate: entry.range?.from ?? null,
          endDate: entry.range?.to ?? null,
          ...tellingOf(text, entry.body),
        },
      ]
    })
}

function entriesOf(text: string, lines: Line[]): Entry[] {
  const starts = startsOf(text, lines)
  return starts.map(({ at, headTo, range }, index) => {
    const next = starts[index + 1]?.at ?? lines.length
    const head = lines.slice(at, headTo)
    return { head, body: lines.slice(headTo, next), range }
  })
}

/** Where entries begin, by their dates first; between those, by a title over a company. */
function startsOf(text: string, lines: Line[]): { at: number; headTo: number; range: DateRange | null }[] {
  const starts: { at: number; headTo: number; range: DateRange | null }[] = []
  let free = 0
  lines.forEach((line, at) => {
    if (at < free) return
    const range = rangeOf(text, line)
    if (range) {
      const from = headFrom(lines, at, free)
      const headTo = headEnd(text, lines, at, from)
      starts.push({ at: from, headTo, range })
      free = headTo
      return
    }
    // Without a date of its own: a short line that names a position, apart, over one that names a company.
    const below = lines[at + 1]
    if (!isHeadLike(line) || line.isBullet || !line.isAfterBlank || !below || below.isBullet) return
    if (lines.slice(at + 1, at + HEAD_LINES_MAX).some((later) => isHeadLike(later) && rangeOf(text, later))) return
    const isPair =
      below.isAfterBlank && isHeadLike(below) && (TITLE_WORDS.test(line.text) || COMPANY_WORDS.test(below.text) || /\s-$/.test(below.text))
    const isOneLine = TITLE_WORDS.test(line.text) && /\s(?:at|@)\s|\t|\s[|–—]\s/.test(line.text)
    if (!isPair && !isOneLine) return
    starts.push({ at, headTo: isPair ? at + 2 : at + 1, range: null })
    free = isPair ? at + 2 : at + 1
  })
  return starts
}

/** The stretch of time of a line that names an entry, not one that a sentence speaks of. */
function rangeOf(text: string, line: Line): DateRange | null {
  const [range] = findRanges(text, line.start, line.end)
  if (range) return line.text.length - (range.end - range.start) <= 120 && !isTold(line, range) ? range : null
  // A year alone dates an entry only when nothing but the entry stands in its line.
  const [date] = findDates(text, line.start, line.end)
  if (!date || line.isBullet || line.text.length - (date.end - date.start) > 90) return null
  const isWhole = date.end - date.start === line.text.length
  const isAtMargin = /\t/.test(text.slice(line.start, date.start)) && date.end === line.end
  if (!isWhole && !isAtMargin && !/[(|,]\s*$/.test(text.slice(line.start, date.start))) return null
  return { from: null, to: date, isOpen: false, start: date.start, end: date.end }
}

function isTold(line: Line, range: DateRange): boolean {
  const before = line.text.slice(0, range.start - line.start)
  const after = line.text.slice(range.end - line.start)
  if (line.isBullet) return !TITLE_WORDS.test(line.text) || !/[|\t]/.test(line.text)
  return /\b(?:from|in|during|between)\s*$/i.test(before) ? before.length > 40 : after.length > 60 && isProse(line.text)
}

function isHeadLike(line: Line): boolean {
  return (
    !isProse(line.text) &&
    !/^(?:https?:|www\.)/.test(line.text) &&
    line.text.length <= 110 &&
    !/:$/.test(line.text) &&
    !/^\p{Ll}.*\p{L}{3}.*\s.*\s.*\s.*\s/u.test(line.text)
  )
}

/** Up from the dates to the first line that names the entry. */
function headFrom(lines: Line[], at: number, free: number): number {
  let from = at
  while (from > free && at - from < HEAD_LINES_MAX - 1) {
    const above = lines[from - 1]
    if (!above || above.isBullet || !isHeadLike(above)) break
    // A line of prose's end right under prose is not a name.
    const further = lines[from - 2]
    if (further && !above.isAfterBlank && (isProse(further.text) || further.isBullet) && from - 1 > free) break
    // Two names are enough; a third line above them, apart, ends what came before.
    if (at - from >= 2 && above.isAfterBlank === false && from - 1 !== free) break
    from -= 1
    // `Route planner, Harbor Freightways` names all there is: what stands above it tells of the position before.
    if (above.isAfterBlank && namesBoth(above)) break
    if (at - from >= 2 && (lines[from]?.isAfterBlank ?? true)) break
  }
  return from
}

const namesBoth = ({ text }: Line) => splitAt(text).length === 2 && TITLE_WORDS.test(text)

/** Down from the dates, over what else names the entry. */
function headEnd(text: string, lines: Line[], at: number, from: number): number {
  const line = lines[at]
  if (!line) return at + 1
  const [range] = findRanges(text, line.start, line.end)
  const rest = range ? line.text.length - (range.end - range.start) : 0
  const named = at - from + (rest > 3 ? 1 : 0)
  let end = at + 1
  for (let count = named; count < 2; count++) {
    const below = lines[end]
    if (!below || below.isBullet || !isHeadLike(below) || rangeOf(text, below)) break
    if (named > 0 && below.isAfterBlank && !TITLE_WORDS.test(below.text) && !COMPANY_WORDS.test(below.text)) break
    if (
      named > 0 &&
      !TITLE_WORDS.test(below.text) &&
      !COMPANY_WORDS.test(below.text) &&
      !PLACE.test(below.text) &&
      below.text.split(/\s+/).length > 6
    )
      break
    end += 1
  }
  return end
}

interface Named {
  position: Span | null
  company: Span | null
  place: Span | null
}

const SEPARATOR = /\t|\s[|•·–—]\s|\s-{1,2}\s|\s{3,}|\s-$|\s(?:at|@|bei|chez)\s(?=\p{Lu})|(?<=\p{L})@(?=\p{L})|(?<=\p{Ll})\s*,\s*(?=\p{Lu})/u

/** Which piece of the naming lines is the position, which the company, which the place. */
function nameParts(text: string, { head, range }: Entry): Named {
  const pieces = head.flatMap((line) => piecesOf(text, line, range))
  const named: Named = { position: null, company: null, place: null }
  const places: Span[] = []
  const rest: Piece[] = []
  for (const piece of pieces) {
    if (PLACE.test(piece.span.value) && !TITLE_WORDS.test(piece.span.value) && !COMPANY_WORDS.test(piece.span.value) && pieces.length > 1)
      places.push(piece.span)
    else if (/^(?:remote|home ?office|hybrid)$/i.test(piece.span.value)) places.push(piece.span)
    else rest.push(piece)
  }
  // In `Acme, Berlin` a short last piece without a word of either kind is a place; the schema of `City, Region` was taken whole.
  const title =
    rest.find(({ span, isAfterAt }) => TITLE_WORDS.test(span.value) && !isFirm(span.value) && !isAfterAt) ??
    rest.find(({ span }) => TITLE_WORDS.test(span.value))
  named.position = title?.span ?? null
  const others = rest.filter((piece) => piece !== title)
  // A position over a company: what else stands in the line of the position belongs to it.
  const elsewhere = others.filter((piece) => piece.line !== title?.line)
  const firm =
    others.find(({ isAfterAt }) => isAfterAt) ??
    elsewhere.find(({ span }) => COMPANY_WORDS.test(span.value)) ??
    elsewhere[0] ??
    others.find(({ span }) => COMPANY_WORDS.test(span.value)) ??
    others[0]
  if (title && firm && firm.line !== title.line) {
    const line = others.filter(
      (piece) => piece.line === title.line && piece.span.start > title.span.end && !COMPANY_WORDS.test(piece.span.value),
    )
    const last = line.at(-1)
    if (last && !places.some(({ start }) => start > title.span.start && start < last.span.end))
      named.position = spanOf(text, title.span.start, last.span.end)
  }
  named.company = firm?.span ?? null
  if (!title && others.length > 1) {
    // Nothing says which is which: the position stands first, as in most résumés.
    const [first, second] = others
    if (first && second && firm === first && !COMPANY_WORDS.test(first.span.value)) {
      named.position = first.span
      named.company = second.span
    } else if (first && firm !== first) named.position = first.span
    else if (second && firm === first) named.position = second.span
  }
  const tail =
    named.company && !COMPANY_WORDS.test(named.company.value)
      ? / in (\p{Lu}[\p{L}\d&]+)\.?$/u.exec(text.slice(named.company.start, named.company.end))
      : null
  if (named.company && tail?.[1]) {
    const at = named.company.start + tail.index + 4
    named.position ??= spanOf(text, named.company.start, named.company.start + tail.index)
    named.company = spanOf(text, at, at + tail[1].length)
  }
  named.place =
    places[0] ??
    others.find(
      (piece) =>
        piece !== firm &&
        piece.span !== named.position &&
        /^\p{Lu}[\p{L} .'-]{2,30}$/u.test(piece.span.value) &&
        !TITLE_WORDS.test(piece.span.value),
    )?.span ??
    null
  return named
}

const isFirm = (text: string) => /\b(?:inc|ltd|llc|gmbh|corp|corporation|limited|plc|university|bank|hospital)\b\.?/i.test(text)

interface Piece {
  span: Span
  line: number
  /** It stands after `at`: a company, whatever its words are. */
  isAfterAt: boolean
}

function piecesOf(text: string, line: Line, range: DateRange | null): Piece[] {
  const stretches =
    range && range.start >= line.start && range.end <= line.end
      ? [
          [line.start, range.start],
          // `2019 – 2021, Brooklyn, NY`: the comma belongs to neither.
          [range.end + (/^[\s,;]+/.exec(text.slice(range.end, line.end))?.[0].length ?? 0), line.end],
        ]
      : [[line.start, line.end]]
  return stretches.flatMap(([start = 0, end = 0]) => {
    const part = text.slice(start, end)
    // `City, Region` stays one piece, so that places are cut out first.
    const cuts = splitAt(part)
    return cuts.flatMap(([from, to]) => {
      const span = spanOf(text, start + from, start + to)
      const bare = span && /^\(.*\)$/.test(span.value) ? spanOf(text, span.start + 1, span.end - 1) : span
      return bare &&
        /\p{L}{2}/u.test(bare.value) &&
        !/^(?:from|to|since|dates?|duration|company|organi[sz]ation|designation|position|role|employer|title)\s*:?$/i.test(bare.value)
        ? [
            {
              span: unlabel(text, bare),
              line: line.start,
              isAfterAt: /\s(?:at|@|bei|chez)\s+$|\p{L}@$/u.test(text.slice(line.start, bare.start)),
            },
          ]
        : []
    })
  })
}

/** `Company: Acme` is Acme. */
function unlabel(text: string, span: Span): Span {
  const label = /^(?:company|organi[sz]ation|designation|position|role|employer|title|job title|firma|poste)\s*[:-]\s*/i.exec(
    text.slice(span.start, span.end),
  )
  return label ? (spanOf(text, span.start + label[0].length, span.end) ?? span) : span
}

function splitAt(part: string): [number, number][] {
  const cuts: [number, number][] = []
  let at = 0
  let rest = part
  for (let found = SEPARATOR.exec(rest); found; found = SEPARATOR.exec(rest)) {
    const from = at
    const to = at + found.index
    const isComma = /,/.test(found[0])
    const before = rest.slice(0, found.index)
    const after = rest.slice(found.index + found[0].length)
    // A comma inside of `City, Region`, of `Acme, Inc.` or of a position parts nothing.
    const [upTo = ''] = after.split(/\t|\s[|•·–—-]\s|\s-$/)
    const isTogether =
      isComma &&
      (/^(?:inc|ltd|llc|llp|pvt|plc|gmbh|corp|co|s\.?a|b\.?v)\b/i.test(after) ||
        (PLACE.test(`${before.trim()}, ${upTo.trim()}`) && !TITLE_WORDS.test(before) && !COMPANY_WORDS.test(before)) ||
        (TITLE_WORDS.test(before) && TITLE_WORDS.test(upTo)))
    if (isTogether) {
      const next = SEPARATOR.exec(after)
      const end = found.index + found[0].length + (next ? next.index : after.length)
      cuts.push([from, at + end])
      at += end + (next ? next[0].length : 0)
      rest = part.slice(at)
      if (!next) return cuts
      continue
    }
    cuts.push([from, to])
    at = to + found[0].length
    rest = part.slice(at)
  }
  if (at < part.length) cuts.push([at, part.length])
  return cuts
}

/** What the lines below tell: each bullet with the lines it goes on in; text without bullets is one summary. */
export function tellingOf(text: string, body: Line[]): { summary?: Span | null; highlights?: (Span | null)[] } {
  const lines = body.filter((line) => !/^https?:\/\/\S+$/.test(line.text))
  const groups: Line[][] = []
  const loose: Line[] = []
  for (const line of lines) {
    const open = groups.at(-1)
    if (line.isBullet) groups.push([line])
    else if (open && (!line.isAfterBlank || /^\p{Ll}/u.test(line.text))) open.push(line)
    else if (open) groups.push([line])
    else loose.push(line)
  }
  const [first] = loose
  const last = loose.findLast((line) => first && line.end - first.start <= 6_000)
  return {
    summary: first && last ? whole(text, first.start, last.end) : null,
    highlights: groups.slice(0, HIGHLIGHTS_MAX).flatMap((group) => {
      const [start] = group
      const end = group.findLast((line) => start && line.end - start.start <= HIGHLIGHT_CHARS_MAX)
      return start && end ? [whole(text, start.start, end.end)] : []
    }),
  }
}

const NAME_WORD = String.raw`\p{Lu}[\p{L}\d&.'’-]*`
const LEGAL_FORM = String.raw`(?:(?:pvt|private)\.?,?\s+(?:ltd|limited)|ltd|limited|inc|llc|llp|plc|gmbh|corporation|corp)\b\.?`
const FIRM_NAMED = new RegExp(
  String.raw`(?<=\b(?:at|with|in|by|for|company|employer|organi[sz]ation|client)\s*[:-]?\s)(?:${NAME_WORD}\s+(?:\(\p{L}+\)\s+)?(?:of\s+|and\s+|&\s+)?){1,5}${LEGAL_FORM}`,
  'giu',
)
const WORKING = /\b(?:work(?:ing|ed|s)?|employed|associated|joined|served|serving|company|employer|organi[sz]ation)\b[^.]*$/i
/** `working with Acme as …`, `joined Acme in 2019`, `as an engineer at Acme`: names that words of working stand before, and a role, a time or an end after. */
const FIRM_TOLD = new RegExp(
  String.raw`(?<=\b(?:(?:work(?:ing|ed)|employed|serv(?:ing|ed)|associated|intern(?:ed|ing)|train(?:ing|ed))\b[^.\n•,;]{0,60}?\s(?:at|with|for|by|in)|joined)\s+)${NAME_WORD}(?:[ \t]+(?:(?:of|and|&)[ \t]+)?${NAME_WORD}){0,3}(?=\s+(?:as|since|from|till|until)\s|\s+in\s+\p{Lu}|\s*(?:\.\s|\.?$|,\s*\p{Lu}|\())`,
  'gmu',
)
const LABELLED_FIRM =
  /^(?:current |present |last |previous )?(?:company|employer|organi[sz]ation|firma|arbeitgeber|employeur)(?: name)?\s*(?::|\s[-–])\s*(\p{Lu}[^\n:|]{1,60}?)\s*$/gimu
const FIRMS_TOLD_MAX = 5

/**
 * Companies that the text says somebody worked at and that no entry names: in a sentence (`working with Acme Ltd. since …`), after their label
 * (`Employer: Acme`), or in the line under the name (`Engineer at Acme`). A client, a tool or a school is none.
 *
 * @param known names that are read already, schools too
 */
export function readFirmsNamed(text: string, known: string[], headline: Line | null): Spanned[] {
  const names = known.map(bareName)
  const found: Spanned[] = []
  const take = (span: Span | null, position: Span | null = null) => {
    const name = span && bareName(span.value)
    if (!span || !name || names.some((held) => held.includes(name) || name.includes(held))) return
    names.push(name)
    found.push({ name: span, position })
  }
  const told = headline && readHeadline(text, headline)
  if (told) take(told.firm, told.position)
  for (const match of text.matchAll(LABELLED_FIRM)) {
    const from = match.index + match[0].lastIndexOf(match[1] ?? '')
    if (!isProse(match[1] ?? '')) take(spanOf(text, from, from + (match[1] ?? '').length))
  }
  for (const match of text.matchAll(FIRM_NAMED)) {
    const before = text.slice(Math.max(0, match.index - 70), match.index)
    if (WORKING.test(before) && /^\p{Lu}/u.test(match[0])) take(spanOf(text, match.index, match.index + match[0].length))
  }
  for (const match of text.matchAll(FIRM_TOLD)) {
    const before = text.slice(Math.max(0, match.index - 70), match.index)
    if (/\bclients?\b[^.]*$/i.test(before) || !couldBeFirm(match[0]) || /\b(?:on|using|domain)\b[^.]*$/i.test(before)) continue
    take(spanOf(text, match.index, match.index + match[0].length))
  }
  return found.slice(0, FIRMS_TOLD_MAX)
}

const couldBeFirm = (name: string) =>
  findSkillName(name) === null &&
  !TITLE_WORDS.test(name) &&
  !PLACE.test(name) &&
  !isProse(name) &&
  findDates(name, 0, name.length).length === 0

/** `Engineer at Acme`; `Engineer - Acme` and `Acme - Engineer` when the text speaks of Acme elsewhere too, or its name says that it is a company. */
function readHeadline(text: string, line: Line): { firm: Span; position: Span } | null {
  const cut = /\s+(at|@|bei|chez|with|for)\s+(?=\p{Lu})|\s*@(?=\p{L})|\s+[-–—|]\s*(?=\p{Lu})|,\s+(?=\p{Lu})/u.exec(line.text)
  if (!cut) return null
  const left = spanOf(text, line.start, line.start + cut.index)
  const right = firstPiece(text, line.start + cut.index + cut[0].length, line.end)
  if (!left || !right) return null
  const isLeftTitle = TITLE_WORDS.test(left.value)
  const [position, firm] = isLeftTitle ? [left, right] : [right, left]
  if (!TITLE_WORDS.test(position.value) || TITLE_WORDS.test(firm.value) || PLACE.test(firm.value)) return null
  const isAt = isLeftTitle && /@|\p{L}/u.test(cut[0])
  const elsewhere = text.slice(line.end).toLowerCase()
  const isSaidAgain = new RegExp(`(?<![\\p{L}])${firm.value.toLowerCase().replace(/[^\p{L}\d]+/gu, '[^\\p{L}]+')}(?![\\p{L}])`, 'u').test(
    elsewhere,
  )
  if (!isAt && !COMPANY_WORDS.test(firm.value) && !(isSaidAgain && couldBeFirm(firm.value))) return null
  return { firm, position }
}

/** Up to the next sign that parts two things. */
function firstPiece(text: string, start: number, end: number): Span | null {
  const cut = /\s+[-–—|]\s|\s*[,|(]|\.\s/.exec(text.slice(start, end))
  return spanOf(text, start, cut ? start + cut.index : end)
}

/** A company's name without its legal form. */
const bareName = (name: string) =>
  fold(name)
    .replace(/\b(?:pvt|private|ltd|limited|inc|llc|llp|plc|gmbh|corporation|corp|india)\b/g, '')
    .replace(/\s+/g, ' ')
    .trim()
