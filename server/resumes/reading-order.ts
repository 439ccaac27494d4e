/**
 * Letters on a page → text as a person would read it: columns one after the other, lines from top to bottom, words apart.
 * Pure geometry; it knows nothing of PDF.
 */

/** Letters that were set in one go. Coordinates are points from the upper left corner of the page. */
export interface Glyphs {
  text: string
  x: number
  /** Where the last letter ends. */
  right: number
  /** The line that the letters stand on. */
  y: number
  size: number
}

/** Text of all pages, a blank line between paragraphs, a tab where a line leaves a wide gap. */
export function readInOrder(pages: Glyphs[][]): string {
  const read = pages.map((glyphs) => linesOfRegion(rowsOf(runsOf(glyphs)), 0))
  return joinLines(dropRunningLines(read).flat())
}

interface Segment {
  text: string
  x: number
  right: number
  y: number
  size: number
}
/** One line across the page. */
interface Row {
  y: number
  size: number
  segments: Segment[]
}
interface TextLine {
  text: string
  y: number
  size: number
  /** The first line after a column or page began: how far it stands from the last one says nothing. */
  isFirst: boolean
}

/** A gap of this many letter heights parts two segments of a row. */
const SEGMENT_GAP = 1
/** A gap of this many letter heights is a space. */
const SPACE_GAP = 0.16
const TAB_GAP = 2.2

/** Letters that follow each other, as they were set. Two texts that overlap must not be mixed letter by letter. */
function runsOf(glyphs: Glyphs[]): Glyphs[] {
  const runs: Glyphs[] = []
  let open: Glyphs | null = null
  let last: Glyphs | null = null
  for (const glyph of glyphs) {
    if (open && last && Math.abs(glyph.y - open.y) < 0.1 * glyph.size && Math.abs(glyph.size - open.size) < 0.1 * glyph.size) {
      const gap = glyph.x - open.right
      // Letters set backwards, one by one, are put in order by their place instead.
      if (glyph.x >= last.x && gap > -0.5 * glyph.size && gap < SEGMENT_GAP * glyph.size) {
        const isSpace = glyph.text.trim() === ''
        if (isSpace && gap > 0.5 * glyph.size) continue
        const needsSpace = gap > SPACE_GAP * glyph.size && !open.text.endsWith(' ') && !isSpace
        open.text += (needsSpace ? ' ' : '') + glyph.text
        open.right = Math.max(open.right, glyph.right)
        last = glyph
        continue
      }
    }
    open = { ...glyph }
    last = glyph
    runs.push(open)
  }
  // A space at an edge may reach into what stands beside it.
  return runs.flatMap((run) => (run.text.trim() === '' ? [] : [{ ...run, right: run.right - trailing(run) }]))
}

function trailing(run: Glyphs): number {
  const spaces = run.text.length - run.text.trimEnd().length
  return spaces === 0 ? 0 : ((run.right - run.x) * spaces) / (2 * run.text.length)
}

function rowsOf(glyphs: Glyphs[]): Row[] {
  const sorted = glyphs.filter((glyph) => glyph.text !== '').toSorted((a, b) => a.y - b.y || a.x - b.x)
  const rows: { y: number; size: number; glyphs: Glyphs[] }[] = []
  for (const glyph of sorted) {
    // The nearest row above: letters of one line may stand a little higher (a superscript, another font).
    const row = rows.findLast((held) => Math.abs(held.y - glyph.y) <= 0.3 * Math.min(held.size, glyph.size) || isRaised(held, glyph))
    if (row && rows.indexOf(row) >= rows.length - 3) {
      row.glyphs.push(glyph)
      if (glyph.size > row.size) row.size = glyph.size
    } else rows.push({ y: glyph.y, size: glyph.size, glyphs: [glyph] })
  }
  return rows.map(({ y, size, glyphs: held }) => ({ y, size, segments: segmentsOf(held) }))
}

/** A small raised letter beside the ones of its line. */
function isRaised(row: { y: number; size: number; glyphs: Glyphs[] }, glyph: Glyphs): boolean {
  const small = Math.min(row.size, glyph.size)
  if (small > 0.8 * Math.max(row.size, glyph.size) || Math.abs(row.y - glyph.y) > 0.5 * Math.max(row.size, glyph.size)) return false
  return row.glyphs.some((held) => Math.abs(held.right - glyph.x) < 0.5 * small || Math.abs(glyph.right - held.x) < 0.5 * small)
}

function segmentsOf(glyphs: Glyphs[]): Segment[] {
  const segments: Segment[] = []
  let open: Segment | null = null
  let last: Glyphs | null = null
  for (const glyph of glyphs.toSorted((a, b) => a.x - b.x)) {
    const gap = open ? glyph.x - open.right : 0
    if (!open || gap > SEGMENT_GAP * Math.max(open.size, glyph.size)) {
      if (open) segments.push(open)
      open = { text: glyph.text, x: glyph.x, right: glyph.right, y: glyph.y, size: glyph.size }
      last = glyph
      continue
    }
    // Bold text is sometimes set twice, a hair apart.
    if (last?.text === glyph.text && glyph.x - last.x < 0.12 * glyph.size) continue
    last = glyph
    const needsSpace = gap > SPACE_GAP * Math.min(open.size, glyph.size) && !open.text.endsWith(' ') && !glyph.text.startsWith(' ')
    open.text += (needsSpace ? ' ' : '') + glyph.text
    open.right = Math.max(open.right, glyph.right)
    open.size = Math.max(open.size, glyph.size)
  }
  if (open) segments.push(open)
  return segments.map((segment) => ({ ...segment, text: segment.text.replace(/\s+/g, ' ').trim() })).filter(({ text }) => text !== '')
}

const COLUMN_DEPTH_MAX = 4
const COLUMN_ROWS_MIN = 3

function linesOfRegion(rows: Row[], depth: number): TextLine[] {
  const columns = depth < COLUMN_DEPTH_MAX ? findColumns(rows) : null
  if (!columns) return rows.map((row, index) => ({ text: textOfRow(row), y: row.y, size: row.size, isFirst: index === 0 }))
  const { from, to, x } = columns
  const inside = rows.slice(from, to)
  const side = (keep: (segment: Segment) => boolean) =>
    inside.map((row) => ({ ...row, segments: row.segments.filter(keep) })).filter(({ segments }) => segments.length > 0)
  const left = side((segment) => segment.right <= x)
  const right = side((segment) => segment.right > x)
  const isTitleRight = from === 0 && depth === 0 && largestOf(right.slice(0, 1)) >= TITLE_RATIO * largestOf(left)
  const columnsInOrder = isTitleRight ? [right, left] : [left, right]
  return [rows.slice(0, from), ...columnsInOrder, rows.slice(to)].flatMap((part) => linesOfRegion(part, depth + 1))
}

const largestOf = (rows: Row[]) => Math.max(0, ...rows.flatMap(({ segments }) => segments.map(({ size }) => size)))

/** A column that begins so much larger than anything in a side column before it holds the title of the page, and is read first. */
const TITLE_RATIO = 1.3

function textOfRow({ segments }: Row): string {
  return segments.reduce((text, segment, index) => {
    const before = segments[index - 1]
    if (!before) return segment.text
    return `${text}${segment.x - before.right > TAB_GAP * segment.size ? '\t' : ' '}${segment.text}`
  }, '')
}

/**
 * A gutter that no line crosses over as many rows as possible, with text enough on both sides. Rows whose two sides only say
 * one thing (a company and its dates at the right margin) are no columns.
 */
function findColumns(rows: Row[]): { from: number; to: number; x: number } | null {
  const gaps = rows.flatMap(({ segments }) => segments.slice(1).map((segment, index) => ((segments[index]?.right ?? 0) + segment.x) / 2))
  const edges = rows.flatMap(({ segments }) => segments.map((segment) => segment.x - 4))
  const candidates = [...new Set([...gaps, ...edges].map((x) => Math.round(x / 3) * 3))]
  let best: { from: number; to: number; x: number; weight: number } | null = null
  for (const x of candidates) {
    for (let from = 0; from < rows.length; ) {
      if (crosses(rows[from], x)) {
        from += 1
        continue
      }
      let to = from
      while (to < rows.length && !crosses(rows[to], x)) to += 1
      for (const run of [trim(rows, from, to, x), ...findTwoLists(rows, from, to, x)]) {
        const weight = weighColumns(rows.slice(run.from, run.to), x)
        if (weight > 0 && (!best || weight > best.weight)) best = { ...run, x, weight }
      }
      from = to
    }
  }
  return best
}

const GUTTER_POINTS = 7

function crosses(row: Row | undefined, x: number): boolean {
  return row?.segments.some((segment) => segment.x < x - 1 && segment.right > x - GUTTER_POINTS / 2 + 1) ?? false
}

/**
 * Rows at the edges that stand on the left only belong to what surrounds the columns, a heading above or below, when they stand apart.
 * Where the page ends, a column simply goes on.
 */
function trim(rows: Row[], from: number, to: number, x: number): { from: number; to: number } {
  const hasRight = (row: Row | undefined) => row?.segments.some((segment) => segment.right > x) ?? false
  let start = from
  let end = to
  while (start < end && !hasRight(rows[start]) && isApart(rows[start], rows[start + 1])) start += 1
  if (from > 0)
    for (let at = start; at < end && !hasRight(rows[at]); at++)
      if (isWider(rows, at, x) || isHeading(rows, at, x)) start = at + (isWider(rows, at, x) ? 0 : 1)
  const isCut = to < rows.length
  let last = end - 1
  while (last > start && !hasRight(rows[last])) last -= 1
  if (isCut) for (let at = end - 1; at > last; at--) if (isWider(rows, at, x)) end = at
  while (end > start && !hasRight(rows[end - 1]) && isApart(rows[end - 2], rows[end - 1]) && end - start > 2 * COLUMN_ROWS_MIN) end -= 1
  return { from: start, to: end }
}

/** A line on the left that stands further from the one above than lines of that column do. */
function isWider(rows: Row[], at: number, x: number): boolean {
  const row = rows[at]
  const above = rows.slice(0, at).findLast(({ segments }) => segments.some((segment) => segment.right <= x))
  return row !== undefined && above !== undefined && row.y - above.y > 1.9 * row.size && row.y - above.y > 1.15 * leadingOf(rows, at, x)
}

/** A line alone, larger than what follows. */
function isHeading(rows: Row[], at: number, x: number): boolean {
  const below = rows.slice(at + 1).find(({ segments }) => segments.some((segment) => segment.right <= x))
  return below !== undefined && (rows[at]?.size ?? 0) > 1.15 * below.size
}

/** Between the two lines of the left column above a row. */
function leadingOf(rows: Row[], at: number, x: number): number {
  const [second, first] = rows
    .slice(Math.max(0, at - 12), at)
    .filter(({ segments }) => segments.some((segment) => segment.right <= x))
    .slice(-2)
    .map(({ y }) => y)
    .toReversed()
  return second !== undefined && first !== undefined ? second - first : 0
}

function isApart(above: Row | undefined, below: Row | undefined): boolean {
  return above !== undefined && below !== undefined && (below.y - above.y > 2.2 * below.size || above.size > 1.35 * below.size)
}

function weighColumns(rows: Row[], x: number): number {
  const left = rows.filter(({ segments }) => segments.some((segment) => segment.right <= x))
  const right = rows.filter(({ segments }) => segments.some((segment) => segment.right > x))
  if (left.length < COLUMN_ROWS_MIN || right.length < COLUMN_ROWS_MIN) return 0
  const both = left.filter((row) => right.includes(row)).length
  const [fewer, more] = left.length < right.length ? [left, right] : [right, left]
  // Each line of one side has its line at the same height on the other: a list of pairs, unless lines follow each other as in prose or a list.
  const isPaired = both >= 0.9 * fewer.length
  const letters = (side: Row[], isLeft: boolean) =>
    side.reduce(
      (sum, { segments }) => sum + segments.reduce((all, segment) => all + (segment.right <= x === isLeft ? segment.text.length : 0), 0),
      0,
    )
  const leftMean = letters(left, true) / left.length
  const rightMean = letters(right, false) / right.length
  if (isPaired && !isTwoLists(rows, x) && (fewer.length < 0.6 * more.length || Math.min(leftMean, rightMean) < 22)) return 0
  if (Math.min(leftMean, rightMean) < 3) return 0
  const top = rows[0]?.y ?? 0
  const bottom = rows.at(-1)?.y ?? 0
  return (bottom - top) * (1 - 0.3 * (both / fewer.length)) + fewer.length
}

/** Runs of rows that stand on both sides of the gutter. */
function findTwoLists(rows: Row[], from: number, to: number, x: number): { from: number; to: number }[] {
  const hasBoth = ({ segments }: Row) => segments.some((segment) => segment.right > x) && segments.some((segment) => segment.right <= x)
  const runs: { from: number; to: number }[] = []
  for (let at = from; at < to; at++) {
    const row = rows[at]
    const open = runs.at(-1)
    if (!row || !hasBoth(row)) continue
    if (open && open.to === at) open.to = at + 1
    else runs.push({ from: at, to: at + 1 })
  }
  return runs
    .map((run) => ({ from: run.from, to: run.to < to && standsBelow(rows, run.to, x) ? run.to + 1 : run.to }))
    .filter((run) => run.to - run.from >= COLUMN_ROWS_MIN && isTwoLists(rows.slice(run.from, run.to), x))
}

/** An odd last line of the left list. */
function standsBelow(rows: Row[], at: number, x: number): boolean {
  const [above, below] = [rows[at - 1], rows[at]]
  const first = below?.segments[0]
  if (!above || !below || !first || isApart(above, below) || first.right > x) return false
  const leading = above.y - (rows[at - 2]?.y ?? above.y)
  return below.y - above.y < 1.15 * leading && Math.abs(first.x - (above.segments[0]?.x ?? 0)) < 2 && below.size === above.size
}

/** Two lists side by side, each flush left, line by line at the same height: a list of skills in two columns, not values beside their names. */
function isTwoLists(rows: Row[], x: number): boolean {
  const right = rows.flatMap(({ segments }) => segments.find((segment) => segment.right > x) ?? [])
  const left = rows.flatMap(({ segments }) => segments.find((segment) => segment.right <= x) ?? [])
  if (right.length < 0.7 * rows.length || left.length < 0.7 * rows.length) return false
  const values = [...left, ...right].filter(({ text }) =>
    /\d|:$|^.{0,2}$|\b(?:native|fluent|basic|advanced|beginner|expert)\b/i.test(text),
  ).length
  return values < 0.25 * (left.length + right.length) && isFlushLeft(left) && isFlushLeft(right)
}

function isFlushLeft(segments: Segment[]): boolean {
  const edge = Math.min(...segments.map(({ x }) => x))
  return segments.filter(({ x, size }) => x - edge < 1.5 * size).length >= 0.9 * segments.length
}

const RUNNING_LINES = 2

/** The first lines, if a gap parts them from what follows. */
function apartFrom(lines: TextLine[]): TextLine[] {
  for (let at = 0; at < Math.min(RUNNING_LINES, lines.length - 1); at++) {
    const [line, next] = [lines[at], lines[at + 1]]
    if (line && next && Math.abs(next.y - line.y) > 2.1 * Math.max(line.size, next.size)) return lines.slice(0, at + 1)
  }
  return []
}

/** A line that stands at the top or the bottom of several pages is said once; bare page numbers are not said. */
function dropRunningLines(pages: TextLine[][]): TextLine[][] {
  if (pages.length < 2) return pages
  const key = (line: TextLine) => line.text.replace(/\d+/g, '#').replace(/\s+/g, ' ').trim()
  const edgesOf = (lines: TextLine[]) => {
    const sorted = lines.toSorted((one, two) => one.y - two.y)
    return new Set([...apartFrom(sorted), ...apartFrom(sorted.toReversed())])
  }
  const edges = pages.map(edgesOf)
  // At the same height, too: the same words twice in a row of jobs are no header.
  const places = new Map<string, number[]>()
  for (const lines of edges) for (const line of lines) places.set(key(line), [...(places.get(key(line)) ?? []), line.y])
  const countOf = (line: TextLine) => (places.get(key(line)) ?? []).filter((y) => Math.abs(y - line.y) < 3).length
  const said = new Set<string>()
  return pages.map((lines, page) =>
    lines.filter((line) => {
      const text = key(line)
      const count = countOf(line)
      if (!edges[page]?.has(line) || count < 2) return true
      if (/^(?:page )?#(?: ?(?:of|\/|von|sur|de) ?#)?$/i.test(text) || /\bpage # of #\b/i.test(text)) return false
      if (count < Math.ceil(pages.length / 2)) return true
      if (said.has(text)) return false
      said.add(text)
      return true
    }),
  )
}

/** First halves of words that keep their hyphen: `long-\nterm` is `long-term`. */
const KEEPS_HYPHEN =
  /(?:^|[^\p{L}])(?:self|co|non|pre|post|re|anti|multi|cross|cost|long|short|full|part|end|well|high|low|real|time|hands|front|back|on|off|in|out|up|down|day|year|team|customer|client|user|data|result|results|goal|detail|fast|first|second|third|one|two|three|four|five|decision|problem|award|state|large|small|mid|follow|built|line|sub|semi|micro|all|ever|best|world|industry|company|market|value|task|object|server|web|e|t|third|top|bottom|work|hard|close|open|single|double|set|start|check|know|face|peer|point|post|pro|quick|right|left|side|step|stand|sign|soft|tele|trouble|under|over|wide|written|year)$/iu

function joinLines(lines: TextLine[]): string {
  let text = ''
  let before: TextLine | null = null
  for (const line of lines) {
    if (before === null) text = line.text
    else if (isBroken(before.text, line.text)) text = text.slice(0, -1) + line.text
    else if (/\p{L}-$/u.test(before.text) && /^\p{Ll}/u.test(line.text)) text += line.text
    else {
      const isParagraph = line.isFirst || line.y - before.y > 1.75 * Math.max(line.size, before.size) || line.y < before.y
      text += (isParagraph ? '\n\n' : '\n') + line.text
    }
    before = line
  }
  return text.replaceAll('\u00ad', '')
}

/** Whether a word goes on in the next line, so that the hyphen goes. */
function isBroken(before: string, after: string): boolean {
  if (before.endsWith('\u00ad')) return true
  return /\p{Ll}{2,}[-‐]$/u.test(before) && /^\p{Ll}{2,}/u.test(after) && !KEEPS_HYPHEN.test(before.slice(0, -1))
}
