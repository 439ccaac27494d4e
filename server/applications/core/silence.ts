import type { Silence } from '../../../contract/applications'
import type { StageGroup } from '../../../contract/stages'

/** From so many answers on, a person's own experience says what is usual. */
export const OWN_SAMPLES_MIN = 5
const DAY_MS = 86_400_000
const THRESHOLD_DAYS_MIN = 3
const THRESHOLD_DAYS_MAX = 90

/** What counts as usual while a person's own answers are too few: common advice on when to ask again, by stage group. */
const DEFAULT_DAYS: Partial<Record<StageGroup, { days: number; name: string }>> = {
  applied: { days: 14, name: 'two weeks after applying' },
  screening: { days: 7, name: 'a week after a first conversation' },
  interview: { days: 7, name: 'a week after an interview' },
  offer: { days: 5, name: 'five days after an offer' },
}

/**
 * Whether the employer has been silent for longer than is usual; `null` where nobody waits for an employer.
 * After applying, and with five answers or more, usual is what nine of ten of the person's own answers took (3 to 90 days); otherwise a named default.
 *
 * @param answerDays  how long each answer to this person took, in days
 */
export function silenceOf(
  application: { id: string; group: StageGroup; stageSinceMs: number },
  answerDays: readonly number[],
  nowMs: number,
): Silence | null {
  const usual = DEFAULT_DAYS[application.group]
  if (!usual) return null
  const isOwn = application.group === 'applied' && answerDays.length >= OWN_SAMPLES_MIN
  const ownDays = Math.min(THRESHOLD_DAYS_MAX, Math.max(THRESHOLD_DAYS_MIN, Math.ceil(quantile(answerDays, 0.9) ?? 0)))
  const thresholdDays = isOwn ? ownDays : usual.days
  const silentDays = Math.max(0, Math.floor((nowMs - application.stageSinceMs) / DAY_MS))
  return {
    applicationId: application.id,
    silentDays,
    thresholdDays,
    isSilent: silentDays >= thresholdDays,
    from: isOwn ? 'own' : 'default',
    samples: application.group === 'applied' ? answerDays.length : 0,
    because: isOwn
      ? `Nine of ten of the ${answerDays.length} answers you got came within ${thresholdDays} days.`
      : application.group === 'applied'
        ? `The default, ${usual.name}: ${answerDays.length === 0 ? 'no answer' : `${answerDays.length} of the ${OWN_SAMPLES_MIN} answers needed`} to go by yet.`
        : `The default, ${usual.name}.`,
  }
}

/** The value that a share of all values do not exceed (nearest rank); `null` without values. */
export function quantile(values: readonly number[], ratio: number): number | null {
  const ordered = [...values].sort((a, b) => a - b)
  return ordered[Math.max(0, Math.ceil(ratio * ordered.length) - 1)] ?? null
}
