import { and, asc, desc, eq, gt, max, ne } from 'drizzle-orm'
import { type AskMarket, MARKET_LEAST, MARKET_SMALL, type Market } from '../../contract/market'
import { marketSnapshots } from '../../db/schema'
import type { Ctx } from '../core/ctx'

const ROLES_MAX = 200
const REGIONS_MAX = 60
const TREND_DAYS = 90

/**
 * How the open jobs of a role in a region stand, from the newest snapshot. A role or a region of which fewer than five are open is answered without
 * figures: that is an ordinary answer.
 */
export async function showMarket(ctx: Ctx, { role, region }: AskMarket): Promise<Market> {
  const [newest] = await ctx.db.select({ date: max(marketSnapshots.date) }).from(marketSnapshots)
  const date = newest?.date ?? null
  const shown = { role: role ?? '', region: region ?? '' }
  if (date === null) return { ...NOTHING, role: role ? { role, label: role } : null, region: region ?? null }
  const onDay = eq(marketSnapshots.date, date)
  const ofCell = and(eq(marketSnapshots.role, shown.role), eq(marketSnapshots.region, shown.region))
  const [[cell], [named], roles, regions, trend] = await Promise.all([
    ctx.db.select().from(marketSnapshots).where(and(onDay, ofCell)),
    ctx.db
      .select({ figures: marketSnapshots.figures })
      .from(marketSnapshots)
      .where(and(onDay, eq(marketSnapshots.role, shown.role), eq(marketSnapshots.region, ''))),
    ctx.db
      .select({ role: marketSnapshots.role, openJobs: marketSnapshots.openJobs, figures: marketSnapshots.figures })
      .from(marketSnapshots)
      .where(
        and(onDay, eq(marketSnapshots.region, shown.region), ne(marketSnapshots.role, ''), gt(marketSnapshots.openJobs, MARKET_LEAST - 1)),
      )
      .orderBy(desc(marketSnapshots.openJobs), asc(marketSnapshots.role))
      .limit(ROLES_MAX),
    ctx.db
      .select({ region: marketSnapshots.region, openJobs: marketSnapshots.openJobs, figures: marketSnapshots.figures })
      .from(marketSnapshots)
      .where(
        and(onDay, eq(marketSnapshots.role, shown.role), ne(marketSnapshots.region, ''), gt(marketSnapshots.openJobs, MARKET_LEAST - 1)),
      )
      .orderBy(desc(marketSnapshots.openJobs), asc(marketSnapshots.region))
      .limit(REGIONS_MAX),
    ctx.db
      .select({ date: marketSnapshots.date, openJobs: marketSnapshots.openJobs, newJobs: marketSnapshots.newJobs })
      .from(marketSnapshots)
      .where(ofCell)
      .orderBy(desc(marketSnapshots.date))
      .limit(TREND_DAYS),
  ])
  const isEnough = cell !== undefined && cell.openJobs >= MARKET_LEAST
  return {
    date,
    madeAt: cell?.madeAt.toISOString() ?? null,
    role: role ? { role, label: named?.figures?.label || role } : null,
    region: region ?? null,
    openJobs: isEnough ? cell.openJobs : null,
    newJobs: isEnough ? cell.newJobs : null,
    isSmall: isEnough && cell.openJobs < MARKET_SMALL,
    figures: isEnough ? cell.figures : null,
    trend: trend.reverse(),
    roles: roles.map((row) => ({ role: row.role, label: row.figures?.label || row.role, openJobs: row.openJobs })),
    regions: regions.map((row) => ({ region: row.region, openJobs: row.openJobs, pay: row.figures?.pay[0] ?? null })),
  }
}

const NOTHING = {
  date: null,
  madeAt: null,
  openJobs: null,
  newJobs: null,
  isSmall: false,
  figures: null,
  trend: [],
  roles: [],
  regions: [],
}
