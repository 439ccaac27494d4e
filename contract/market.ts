import { z } from 'zod'
import { FacetValue } from './jobs'

/** Under so many no figure is shown; under `MARKET_SMALL` it is shown and marked as small. */
export const MARKET_LEAST = 5
export const MARKET_SMALL = 20

/** Yearly pay before tax in one currency, in its hundredths: of the middle of each advert's range. Estimates are left out. */
export const PayFigures = z.object({
  /** ISO 4217. Currencies are never mixed. */
  currency: z.string(),
  /** Adverts that state pay in this currency. */
  n: z.int(),
  lowerQuartileCents: z.int(),
  medianCents: z.int(),
  upperQuartileCents: z.int(),
})
export type PayFigures = z.infer<typeof PayFigures>

export const MarketFigures = z.object({
  /** The role as most adverts write it. */
  label: z.string(),
  /** The currency of most adverts first; only those of at least five adverts. */
  pay: z.array(PayFigures),
  /** How many adverts state pay at all, in whatever currency; estimates do not count. */
  statePay: z.int(),
  /** What is asked for most, most first. */
  skills: z.array(FacetValue),
  /** `remote`, `hybrid`, `onsite`; who does not say is in none. */
  remote: z.array(FacetValue),
  seniority: z.array(FacetValue),
  /** How long adverts stood open that were closed within half a year; `null` under five. */
  openDays: z.object({ n: z.int(), median: z.int() }).nullable(),
})
export type MarketFigures = z.infer<typeof MarketFigures>
