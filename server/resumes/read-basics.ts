import type { Section } from './find-sections'
import { type Line, type Span, type Spanned, spanOf, whole } from './spans'
import { COMPANY_WORDS, isProse, PLACE, SCHOOL_WORDS, TITLE_WORDS } from './words'

const EMAIL = /[\p{L}\d._%+'-]+@(?:[\p{L}\d-]+\.)+\p{L}{2,24}/gu
const PHONE = /(?<![\d/.-])(?:\+|00)?\(?\d[\d\s().\-/]{6,20}\d(?![\d/])/g
/** A link as people write it. A line that breaks after a hyphen or a slash goes on in the next. */
const LINK =
  /(?<![@\p{L}\d.])(?:https?:\/\/)?(?:[\p{L}\d-]+\.)+(?:com|org|net|io|dev|me|de|fr|es|it|nl|be|ch|at|eu|uk|us|ca|in|info|tech|app|co|xyz|design|page|site|online|ai|blog|cloud|pl|se|no|dk|fi|pt|cz|ro|example)(?:\/(?:[^\s<>()|,;]|(?<=[-/])\n(?=[\p{L}\d]))*)?(?![\p{L}\d@])/giu
const NETWORKS: [RegExp, string][] = [
  [/linkedin\.com/i, 'LinkedIn'],
  [/github\.com/i, 'GitHub'],
  [/gitlab\.com/i, 'GitLab'],
  [/xing\.com/i, 'XING'],
  [/indeed\.com/i, 'Indeed'],
  [/(?:twitter|x)\.com/i, 'X'],
  [/stackoverflow\.com/i, 'Stack Overflow'],
  [/behance\.net/i, 'Behance'],
  [/dribbble\.com/i, 'Dribbble'],
  [/medium\.com/i, 'Medium'],
  [/facebook\.com/i, 'Facebook'],
]
const TITLE_LINES = /^(?:resume|résumé|curriculum vitae|cv|lebenslauf|biodata|bio-data|hoja de vida)$/i
const HEAD_LINES_MAX = 14

/**
 * Who it is and how to reach them: what stands before the first heading, and in a part named Contact.
 * A name is the first line that looks like one; without such a line there is none.
 */
export function readBasics(text: string, sections: Section[]): Spanned {
  const head = sections[0]?.lines ?? []
  const contact = sections.filter(
    ({ section, heading }) => section === 'other' && /contact|kontakt|coordonn|personal|links|persönlich/i.test(heading ?? ''),
  )
  const nearby = [...head.slice(0, HEAD_LINES_MAX), ...contact.flatMap(({ lines }) => lines.slice(0, HEAD_LINES_MAX))]
  const email = findEmail(text, head, nearby)
  const links = findLinks(text, nearby.length > 0 ? nearby : head)
  const nameLine = head.slice(0, 6).find((line) => isName(line.text)) ?? firstNameElsewhere(sections)
  const name = nameLine ? nameOf(text, nameLine) : null
  const labelLine = nameLine && labelAfter(head, nameLine, nearby)
  const place = findPlace(text, nearby, labelLine ?? null)
  const profiles = links.filter(({ network }) => network !== null)
  const site = links.find(({ network }) => network === null)
  const summary = summaryOf(text, sections, head, [nameLine, labelLine])
  return {
    name,
    label: labelLine ? labelOf(text, labelLine) : nameLine ? labelBeside(text, nameLine, name) : null,
    email,
    phone: findPhone(text, nearby),
    url: site?.url ?? null,
    summary,
    location: place,
    profiles: profiles.slice(0, 20).map(({ url, username }) => ({ username, url })),
  }
}

/** The line under the name, when it says what the person is. */
export function headlineOf(sections: Section[]): Line | null {
  const head = sections[0]?.lines ?? []
  const nameLine = head.slice(0, 6).find((line) => isName(line.text))
  return nameLine ? labelAfter(head, nameLine, head.slice(0, HEAD_LINES_MAX)) : null
}

/** The network of a profile, which its address tells; the address is the evidence. */
export function networkOf(url: string): string | null {
  return NETWORKS.find(([host]) => host.test(url))?.[1] ?? null
}

function isName(text: string): boolean {
  const [first = ''] = text.split(/[,|\t•·]|\s[-–—]\s/)
  const bare = first.trim()
  const parts = bare.split(/\s+/)
  return (
    !TITLE_LINES.test(bare) &&
    bare.length >= 3 &&
    bare.length <= 60 &&
    parts.length <= 6 &&
    !/[\d@:/\\_]/.test(bare) &&
    (parts.length > 1 || bare === text.trim()) &&
    !PLACE.test(text.trim()) &&
    !TITLE_WORDS.test(bare) &&
    !SCHOOL_WORDS.test(bare) &&
    parts.every((part) => /^[\p{L}\p{M}.'’`"“”()-]+$/u.test(part)) &&
    parts.some((part) => /^(?:\p{Lu}|\p{Lo}|\p{Script=Georgian})/u.test(part)) &&
    !/[.!?]$/.test(bare.replace(/\b\p{L}{1,3}\.$/u, ''))
  )
}

/** In a page whose side column comes first, the name may stand after a heading: the first line alone in large does not say so here, so only a line that is nothing but a name counts. */
function firstNameElsewhere(sections: Section[]): Line | null {
  if ((sections[0]?.lines.length ?? 0) > 0) return null
  for (const { lines } of sections.slice(1, 3)) {
    const found = lines.slice(0, 8).find((line) => line.isAfterBlank && /\s/.test(line.text) && isName(line.text) && !/,/.test(line.text))
    if (found) return found
  }
  return null
}

function nameOf(text: string, line: Line): Span | null {
  const cut = line.text.search(/[,|\t•·]|\s[-–—]\s/)
  return spanOf(text, line.start, cut < 0 ? line.end : line.start + cut, 120)
}

/** The line under the name, when it says what the person is rather than where. */
function labelAfter(head: Line[], nameLine: Line, nearby: Line[]): Line | null {
  const after = head.slice(head.indexOf(nameLine) + 1, head.indexOf(nameLine) + 3)
  return (
    after.find(
      (line, at) =>
        nearby.includes(line) &&
        !line.isBullet &&
        line.text.length <= 120 &&
        !/@|https?:|www\.|\d{5}|email/i.test(line.text) &&
        !PLACE.test(line.text) &&
        (TITLE_WORDS.test(line.text) || (at === 0 && !line.isAfterBlank && !/\d|,.*,|[.]$/.test(line.text))),
    ) ?? null
  )
}

/** `Engineer - Acme`, `Engineer at Acme`: the label is what the person is. */
function labelOf(text: string, line: Line): Span | null {
  const cut = /\s+[-–—|]\s+|\s+[-–](?=\p{Lu})|\s+(?:at|with|@|bei|chez)\s+|@/u.exec(line.text)
  const isTitleFirst = cut !== null && TITLE_WORDS.test(line.text.slice(0, cut.index))
  return spanOf(text, line.start, isTitleFirst ? line.start + cut.index : line.end)
}

function labelBeside(text: string, line: Line, name: Span | null): Span | null {
  const rest = name ? whole(text, name.end, line.end) : null
  if (!rest || !TITLE_WORDS.test(rest.value) || /\d|@/.test(rest.value)) return null
  return spanOf(text, rest.start, rest.end)
}

function findEmail(text: string, head: Line[], nearby: Line[]): Span | null {
  for (const line of [...nearby, ...head]) {
    const [match] = text.slice(line.start, line.end).matchAll(EMAIL)
    if (match) return { value: match[0], start: line.start + match.index, end: line.start + match.index + match[0].length, as: 'text' }
  }
  // One address in the whole text is its owner's; of several, those of references may be the others, and the first counts.
  const [first] = text.matchAll(EMAIL)
  return first ? { value: first[0], start: first.index, end: first.index + first[0].length, as: 'text' } : null
}

function findPhone(text: string, nearby: Line[]): Span | null {
  for (const line of nearby) {
    for (const match of text.slice(line.start, line.end).matchAll(PHONE)) {
      const digits = match[0].replace(/\D/g, '')
      if (digits.length < 7 || digits.length > 15 || /^(?:19|20)\d{2}\s*[-–/]\s*(?:19|20)\d{2}$/.test(match[0])) continue
      if (/^\d{1,2}[./-]\d{1,2}[./-]\d{4}$/.test(match[0])) continue
      return spanOf(text, line.start + match.index, line.start + match.index + match[0].length, 60)
    }
  }
  return null
}

function findLinks(text: string, nearby: Line[]): { url: Span; network: string | null; username: Span | null }[] {
  const links: { url: Span; network: string | null; username: Span | null }[] = []
  const taken = new Set<string>()
  for (const line of nearby) {
    // Past the end of the line, for a link that goes on in the next.
    const part = text.slice(line.start, line.end + 120)
    for (const match of part.matchAll(LINK)) {
      const start = line.start + match.index
      if (start >= line.end || text[start - 1] === '@') continue
      const written = match[0].replace(/[.,;:]+$/, '')
      const bare = written.replace(/\s+/g, '')
      const value = /^https?:/i.test(bare) ? bare : `https://${bare}`
      if (!URL.canParse(value) || value.length > 2_000 || taken.has(value)) continue
      taken.add(value)
      const network = networkOf(value)
      const isAddressOnly = !/^https?:|^www\.|\//i.test(bare) && network === null
      // `Node.js` or a company's name with a dot is no link of this person unless it stands alone.
      if (isAddressOnly && line.text.replace(/^(?:website|web|portfolio|blog|site)\s*:?\s*/i, '') !== bare && !/[|•·\t]/.test(line.text))
        continue
      const url: Span = { value, start, end: start + written.length, as: 'url' }
      links.push({ url, network, username: network ? usernameOf(text, url) : null })
    }
  }
  return links
}

function usernameOf(text: string, url: Span): Span | null {
  const written = text.slice(url.start, url.end)
  const name = /(?:\/in\/|\/r\/|\/profile\/|\.com\/|\.net\/)([\p{L}\d_.-]{2,60})\/?$/u.exec(written)
  return name?.[1]
    ? {
        value: name[1],
        start: url.start + name.index + name[0].indexOf(name[1]),
        end: url.start + name.index + name[0].indexOf(name[1]) + name[1].length,
        as: 'text',
      }
    : null
}

function findPlace(text: string, nearby: Line[], labelLine: Line | null): Spanned | null {
  for (const line of nearby.slice(0, HEAD_LINES_MAX)) {
    if (line === labelLine || isProse(line.text)) continue
    let at = 0
    for (const piece of line.text.split(/[|•·\t]|\s[-–—]\s/)) {
      const start = line.start + line.text.indexOf(piece, at)
      at = line.text.indexOf(piece, at) + piece.length
      const bare = piece.replace(/^\s*(?:address|location|adresse|wohnort|lives in|based in)\s*:?\s*/i, '').trim()
      const postal = /^(?:.*,\s*)?(\d{4,6})\s+(\p{Lu}[\p{L} .'-]{1,40})$/u.exec(bare)
      if (postal?.[1] && postal[2]) {
        const codeAt = start + piece.lastIndexOf(postal[1])
        const cityAt = start + piece.lastIndexOf(postal[2])
        return { postalCode: whole(text, codeAt, codeAt + postal[1].length), city: whole(text, cityAt, cityAt + postal[2].length) }
      }
      if (!PLACE.test(bare) || TITLE_WORDS.test(bare) || COMPANY_WORDS.test(bare)) continue
      const from = start + piece.indexOf(bare)
      const comma = bare.indexOf(',')
      return { city: spanOf(text, from, from + comma), region: spanOf(text, from + comma + 1, from + bare.length) }
    }
  }
  return null
}

const SUMMARY_CHARS_MAX = 6_000

function summaryOf(text: string, sections: Section[], head: Line[], taken: (Line | null | undefined)[]): Span | null {
  const section = sections.find(({ section: name, lines }) => name === 'summary' && lines.length > 0)
  const lines = section?.lines ?? proseOf(head.filter((line) => !taken.includes(line)))
  const [first] = lines
  const last = lines.findLast((line) => !first || line.end - first.start <= SUMMARY_CHARS_MAX)
  return first && last ? whole(text, first.start, last.end) : null
}

/** In a head without a heading of its own, the lines from the first sentence on. */
function proseOf(lines: Line[]): Line[] {
  const from = lines.findIndex((line) => line.text.length > 60 && !/@|https?:|indeed\.com/i.test(line.text))
  return from < 0 ? [] : lines.slice(from)
}
