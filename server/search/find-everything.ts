import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../../contract/identity'
import { type FindEverything, type FoundThings, HIT_KINDS, type HitKind, type SearchHit } from '../../contract/search'
import { selectApplicationHits } from '../applications/select-application-hits'
import { selectCompanyHits } from '../companies/select-company-hits'
import { isOperator, type PersonCtx } from '../core/actor'
import type { Actor, Ctx, PersonActor } from '../core/ctx'
import { rowsOf } from '../core/rows'
import type { HitRow, HitSelects, Sought } from '../core/sought'
import { selectCandidateHits } from '../hiring/select-candidate-hits'
import { selectOrganisationHits } from '../identity/select-organisation-hits'
import { selectInterviewHits } from '../interviews/select-interview-hits'
import { jobPath } from '../jobs/core/job-path'
import { selectJobHits } from '../jobs/select-job-hits'
import { findResumeHits } from '../resumes/find-resume-hits'
import { findPages } from './core/pages'
import { excerptAround, readWords } from './core/search-words'

const EACH_MAX = 5
const ONE_KIND_MAX = 50

/**
 * Everything that the caller may see and that holds the words: pages, their own things, their organisations', and what is public.
 * A program finds what its key's scopes let it read; a visitor finds pages, jobs and companies; support finds what it may read.
 */
export async function findEverything(ctx: Ctx, { q, kind }: FindEverything): Promise<FoundThings> {
  const limit = kind ? ONE_KIND_MAX : EACH_MAX
  const read = readWords(q)
  // One more than is shown, to know whether there are more.
  const sought: Sought | null = read && { ...read, limit: limit + 1 }
  const statement = sought && hitsStatement(ctx.actor, sought, ctx.now(), kind)
  const [rows, resumes] = await Promise.all([
    statement ? ctx.db.execute(statement).then((answer) => rowsOf<HitRow>(answer)) : [],
    sought && mayRead(ctx, 'resumes:read') && mayFind(ctx.actor, 'resume', kind) ? findResumeHits(ctx, sought) : [],
  ])
  const words = q.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const isPerson = ctx.actor.role === 'person'
  const pages = isWanted('page', kind) ? findPages(words, { isSignedIn: isPerson, isOperator: isOperator(ctx.actor) }).map(showPage) : []
  const hits = [...pages, ...[...rows, ...resumes].map((row) => showHit(row, sought?.words ?? []))]
  const groups = HIT_KINDS.flatMap((each) => {
    const ofKind = hits.filter((hit) => hit.kind === each)
    // A page is gone to by name: without words there is a list of all.
    const shown = each === 'page' && words.length === 0 ? ofKind : ofKind.slice(0, limit)
    return shown.length > 0 ? [{ kind: each, hits: shown, hasMore: ofKind.length > shown.length }] : []
  })
  return { groups }
}

/** The one statement that reads all of it but résumés; `null` when there is nothing that this caller may read. */
export function hitsStatement(actor: Actor, sought: Sought, now: Date, kind?: HitKind): SQL | null {
  const selects: HitSelects = { ...selectJobHits(sought), ...selectCompanyHits(sought) }
  if (actor.role === 'person') {
    if (hasScope(actor, 'applications:read'))
      Object.assign(selects, selectApplicationHits(actor.personId, sought), selectInterviewHits(actor.personId, sought))
    // No scope names organisations, so that no program reads them.
    if (actor.scopes === null)
      Object.assign(selects, selectOrganisationHits(actor.personId, sought), selectCandidateHits(actor.personId, sought, now))
  }
  const wanted = HIT_KINDS.flatMap((each) => {
    const select = mayFind(actor, each, kind) ? selects[each] : undefined
    return select ? [sql`(${select})`] : []
  })
  return wanted.length > 0 ? sql.join(wanted, sql` union all `) : null
}

const isWanted = (each: HitKind, kind: HitKind | undefined) => kind === undefined || kind === each
/** What support may not read as somebody is not found either: an excerpt tells as much as the thing. */
const SUPPORT_FINDS: ReadonlySet<HitKind> = new Set(['page', 'application', 'reminder', 'organisation', 'member', 'job', 'company'])
const mayFind = (actor: Actor, each: HitKind, kind: HitKind | undefined) =>
  isWanted(each, kind) && !(actor.role === 'person' && actor.support !== undefined && !SUPPORT_FINDS.has(each))
const hasScope = ({ scopes }: PersonActor, scope: Scope) => scopes === null || scopes.includes(scope)
const mayRead = (ctx: Ctx, scope: Scope): ctx is PersonCtx => ctx.actor.role === 'person' && hasScope(ctx.actor, scope)

function showHit({ body, parent, ...row }: HitRow, words: string[]): SearchHit {
  return { ...row, to: pathOf({ ...row, parent }), excerpt: body === null ? null : excerptAround(body, words) }
}

const showPage = ({ to, title }: { to: string; title: string }): SearchHit => ({
  kind: 'page',
  id: to,
  to,
  title,
  about: null,
  at: null,
  excerpt: null,
})

/** Where each kind of thing is shown. */
function pathOf({ kind, id, parent, title, about }: Pick<HitRow, 'kind' | 'id' | 'parent' | 'title' | 'about'>): string {
  switch (kind) {
    case 'page':
      return id
    case 'application':
      return `/applications/${id}`
    case 'interview':
      return `/applications/${parent}#interviews-heading`
    case 'reminder':
      return `/applications/${parent}#reminders-heading`
    case 'note':
      return `/applications/${parent}#notes-heading`
    case 'contact':
      return `/applications/${parent}#contacts-heading`
    case 'file':
      return `/applications/${parent}#files-heading`
    case 'resume':
      return `/profile/resume/${id}`
    case 'candidate':
      return `/candidates/${id}`
    case 'organisation':
      return `/organisations/${id}`
    case 'member':
      return `/organisations/${parent}`
    case 'job':
      return jobPath({ id, title, companyName: about })
    case 'company':
      return `/companies/${parent}`
    default:
      return kind satisfies never
  }
}
