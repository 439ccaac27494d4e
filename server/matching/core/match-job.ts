import type { CriterionMatch, Match, MatchInputs } from '../../../contract/matching'
import { checkLimits } from './check-limits'
import { matchEducation, matchExperience, matchLanguages } from './match-background'
import { matchGoals, matchPay, matchPlace } from './match-goals'
import { indexSeeker, matchSkills, type SeekerIndex } from './match-skills'
import { matchSeniority, matchTitle } from './match-title'

/** Names the rules of this folder. Whoever changes what any input gives makes a new version, and keeps this one for the receipts it wrote. */
export const MATCHER_VERSION = 'm1'

/**
 * How a person's facts fit a job's, criterion by criterion, each with its evidence; and whether the job keeps the person's limits, which
 * change no value. Whole numbers throughout, nothing of clock, language settings or chance: equal inputs give equal bytes everywhere.
 *
 * @param index of the same seeker, when many jobs are matched at once
 */
export function matchJob(inputs: MatchInputs, index: SeekerIndex = indexSeeker(inputs.seeker)): Match {
  const criteria: CriterionMatch[] = [
    matchSkills(inputs, index),
    matchTitle(inputs),
    matchSeniority(inputs),
    matchPlace(inputs),
    matchPay(inputs),
    matchLanguages(inputs),
    matchEducation(inputs),
    matchExperience(inputs),
    matchGoals(inputs),
  ]
  return { version: MATCHER_VERSION, criteria, limits: checkLimits(inputs) }
}
