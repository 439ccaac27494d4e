import type { JobFacts, MatchInputs, SeekerFacts } from '../../contract/matching'
import type { Ctx } from '../core/ctx'
import { relatedSkills } from '../skills/related-skills'
import { seniorityOf } from '../titles/seniority'
import { openWords } from '../vectors/open-words'
import { cosineOfBytes } from '../vectors/vector'
import { embedText } from '../vectors/word-table'

/** Tells what stands in for what between one person and any job: skills that are close, titles that mean nearly the same. Its answers are part of the inputs, and so of the receipt. */
export type NearFinder = (seeker: SeekerFacts, job: JobFacts) => Pick<MatchInputs, 'skillsNear' | 'titlesNear'>

/** Titles less alike than this are near by chance: any two names of work share a direction a little. */
const TITLE_COSINE_MIN = 0.55

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
    return { skillsNear: skillsNear.slice(0, 400), titlesNear: titlesNear.slice(0, 200) }
  }
}
