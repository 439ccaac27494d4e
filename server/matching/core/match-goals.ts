import type { CriterionMatch, MatchEvidence, MatchInputs } from '../../../contract/matching'
import { evidenceOf, known, meanOf, unknown, wholeLine } from './criterion'
import { levelLikeness, likenessOf } from './match-title'

/** A wished pay counts down to nothing at so many thousandths of it. */
const PAY_NOTHING_PERMILLE = 600
const SAME_STATE_PERMILLE = 600
const SAME_COUNTRY_PERMILLE = 400

/** Whether the work is where the person is or wishes to be, or may be done from there. */
export function matchPlace({ seeker, job }: MatchInputs): CriterionMatch {
  if (job.remote === 'remote') {
    const asked = wholeLine('remote', 'remote')
    if (job.remoteRegions.length === 0 || seeker.regions.length === 0)
      return known('place', 1_000, [evidenceOf({ name: 'remote', permille: 1_000, asked })])
    const isOpen = job.remoteRegions.some((region) => seeker.regions.includes(region))
    const answered = { line: 'wishes.livesIn', start: 0, end: 2 }
    const name = job.remoteRegions.join(', ')
    return known('place', isOpen ? 1_000 : 0, [evidenceOf({ name, permille: isOpen ? 1_000 : 0, asked, answered })])
  }
  if (job.places.length === 0) return unknown('place', 'advert-silent')
  if (seeker.places.length === 0) return unknown('place', 'person-silent')
  const best = nearestPlace(seeker, job)
  return known('place', best.permille, [best])
}

/** The place of the job that is nearest to one of the person's. */
export function nearestPlace(seeker: MatchInputs['seeker'], job: MatchInputs['job']): MatchEvidence {
  let best = evidenceOf({ name: job.places[0] ?? '', permille: 0, asked: wholeLine('places.0', job.places[0] ?? '') })
  job.places.forEach((place, number) => {
    for (const own of seeker.places) {
      const permille = placeLikeness(own.place, place)
      if (permille <= best.permille) continue
      const asked = wholeLine(`places.${number}`, place)
      best = evidenceOf({ name: place, by: own.place, permille, asked, answered: own.at, between: 'near' })
    }
  })
  return best
}

/** `lyon, france` and `france`: a country alone takes every place in it, and is taken by it in part; so are two cities of one country, more so of one state. */
function placeLikeness(own: string, place: string): number {
  if (own === place) return 1_000
  const left = own.split(', ')
  const right = place.split(', ')
  if (left.length === 1 && right.at(-1) === own) return 1_000
  if (left.at(-1) !== right.at(-1)) return 0
  return left.length === 3 && left[1] === right[1] ? SAME_STATE_PERMILLE : SAME_COUNTRY_PERMILLE
}

/** Whether the job pays what the person hopes for; without a hope, what they ask at least. */
export function matchPay({ seeker, job }: MatchInputs): CriterionMatch {
  const { currency, payFloor, payWanted } = seeker.wishes
  const wanted = payWanted ?? payFloor
  const most = job.payMaxYearly ?? job.payMinYearly
  if (most === null || job.currency === null) return unknown('pay', 'advert-silent')
  if (wanted === null || currency === null || wanted === 0) return unknown('pay', 'person-silent')
  const name = `${job.currency} ${most}`
  const asked = wholeLine('salary', name)
  if (currency !== job.currency) return unknown('pay', 'not-comparable', [evidenceOf({ name, permille: 0, asked })])
  const share = Math.floor((1_000 * most) / wanted)
  const permille = Math.max(0, Math.min(1_000, Math.floor(((share - PAY_NOTHING_PERMILLE) * 1_000) / (1_000 - PAY_NOTHING_PERMILLE))))
  const answered = { line: payWanted === null ? 'wishes.payFloor' : 'wishes.payWanted', start: 0, end: String(wanted).length }
  return known('pay', permille, [evidenceOf({ name, by: `${currency} ${wanted}`, permille, asked, answered })])
}

/** How near the job is to what the person says they want next. A wish that the advert is silent about counts for nothing. */
export function matchGoals({ seeker, job, titlesNear }: MatchInputs): CriterionMatch {
  const { titles, remote, types, seniority } = seeker.wishes
  const wished: { evidence: MatchEvidence; weight: number }[] = []
  if (titles.length > 0) {
    let best = { permille: 0, number: 0 }
    titles.forEach((title, number) => {
      const permille = likenessOf(title, job.title, titlesNear)
      if (permille > best.permille) best = { permille, number }
    })
    const title = titles[best.number] ?? ''
    const asked = wholeLine('title', job.title)
    const answered = wholeLine(`wishes.titles.${best.number}`, title)
    wished.push({
      evidence: evidenceOf({ name: job.title, by: title, permille: best.permille, asked, answered, between: 'near' }),
      weight: 3,
    })
  }
  const oneOf = (line: string, value: string | null, wishes: readonly string[]) => {
    if (wishes.length === 0 || value === null) return
    const number = wishes.indexOf(value)
    const answered = number < 0 ? null : wholeLine(`wishes.${line}.${number}`, value)
    wished.push({
      evidence: evidenceOf({ name: value, permille: number < 0 ? 0 : 1_000, asked: wholeLine(line, value), answered }),
      weight: 1,
    })
  }
  oneOf('remote', job.remote, remote)
  oneOf('types', job.employmentType, types)
  if (seniority.length > 0 && job.seniority !== null) {
    const level = job.seniority
    const permille = Math.max(...seniority.map((wish) => levelLikeness(wish, level)))
    const asked = wholeLine('title', job.title)
    wished.push({ evidence: evidenceOf({ name: level, permille, asked, answered: wholeLine('wishes.seniority', level) }), weight: 1 })
  }
  if (titles.length + remote.length + types.length + seniority.length === 0) return unknown('goals', 'person-silent')
  if (wished.length === 0) return unknown('goals', 'advert-silent')
  const permille = meanOf(wished.map(({ evidence, weight }) => ({ permille: evidence.permille, weight })))
  return known(
    'goals',
    permille,
    wished.map(({ evidence }) => evidence),
  )
}
