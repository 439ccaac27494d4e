import { z } from 'zod'
import { FacetValue } from './jobs'
import { IsoInstant } from './wire'

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

/** What to look at: everything without a role, the whole world without a region. */
export const AskMarket = z.object({
  /** A role as `roles` names it, such as `software engineer`. */
  role: z.string().trim().toLowerCase().max(120).optional(),
  /** A country, ISO 3166 alpha-2: jobs at a place there, and remote ones for those who live there. */
  region: z
    .string()
    .regex(/^[A-Za-z]{2}$/, 'Give a two-letter country code, such as DE.')
    .toUpperCase()
    .optional(),
})
export type AskMarket = z.infer<typeof AskMarket>

export const MarketRole = z.object({ role: z.string(), label: z.string(), openJobs: z.int() })
export type MarketRole = z.infer<typeof MarketRole>
export const MarketRegion = z.object({ region: z.string(), openJobs: z.int(), pay: PayFigures.nullable() })
export type MarketRegion = z.infer<typeof MarketRegion>

/** How the open jobs of one role in one region stand, from a snapshot that is made once a day. */
export const Market = z.object({
  /** The day of the snapshot; `null` before the first one. */
  date: z.iso.date().nullable(),
  madeAt: IsoInstant.nullable(),
  role: MarketRole.omit({ openJobs: true }).nullable(),
  region: z.string().nullable(),
  /** `null` where there are fewer than five: too few to say anything of. */
  openJobs: z.int().nullable(),
  /** Found within the week before. */
  newJobs: z.int().nullable(),
  /** Fewer than twenty: every figure says little. */
  isSmall: z.boolean(),
  figures: MarketFigures.nullable(),
  /** Day by day, at most the last ninety, oldest first. */
  trend: z.array(z.object({ date: z.iso.date(), openJobs: z.int(), newJobs: z.int() })),
  /** The roles with most open jobs in this region, at most 200. */
  roles: z.array(MarketRole),
  /** The regions with most open jobs of this role, with pay in the currency of most adverts there. */
  regions: z.array(MarketRegion),
})
export type Market = z.infer<typeof Market>
