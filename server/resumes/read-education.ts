import { findDates, findRanges } from './read-dates'
import { type Line, type Span, type Spanned, spanOf } from './spans'
import { DEGREE_WORDS, isProse, PLACE, SCHOOL_WORDS } from './words'

interface Course {
  degree: { studyType: Span | null; area: Span | null } | null
  institution: Span | null
  startDate: Span | null
  endDate: Span | null
  score: Span | null
  courses: (Span | null)[]
  lastAt: number
}

const SCORE =
  /(?:(?:c?gpa|grade|score|percentage|aggregate|note|marks)\s*(?:of|:|-|–)?\s*\d{1,3}(?:[.,]\d{1,2})?\s*(?:%|\/\s*\d{1,3}(?:[.,]\d)?)?)|\d{1,3}(?:[.,]\d{1,2})?\s*%|\d[.,]\d{1,2}\s*\/\s*\d{1,2}(?:[.,]0)?/i
const LEAD = /^(?:degree|course|institution|university|college|school|major|specialization)\s*[:-]\s*/i

/** Courses of study: degree, subject, institution, dates and grade, in whichever order each entry gives them. */
export function readEducation(text: string, lines: Line[]): Spanned[] {
  const courses: Course[] = []
  const fresh = (): Course => {
    const course: Course = { degree: null, institution: null, startDate: null, endDate: null, score: null, courses: [], lastAt: 0 }
    courses.push(course)
    return course
  }
  lines.forEach((line, at) => {
    if (/^(?:https?:|www\.)/.test(line.text)) return
    if (line.isBullet && isProse(line.text)) {
      const open = courses.at(-1)
      if (open && open.courses.length < 20) open.courses.push(spanOf(text, line.start, line.end, 2_000))
      return
    }
    const { pieces, startDate, endDate, score } = piecesOf(text, line)
    for (const [index, piece] of pieces.entries()) {
      if (PLACE.test(piece.value) && !SCHOOL_WORDS.test(piece.value) && (index > 0 || courses.at(-1)?.lastAt === at)) continue
      const kind = kindOf(piece.value, courses.at(-1), lines, at)
      if (kind === null) continue
      let open = courses.at(-1) ?? fresh()
      if (kind === 'degree') {
        if (open.degree?.studyType || (open.degree && !DEGREE_WORDS.test(piece.value)) || (open.institution && open.endDate)) open = fresh()
        open.degree = degreeOf(text, piece)
      } else if (kind === 'institution') {
        if (open.institution) open = fresh()
        open.institution = piece
      } else if (open.degree && !open.degree.area) open.degree.area = piece
      open.lastAt = at
    }
    const open = courses.at(-1)
    if (!open) return
    if (endDate && !open.endDate) {
      open.startDate = startDate
      open.endDate = endDate
    } else if (startDate && !open.startDate && !open.endDate) open.startDate = startDate
    open.score ??= score
  })
  return courses
    .filter(({ degree, institution }) => degree || institution)
    .slice(0, 40)
    .map(({ degree, institution, startDate, endDate, score, courses: told }) => ({
      institution,
      area: degree?.area ?? null,
      studyType: degree?.studyType ?? null,
      startDate,
      endDate,
      score,
      courses: told,
    }))
}

function kindOf(value: string, open: Course | undefined, lines: Line[], at: number): 'degree' | 'institution' | 'area' | null {
  if (isProse(value) && !DEGREE_WORDS.test(value) && !SCHOOL_WORDS.test(value)) return null
  const isSchool = SCHOOL_WORDS.test(value)
  const isDegree = DEGREE_WORDS.test(value)
  if (isDegree && isSchool)
    return /^(?:b|m|bachelor|master|diploma|degree|ph|doctor|mba|mca|bca|post|h\.?s|s\.?s|higher|senior|secondary|high school diploma)\b/i.test(
      value,
    ) &&
      !/^(?:board|council)/i.test(value) &&
      !/^(?:senior|higher)?\s*secondary school/i.test(value)
      ? 'degree'
      : 'institution'
  if (isSchool) return 'institution'
  if (isDegree) return open?.degree && !open.institution && /board/i.test(value) ? 'institution' : 'degree'
  // Neither word: by its place. A first line apart is what was studied, the one below it where.
  const line = lines[at]
  if (!line?.isAfterBlank && open?.lastAt === at) return 'area'
  const isComplete =
    open === undefined || (open.degree !== null && open.institution !== null) || (open.institution !== null && open.endDate !== null)
  if (value.split(/\s+/).length > 12) return null
  if (isComplete) return line?.isAfterBlank ? 'degree' : null
  return open.degree && !open.institution ? 'institution' : open.degree ? null : 'degree'
}

/** `Bachelor of Science in Physics`: the degree, and after ` in ` the subject. */
function degreeOf(text: string, piece: Span): { studyType: Span | null; area: Span | null } {
  const cut = /\s+(?:in|en)\s+(?=[\p{L}"“(])|\s*[:,(]\s*(?=\p{Lu})|\s+[-–—]\s+/u.exec(text.slice(piece.start, piece.end))
  const isDegree = DEGREE_WORDS.test(piece.value)
  if (!isDegree) return { studyType: null, area: piece }
  if (!cut || !DEGREE_WORDS.test(text.slice(piece.start, piece.start + cut.index))) return { studyType: piece, area: null }
  const area = spanOf(text, piece.start + cut.index + cut[0].length, piece.end)
  return { studyType: spanOf(text, piece.start, piece.start + cut.index), area: area && trimBracket(text, area) }
}

function trimBracket(text: string, span: Span): Span | null {
  return span.value.endsWith(')') && !span.value.includes('(') ? spanOf(text, span.start, span.end - 1) : span
}

function piecesOf(text: string, line: Line): { pieces: Span[]; startDate: Span | null; endDate: Span | null; score: Span | null } {
  const [range] = findRanges(text, line.start, line.end)
  const date = range ? null : findDates(text, line.start, line.end).at(-1)
  const scored = SCORE.exec(line.text)
  const score =
    scored && scored[0].length < 40 ? spanOf(text, line.start + scored.index, line.start + scored.index + scored[0].length) : null
  const holes = [range, date, score].filter((hole) => hole !== null && hole !== undefined).toSorted((a, b) => a.start - b.start)
  const stretches: [number, number][] = []
  let at = line.start
  for (const hole of holes) {
    if (hole.start > at) stretches.push([at, hole.start])
    at = Math.max(at, hole.end)
  }
  if (at < line.end) stretches.push([at, line.end])
  const pieces = stretches.flatMap(([start, end]) => split(text, start, end))
  return { pieces, startDate: range?.from ?? null, endDate: range ? range.to : (date ?? null), score }
}

function split(text: string, start: number, end: number): Span[] {
  const part = text.slice(start, end)
  const pieces: Span[] = []
  let at = 0
  for (const cut of [...part.matchAll(/\t|\s[|•·–—]\s|\s-\s{1,2}|\s{3,}|\s-$|,\s+(?=\p{Lu})|\s+(?:from|at)\s+(?=\p{Lu})|;\s/gu), null]) {
    const to = cut ? cut.index : part.length
    const before = part.slice(at, to)
    // A comma parts a degree from a school and nothing else: `Science College, Hinjilicut` and `Pune, Maharashtra` stay whole.
    if (cut && /^,/.test(cut[0])) {
      const after = part.slice(to + cut[0].length)
      const parts =
        (DEGREE_WORDS.test(before) && !SCHOOL_WORDS.test(before) && SCHOOL_WORDS.test(after)) ||
        (SCHOOL_WORDS.test(before) && DEGREE_WORDS.test(after) && !SCHOOL_WORDS.test(after))
      if (!parts) continue
    }
    const lead = LEAD.exec(before.trimStart())
    const span = spanOf(text, start + at + (lead ? before.length - before.trimStart().length + lead[0].length : 0), start + to)
    const bare = span && /^\(.*\)$/.test(span.value) ? spanOf(text, span.start + 1, span.end - 1) : span
    if (bare && /\p{L}/u.test(bare.value)) pieces.push(bare)
    at = to + (cut?.[0].length ?? 0)
  }
  return pieces
}
