import type { CriterionMatch, LineSpan, MatchEvidence, MatchInputs, SeekerFacts } from '../../../contract/matching'
import { evidenceOf, known, meanOf, unknown } from './criterion'
import { type ContentWord, contentWords } from './fold-words'

/** What a seeker's lines say, looked up by word. */
export interface SeekerIndex {
  lines: { id: string; words: ContentWord[] }[]
  /** Numbers of the lines that have a stem. */
  linesByStem: Map<string, number[]>
  skills: Map<string, LineSpan>
}

/** A skill of the taxonomy that must be there weighs this much, one that is nice to have less, a line in words least, since words say one thing in many ways. */
const MUST = 4
const NICE = 2
const MUST_LINE = 3
const LINE = 1
/** Of the words of a requirement: so many in one line of the résumé are all that can be hoped for. */
const FULL_PERMILLE = 550
/** Below this, words are shared by chance. */
const CHANCE_PERMILLE = 250
const EVIDENCE_MAX = 40

export function indexSeeker({ lines, skills }: SeekerFacts): SeekerIndex {
  const read = lines.map(({ id, text }) => ({ id, words: contentWords(text) }))
  const linesByStem = new Map<string, number[]>()
  read.forEach(({ words }, number) => {
    for (const stem of new Set(words.map(({ stem }) => stem))) {
      const held = linesByStem.get(stem)
      if (held) held.push(number)
      else linesByStem.set(stem, [number])
    }
  })
  const bySkill = new Map<string, LineSpan>()
  for (const { skill, at } of skills) if (!bySkill.has(skill)) bySkill.set(skill, at)
  return { lines: read, linesByStem, skills: bySkill }
}

/** How much of what the advert asks for the person shows: skills by name, by a near one in part, and the rest of its lines by their words. */
export function matchSkills({ job, seeker, skillsNear, linesNear }: MatchInputs, index: SeekerIndex): CriterionMatch {
  const asked: { evidence: MatchEvidence; weight: number }[] = []
  const seen = new Set<string>()
  for (const { skill, at, isMust } of job.skills) {
    if (seen.has(skill)) continue
    seen.add(skill)
    asked.push({ evidence: answerSkill(skill, at, index, skillsNear), weight: isMust ? MUST : NICE })
  }
  for (const line of job.lines) {
    const words = restOf(line, job)
    if (words.length < 2) continue
    const near = linesNear.find(({ asked }) => asked === line.id)
    asked.push({ evidence: nearerOf(line, answerLine(line, words, index), near, index), weight: line.isMust ? MUST_LINE : LINE })
  }
  if (asked.length === 0) return unknown('skills', 'advert-silent')
  if (seeker.lines.length === 0 && seeker.skills.length === 0) return unknown('skills', 'person-silent')
  const permille = meanOf(asked.map(({ evidence, weight }) => ({ permille: evidence.permille, weight })))
  return known(
    'skills',
    permille,
    asked.slice(0, EVIDENCE_MAX).map(({ evidence }) => evidence),
  )
}

function answerSkill(skill: string, asked: LineSpan, index: SeekerIndex, skillsNear: MatchInputs['skillsNear']): MatchEvidence {
  const same = index.skills.get(skill)
  if (same) return evidenceOf({ name: skill, permille: 1_000, asked, answered: same })
  let best: { skill: string; permille: number } | null = null
  for (const near of skillsNear) if (near.to === skill && index.skills.has(near.skill) && near.permille > (best?.permille ?? 0)) best = near
  if (best) {
    const answered = index.skills.get(best.skill) ?? null
    return evidenceOf({ name: skill, by: best.skill, permille: Math.min(999, best.permille), asked, answered, between: 'near' })
  }
  const line = answerLine({ id: asked.line, text: skill }, contentWords(skill), index)
  // A skill that no list of the résumé names, told in its running text.
  return line.permille >= 1_000 ? { ...line, name: skill, asked } : evidenceOf({ name: skill, permille: 0, asked })
}

/** The words of a line that nothing else asks for already: a skill by its name, a language, a degree, years. */
function restOf(line: { id: string; text: string }, { skills, languages, education, experience }: MatchInputs['job']): ContentWord[] {
  const asked = [...skills, ...languages, education, experience].flatMap((each) => each?.at ?? [])
  const spans = asked.filter((at) => at.line === line.id)
  return contentWords(line.text).filter((word) => !spans.some(({ start, end }) => word.start < end && word.end > start))
}

function answerLine(line: { id: string; text: string }, words: readonly ContentWord[], index: SeekerIndex): MatchEvidence {
  const asked: LineSpan = { line: line.id, start: 0, end: line.text.length }
  const stems = [...new Set(words.map(({ stem }) => stem))]
  const counts = new Map<number, number>()
  let anywhere = 0
  for (const stem of stems) {
    const numbers = index.linesByStem.get(stem)
    if (!numbers) continue
    anywhere++
    for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1)
  }
  let best = -1
  let most = 0
  for (const [number, count] of counts) {
    if (count < most || (count === most && number > best)) continue
    best = number
    most = count
  }
  // What stands together in one line says it; what is strewn over the résumé says it half.
  const found = Math.floor((500 * (most + anywhere)) / stems.length)
  const permille = found < CHANCE_PERMILLE ? 0 : Math.min(1_000, Math.floor((1_000 * found) / FULL_PERMILLE))
  const answering = permille === 0 ? undefined : index.lines[best]
  return evidenceOf({ name: line.text, permille, asked, answered: answering ? spanOf(answering, new Set(stems)) : null })
}

/** What the words of a line found, or the line that means the same in other words where that is more. */
function nearerOf(
  { id, text }: { id: string; text: string },
  byWords: MatchEvidence,
  near: MatchInputs['linesNear'][number] | undefined,
  index: SeekerIndex,
): MatchEvidence {
  if (near === undefined || near.permille <= byWords.permille) return byWords
  const words = index.lines.find((line) => line.id === near.answered)?.words
  return evidenceOf({
    name: text,
    permille: Math.min(999, near.permille),
    asked: { line: id, start: 0, end: text.length },
    answered: { line: near.answered, start: words?.[0]?.start ?? 0, end: words?.at(-1)?.end ?? 0 },
    between: 'near',
  })
}

/** From the first word of a line that answers to the last. */
function spanOf(line: { id: string; words: ContentWord[] }, stems: ReadonlySet<string>): LineSpan {
  const shared = line.words.filter(({ stem }) => stems.has(stem))
  return { line: line.id, start: shared[0]?.start ?? 0, end: shared.at(-1)?.end ?? 0 }
}
