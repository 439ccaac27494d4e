import type { CriterionMatch, MatchEvidence, MatchInputs } from '../../../contract/matching'
import { evidenceOf, known, meanOf, unknown } from './criterion'

/** Whether the person speaks what the job needs. Who lists no language at all is silent, not wordless. */
export function matchLanguages({ seeker, job }: MatchInputs): CriterionMatch {
  if (job.languages.length === 0) return unknown('languages', 'advert-silent')
  if (seeker.languages.length === 0) return unknown('languages', 'person-silent')
  const evidence = job.languages.map((asked): MatchEvidence => {
    const own = seeker.languages.find(({ code }) => code === asked.code)
    if (!own) return evidenceOf({ name: asked.code, permille: 0, asked: asked.at })
    const isEnough = asked.level === null || own.level === null || own.level >= asked.level
    const short = (asked.level ?? 0) - (own.level ?? 0)
    const permille = isEnough ? 1_000 : short === 1 ? 600 : 300
    return evidenceOf({ name: asked.code, permille, asked: asked.at, answered: own.at })
  })
  const permille = meanOf(evidence.map((each) => ({ permille: each.permille, weight: 1 })))
  return known('languages', permille, evidence)
}

/** Whether the person's highest degree is what the advert asks for; more than that is no better. */
export function matchEducation({ seeker, job }: MatchInputs): CriterionMatch {
  if (job.education === null) return unknown('education', 'advert-silent')
  if (seeker.education === null) return unknown('education', 'person-silent')
  const short = job.education.level - seeker.education.level
  const permille = short <= 0 ? 1_000 : job.education.orEquivalent ? 800 : short === 1 ? 500 : short === 2 ? 200 : 0
  const [name, by] = [DEGREES[job.education.level] ?? '', DEGREES[seeker.education.level] ?? '']
  return known('education', permille, [evidenceOf({ name, by, permille, asked: job.education.at, answered: seeker.education.at })])
}

const DEGREES = ['', 'school', 'vocational', 'bachelor', 'master', 'doctorate']

/** Whether the person has worked as long as the advert asks; longer is no better, so that years beyond it say nothing. */
export function matchExperience({ seeker, job }: MatchInputs): CriterionMatch {
  if (job.experience === null) return unknown('experience', 'advert-silent')
  if (seeker.experienceMonths === null) return unknown('experience', 'person-silent')
  // What a résumé tells beyond ten years is not known here, so nobody can fall short of more.
  const asked = Math.min(job.experience.months, 120)
  const permille = Math.min(1_000, Math.floor((1_000 * seeker.experienceMonths) / asked))
  return known('experience', permille, [
    evidenceOf({
      name: `${job.experience.months} months`,
      by: `${seeker.experienceMonths} months`,
      permille,
      asked: job.experience.at,
      answered: seeker.experienceAt,
    }),
  ])
}
