import type { JobFacts, MatchInputs, SeekerFacts } from '../../contract/matching'
import type { Ctx } from '../core/ctx'
import { relatedSkills } from '../skills/related-skills'
import { seniorityOf } from '../titles/seniority'
import { openWords } from '../vectors/open-words'
import { cosineOfBytes } from '../vectors/vector'
import { embedText } from '../vectors/word-table'

/** Tells what stands in for what between one person and any job: skills that are close, titles that mean nearly the same. Its answers are part of the inputs, and so of the receipt. */
export type NearFinder = (seeker: SeekerFacts, job: JobFacts) => Pick<MatchInputs, 'skillsNear' | 'titlesNear' | 'linesNear'>

/** Titles less alike than this are near by chance: any two names of work share a direction a little. */
const TITLE_COSINE_MIN = 0.4

/** A finder by the word table, which is read once in an isolate. What it answers depends on nothing but what it is given. */
export async function openNearFinder(ctx: Pick<Ctx, 'asset'>): Promise<NearFinder> {
  const words = await openWords(ctx)
  const directions = new Map<string, Int8Array>()
  const directionOf = (title: string) => {
    const known = directions.get(title)
    if (known) return known
    const direction = embedText(words, seniorityOf(title).rest).values
    directions.set(title, direction)
    return direction
  }
  const lineDirections = new Map<string, Int8Array>()
  const lineDirectionOf = (text: string) => {
    const known = lineDirections.get(text)
    if (known) return known
    const direction = embedText(words, text).values
    lineDirections.set(text, direction)
    return direction
  }
  return (seeker, job) => {
    const own = new Set(seeker.skills.map(({ skill }) => skill))
    const skillsNear = job.skills.flatMap(({ skill: to }) =>
      own.has(to)
        ? []
        : relatedSkills(to).flatMap(({ skill, coverRatio }) =>
            own.has(skill) ? [{ skill, to, permille: Math.floor(coverRatio * 1_000) }] : [],
          ),
    )
    const titles = [...new Set([...seeker.titles.map(({ text }) => text), ...seeker.wishes.titles])]
    const titlesNear = titles.flatMap((from) => {
      const cosine = cosineOfBytes(directionOf(from), directionOf(job.title))
      // From the least that says something to 1, spread over the whole range.
      const permille = Math.floor(((cosine - TITLE_COSINE_MIN) * 1_000) / (1 - TITLE_COSINE_MIN))
      return permille > 0 ? [{ from, to: job.title, permille: Math.min(1_000, permille) }] : []
    })
    return {
      skillsNear: skillsNear.slice(0, 400),
      titlesNear: titlesNear.slice(0, 200),
      linesNear: nearLines(seeker, job, lineDirectionOf),
    }
  }
}

/** For each line that the advert asks by, the line of the résumé that means most nearly the same. */
function nearLines(seeker: SeekerFacts, job: JobFacts, directionOf: (text: string) => Int8Array): MatchInputs['linesNear'] {
  const own = seeker.lines.filter(({ id }) => !id.startsWith('languages.')).slice(0, OWN_LINES_MAX)
  return job.lines.slice(0, ASKED_LINES_MAX).flatMap(({ id: asked, text }) => {
    const wanted = directionOf(text)
    let best = { answered: '', cosine: LINE_COSINE_MIN }
    for (const line of own) {
      const cosine = cosineOfBytes(wanted, directionOf(line.text))
      if (cosine > best.cosine) best = { answered: line.id, cosine }
    }
    const permille = Math.min(1_000, Math.floor(((best.cosine - LINE_COSINE_MIN) * 1_000) / (LINE_COSINE_FULL - LINE_COSINE_MIN)))
    return permille > 0 ? [{ asked, answered: best.answered, permille }] : []
  })
}

/** Lines beyond these are seldom where the work is told. */
const OWN_LINES_MAX = 80
const ASKED_LINES_MAX = 24
/** Two lines of any work share a direction this far; at the other they say the same in other words. */
const LINE_COSINE_MIN = 0.4
const LINE_COSINE_FULL = 0.8
