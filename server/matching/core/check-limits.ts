import type { LimitCheck, MatchInputs } from '../../../contract/matching'
import { wholeLine } from './criterion'
import { nearestPlace } from './match-goals'

/** Whether a job keeps each limit that the person set. What they did not set is not checked; no check touches the score. */
export function checkLimits(inputs: MatchInputs): LimitCheck[] {
  return [checkRegion(inputs), checkPermit(inputs), checkPlace(inputs), checkPay(inputs), checkType(inputs)].filter(
    (check) => check !== null,
  )
}

function checkRegion({ seeker, job }: MatchInputs): LimitCheck | null {
  if (seeker.wishes.livesIn === null || job.remote !== 'remote') return null
  if (job.remoteRegions.length === 0) return { limit: 'remote-region', state: 'unknown', asked: null, found: null }
  const isOpen = job.remoteRegions.some((region) => seeker.regions.includes(region))
  const found = job.remoteRegions.join(', ').slice(0, 300)
  return { limit: 'remote-region', state: isOpen ? 'kept' : 'broken', asked: wholeLine('remote', 'remote'), found }
}

function checkPermit({ seeker, job }: MatchInputs): LimitCheck | null {
  if (seeker.permitNames.length === 0 || job.places.length === 0 || job.remote === 'remote') return null
  const countries = job.places.map((place) => place.split(', ').at(-1) ?? place)
  const allowed = countries.findIndex((country) => seeker.permitNames.includes(country))
  const number = Math.max(0, allowed)
  const found = countries[number] ?? null
  if (allowed >= 0) return { limit: 'permit', state: 'kept', asked: wholeLine(`places.${number}`, job.places[number] ?? ''), found }
  if (job.sponsors === null) return { limit: 'permit', state: 'unknown', asked: wholeLine('places.0', job.places[0] ?? ''), found }
  return { limit: 'permit', state: job.sponsors.yes ? 'kept' : 'broken', asked: job.sponsors.at, found }
}

function checkPlace({ seeker, job }: MatchInputs): LimitCheck | null {
  if (!seeker.wishes.isPlaceLimit || seeker.places.length === 0) return null
  if (job.remote === 'remote') return { limit: 'place', state: 'kept', asked: wholeLine('remote', 'remote'), found: 'remote' }
  if (job.places.length === 0) return { limit: 'place', state: 'unknown', asked: null, found: null }
  const nearest = nearestPlace(seeker, job)
  return { limit: 'place', state: nearest.permille === 1_000 ? 'kept' : 'broken', asked: nearest.asked, found: nearest.name }
}

function checkPay({ seeker, job }: MatchInputs): LimitCheck | null {
  const { payFloor, currency } = seeker.wishes
  if (payFloor === null || currency === null) return null
  const most = job.payMaxYearly ?? job.payMinYearly
  if (most === null || job.currency !== currency) {
    const found = most === null ? null : `${job.currency} ${most}`
    return { limit: 'pay-floor', state: 'unknown', asked: null, found }
  }
  const found = `${currency} ${most}`
  return { limit: 'pay-floor', state: most >= payFloor ? 'kept' : 'broken', asked: wholeLine('salary', found), found }
}

function checkType({ seeker, job }: MatchInputs): LimitCheck | null {
  const { types, isTypeLimit } = seeker.wishes
  if (!isTypeLimit || types.length === 0) return null
  if (job.employmentType === null) return { limit: 'type', state: 'unknown', asked: null, found: null }
  const state = types.includes(job.employmentType) ? 'kept' : 'broken'
  return { limit: 'type', state, asked: wholeLine('types', job.employmentType), found: job.employmentType }
}
