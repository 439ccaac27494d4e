import { findDates, findRanges } from './read-dates'
import { tellingOf } from './read-work'
import { type Line, type Span, type Spanned, spanOf, whole } from './spans'
import { isProse } from './words'

const ITEM_CHARS_MAX = 120

/** Skills, one by one, or in the groups that the text makes: `Databases: PostgreSQL, Redis`. */
export function readSkills(text: string, lines: Line[]): Spanned[] {
  const skills: Spanned[] = []
  let open: { keywords: (Span | null)[] } | null = null
  for (const line of joinWrapped(text, lines)) {
    const colon = /^[^,;:]{2,50}:\s/.exec(`${line.text} `)
    const name = colon ? spanOf(text, line.start, line.start + colon[0].trimEnd().length - 1) : null
    const start = colon ? line.start + colon[0].length : line.start
    const items = itemsOf(text, Math.min(start, line.end), line.end)
    if (name && (items.length > 0 || start >= line.end)) {
      open = { keywords: items.flatMap(({ item }) => item).slice(0, 120) }
      skills.push({ name, keywords: open.keywords })
    } else for (const { item, level } of items) skills.push({ name: item, level })
  }
  return skills.slice(0, 200)
}

/** `English (native), German: B2`. */
export function readLanguages(text: string, lines: Line[]): Spanned[] {
  return lines
    .flatMap((line) => {
      const pair = /^([^,;:|\t(–—-]+?)\s*(?:[:\t(–—-]|\s-\s)\s*([^,;|]+?)\)?$/u.exec(line.text)
      if (pair?.[1] && pair[2]) {
        const at = line.start + line.text.indexOf(pair[2], pair[1].length)
        return [{ language: spanOf(text, line.start, line.start + pair[1].length), fluency: spanOf(text, at, at + pair[2].length) }]
      }
      return itemsOf(text, line.start, line.end).map(({ item, level }) => ({ language: item, fluency: level }))
    })
    .filter(({ language }) => language !== null && language.value.split(/\s+/).length <= 4)
    .slice(0, 40)
}

export function readInterests(text: string, lines: Line[]): Spanned[] {
  return joinWrapped(text, lines)
    .flatMap((line) => itemsOf(text, line.start, line.end).map(({ item }) => ({ name: item })))
    .slice(0, 60)
}

/** A certificate a line: its name, who gave it, when. */
export function readCertificates(text: string, lines: Line[]): Spanned[] {
  return named(text, lines)
    .map(({ name, by, date }) => ({ name, issuer: by, date }))
    .slice(0, 80)
}

export function readAwards(text: string, lines: Line[]): Spanned[] {
  return named(text, lines)
    .map(({ name, by, date }) => ({ title: name, awarder: by, date }))
    .slice(0, 60)
}

export function readPublications(text: string, lines: Line[]): Spanned[] {
  return named(text, lines)
    .map(({ name, by, date }) => ({ name, publisher: by, releaseDate: date }))
    .slice(0, 100)
}

export function readReferences(text: string, lines: Line[]): Spanned[] {
  const [first] = lines
  const last = lines.at(-1)
  const reference = first && last ? whole(text, first.start, Math.min(last.end, first.start + 6_000)) : null
  return reference ? [{ reference }] : []
}

/** Projects: a short line apart, or one with dates, names one; what follows tells of it. */
export function readProjects(text: string, lines: Line[]): Spanned[] {
  const projects: { head: Line; body: Line[] }[] = []
  lines.forEach((line, at) => {
    const before = lines[at - 1]
    const isNaming =
      !line.isBullet &&
      !isProse(line.text) &&
      (at === 0 || line.isAfterBlank || before?.isBullet === true || findRanges(text, line.start, line.end).length > 0)
    if (isNaming) projects.push({ head: line, body: [] })
    else if (projects.length === 0) projects.push({ head: line, body: [] })
    else projects.at(-1)?.body.push(line)
  })
  return projects.slice(0, 80).map(({ head, body }) => {
    const [range] = findRanges(text, head.start, head.end)
    const date = range ? null : findDates(text, head.start, head.end).at(-1)
    const hole = range ?? date
    const label = /^(?:project(?: title| name)?|title)\s*[:#-]\s*/i.exec(head.text)
    const start = head.start + (label?.[0].length ?? 0)
    const isHoleFirst = hole !== null && hole !== undefined && hole.start - start < 3
    const name = hole
      ? isHoleFirst
        ? spanOf(text, hole.end, head.end)
        : spanOf(text, start, trimBracketBefore(text, hole.start))
      : spanOf(text, start, head.end)
    const { summary, highlights } = tellingOf(text, body)
    return { name, description: summary, highlights, startDate: range?.from ?? null, endDate: range ? range.to : (date ?? null) }
  })
}

function trimBracketBefore(text: string, at: number): number {
  return /[([]\s*$/.test(text.slice(0, at)) ? text.slice(0, at).search(/[([]\s*$/) : at
}

/** `AWS Solutions Architect – Amazon, 2021`: a name, whom it is from, a date. */
function named(text: string, lines: Line[]): { name: Span | null; by: Span | null; date: Span | null }[] {
  return lines.flatMap((line, at) => {
    const before = lines[at - 1]
    // The end of what did not fit into the line above.
    if (before && !line.isBullet && !line.isAfterBlank && /^\p{Ll}/u.test(line.text)) return []
    const date = findRanges(text, line.start, line.end)[0]?.to ?? findDates(text, line.start, line.end).at(-1) ?? null
    const end = date ? (date.start - line.start < 3 ? line.end : trimBracketBefore(text, date.start)) : line.end
    const start = date && date.start - line.start < 3 ? date.end : line.start
    const part = text.slice(start, end)
    const cut = /\t|\s[|–—•·]\s|\s-\s|,\s+(?=\p{Lu})|\s+(?:by|from)\s+(?=\p{Lu})/u.exec(part)
    const name = spanOf(text, start, cut ? start + cut.index : end)
    const by = cut ? spanOf(text, start + cut.index + cut[0].length, end) : null
    return name && /\p{L}/u.test(name.value) ? [{ name, by, date }] : []
  })
}

/** Items between commas and the like; what stands in brackets after one is its level. */
function itemsOf(text: string, start: number, end: number): { item: Span | null; level: Span | null }[] {
  const part = text.slice(start, end)
  const items: { item: Span | null; level: Span | null }[] = []
  let depth = 0
  let from = 0
  const push = (to: number) => {
    const piece = part.slice(from, to)
    const bracket = /^(.*?)\s*\(([^()]*)\)\s*[.;]?\s*$/s.exec(piece)
    const isLevel =
      bracket?.[2] !== undefined &&
      /year|month|basic|advanced|expert|native|fluent|beginner|intermediate|proficient|professional|conversational|[abc][12]|jahre|ans\b/i.test(
        bracket[2],
      )
    if (bracket?.[1] && bracket[2] && isLevel) {
      const at = start + from + piece.lastIndexOf('(') + 1
      items.push({
        item: spanOf(text, start + from, start + from + bracket[1].length, ITEM_CHARS_MAX),
        level: spanOf(text, at, at + bracket[2].length),
      })
    } else {
      const item = spanOf(text, start + from, start + to, ITEM_CHARS_MAX)
      const plain =
        item?.value.endsWith('.') && !/\b\p{L}{1,3}\.$/u.test(item.value) ? spanOf(text, item.start, item.end - 1, ITEM_CHARS_MAX) : item
      if (plain && /[\p{L}\d]/u.test(plain.value)) items.push({ item: plain, level: null })
    }
    from = to + 1
  }
  for (let at = 0; at < part.length; at++) {
    const letter = part[at] ?? ''
    if (letter === '(') depth += 1
    else if (letter === ')') depth = Math.max(0, depth - 1)
    else if (depth === 0 && /[,;|•·\t]/.test(letter)) push(at)
  }
  push(part.length)
  return items
}

/** Lines that end in a comma, or inside of brackets, go on in the next. */
function joinWrapped(text: string, lines: Line[]): Line[] {
  const joined: Line[] = []
  for (const line of lines) {
    const open = joined.at(-1)
    const isOpen =
      open &&
      !line.isBullet &&
      !line.isAfterBlank &&
      (/,$/.test(open.text) ||
        open.text.lastIndexOf('(') > open.text.lastIndexOf(')') ||
        /^\p{Ll}|^\(/u.test(line.text) ||
        open.text.length > 70)
    if (isOpen) {
      open.end = line.end
      open.text = text.slice(open.start, line.end)
    } else joined.push({ ...line })
  }
  return joined
}
