import type { AskImpact, ImpactMeter, ImpactReport, ImpactStep } from '../../contract/fairness'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import { type HiringStanding, listStandings } from '../hiring/list-standings'
import { getOrganisationFor } from '../identity/access'
import { getPostingFor } from '../postings/access'
import { measureImpact, showMeter, showTables } from './measure-impact'

/**
 * The meter of a pipeline: of everybody who applied, who came to the interviews or further. Rates and ratios, no counts.
 * @throws not_found, forbidden as `getPostingFor`; it is for who moves candidates
 */
export async function getPipelineMeter(ctx: PersonCtx, postingId: string): Promise<ImpactMeter> {
  const { posting } = await getPostingFor(ctx, postingId, 'candidate.move')
  const standings = await listStandings(ctx.db, { postingId: posting.id })
  return showMeter(await measureImpact(ctx, { ...scopesOf(posting, 'interview'), selections: selectionsOf(standings, 'interview') }))
}

/** The same for a shortlist of a posting: of everybody who applied, who is on the list. Its caller has let the reader through its gate. */
export async function measureShortlist(
  ctx: PersonCtx,
  of: { organisationId: string; postingId: string; shortlistId: string; applicationIds: readonly string[] },
): Promise<ImpactMeter> {
  const standings = await listStandings(ctx.db, { postingId: of.postingId })
  const listed = new Set(of.applicationIds)
  const selections = standings.map(({ applicationId }) => ({ applicationId, isSelected: listed.has(applicationId) }))
  const scopes = scopesOf({ id: of.postingId, organisationId: of.organisationId }, `shortlist:${of.shortlistId}`)
  return showMeter(await measureImpact(ctx, { ...scopes, selections }))
}

/** A posting's figures are about people who are in its years' figures too: what is left of a year without them must name nobody either. */
function scopesOf({ id, organisationId }: { id: string; organisationId: string }, what: string) {
  const own = `organisation:${organisationId}:`
  const family = `${own}posting:${id}:`
  return { organisationId, scope: `${family}${what}`, family, siblings: [family, `${own}year:`] }
}

/**
 * An organisation's selection rates and impact ratios over the applications of one calendar year, as an outside auditor asks for them: counts, rates, ratios,
 * and how many are unknown. Years only: of periods that overlap, one minus the other would be a figure about few. Each look stands in the audit log.
 * Source of the form: Rules of the City of New York, title 6, § 5-301, https://rules.cityofnewyork.us/rule/automated-employment-decision-tools-updated/
 *
 * @throws not_found, forbidden as `getOrganisationFor`; it is for owners
 */
export async function getImpactReport(ctx: PersonCtx, { organisationId, year, step }: AskImpact): Promise<ImpactReport> {
  const { organisation } = await getOrganisationFor(ctx, organisationId, 'organisation.manage')
  const from = new Date(Date.UTC(year, 0, 1))
  const until = new Date(Date.UTC(year + 1, 0, 1))
  const selections = selectionsOf(await listStandings(ctx.db, { organisationId, from, until }), step)
  const own = `organisation:${organisationId}:`
  const family = `${own}year:${year}:`
  const shown = await measureImpact(ctx, { organisationId, scope: `${family}${step}`, family, siblings: [own], selections })
  await recordAudit(ctx, ctx.db, { organisationId, act: 'impact.viewed', subjectId: null, details: { year, step } })
  return {
    organisationName: organisation.name,
    year,
    step,
    applicants: selections.length,
    selected: selections.filter(({ isSelected }) => isSelected).length,
    tables: showTables(shown),
  }
}

const GROUPS_FROM = { interview: ['interview', 'offer'], offer: ['offer'], hired: [] } as const satisfies Record<
  ImpactStep,
  readonly string[]
>

function selectionsOf(standings: readonly HiringStanding[], step: ImpactStep) {
  const groups: readonly string[] = GROUPS_FROM[step]
  return standings.map(({ applicationId, group, isHired }) => ({ applicationId, isSelected: isHired || groups.includes(group) }))
}
