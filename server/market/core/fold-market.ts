import { MARKET_LEAST, type MarketFigures, type PayFigures } from '../../../contract/market'

/** What a job adds to the figures. Instants are milliseconds, money in hundredths. */
export interface MarketJob {
  role: { key: string; label: string } | null
  /** Countries, ISO 3166 alpha-2. */
  regions: string[]
  isOpen: boolean
  foundAtMs: number
  closedAtMs: number | null
  /** Yearly; `null` where the advert states none, or it is an estimate. */
  pay: { minCents: number; maxCents: number; currency: string } | null
  skills: string[]
  remote: string | null
  seniority: string | null
}

/** The jobs of one role in one region, as far as they have been read. */
interface Cell {
  labels: Map<string, number>
  open: number
  fresh: number
  pay: Map<string, number[]>
  statePay: number
  skills: Map<string, number>
  remote: Map<string, number>
  seniority: Map<string, number>
  openDays: number[]
}
export type MarketFold = Map<string, Cell>

export interface MarketRow {
  role: string
  region: string
  openJobs: number
  newJobs: number
  figures: MarketFigures
}

const DAY_MS = 86_400_000
const FRESH_DAYS = 7
const SKILLS_SHOWN = 20

/** Adds one job to every cell that it belongs to: its role and all roles, its countries and the world. */
export function addToMarket(fold: MarketFold, job: MarketJob, nowMs: number): void {
  for (const role of job.role ? ['', job.role.key] : ['']) {
    for (const region of ['', ...new Set(job.regions)]) {
      const key = `${role}\n${region}`
      const cell = fold.get(key) ?? newCell()
      fold.set(key, cell)
      if (role !== '' && job.role) count(cell.labels, job.role.label)
      if (job.isOpen) addOpen(cell, job, nowMs)
      else if (job.closedAtMs !== null) cell.openDays.push(Math.max(0, Math.floor((job.closedAtMs - job.foundAtMs) / DAY_MS)))
    }
  }
}

/** The cells of which enough is known to say anything, those with most open jobs first. */
export function marketRows(fold: MarketFold): MarketRow[] {
  return [...fold]
    .filter(([, cell]) => cell.open >= MARKET_LEAST || cell.openDays.length >= MARKET_LEAST)
    .map(([key, cell]) => {
      const [role = '', region = ''] = key.split('\n')
      return { role, region, openJobs: cell.open, newJobs: cell.fresh, figures: figuresOf(cell) }
    })
    .sort((a, b) => b.openJobs - a.openJobs || (a.role < b.role ? -1 : a.role > b.role ? 1 : a.region < b.region ? -1 : 1))
}

/**
 * The value below which a share of sorted values lies, between two of them in proportion (type 7 of Hyndman and Fan, 1996, as spreadsheets do).
 * @param share 0 to 1
 */
export function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share
  const low = sorted[Math.floor(at)] ?? 0
  const high = sorted[Math.ceil(at)] ?? low
  return Math.round(low + (high - low) * (at - Math.floor(at)))
}

function addOpen(cell: Cell, job: MarketJob, nowMs: number): void {
  cell.open++
  if (nowMs - job.foundAtMs < FRESH_DAYS * DAY_MS) cell.fresh++
  if (job.pay) {
    cell.statePay++
    const middle = Math.round((job.pay.minCents + job.pay.maxCents) / 2)
    const known = cell.pay.get(job.pay.currency)
    if (known) known.push(middle)
    else cell.pay.set(job.pay.currency, [middle])
  }
  for (const skill of new Set(job.skills)) count(cell.skills, skill)
  if (job.remote) count(cell.remote, job.remote)
  if (job.seniority) count(cell.seniority, job.seniority)
}

function figuresOf(cell: Cell): MarketFigures {
  const openDays = cell.openDays.sort((a, b) => a - b)
  return {
    label: mostFirst(cell.labels)[0]?.value ?? '',
    pay: [...cell.pay]
      .filter(([, amounts]) => amounts.length >= MARKET_LEAST)
      .map(([currency, amounts]) => payOf(currency, amounts))
      .sort((a, b) => b.n - a.n || (a.currency < b.currency ? -1 : 1)),
    statePay: cell.statePay,
    skills: mostFirst(cell.skills)
      .filter((skill) => skill.count > 1)
      .slice(0, SKILLS_SHOWN),
    remote: mostFirst(cell.remote),
    seniority: mostFirst(cell.seniority),
    openDays: openDays.length < MARKET_LEAST ? null : { n: openDays.length, median: quantile(openDays, 0.5) },
  }
}

function payOf(currency: string, amounts: number[]): PayFigures {
  const sorted = amounts.sort((a, b) => a - b)
  const [lowerQuartileCents, medianCents, upperQuartileCents] = [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)]
  return { currency, n: sorted.length, lowerQuartileCents, medianCents, upperQuartileCents }
}

const mostFirst = (counts: Map<string, number>) =>
  [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
const count = (counts: Map<string, number>, value: string) => counts.set(value, (counts.get(value) ?? 0) + 1)
const newCell = (): Cell => ({
  labels: new Map(),
  open: 0,
  fresh: 0,
  pay: new Map(),
  statePay: 0,
  skills: new Map(),
  remote: new Map(),
  seniority: new Map(),
  openDays: [],
})
