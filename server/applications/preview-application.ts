import type { ApplicationPreview, PreviewApplication } from '../../contract/applications'
import type { PersonCtx } from '../core/actor'
import { tooMany } from '../core/errors'
import { findJobId } from '../jobs/core/job-path'
import { findEarlier } from './find-earlier'
import { type Facts, factsOfJob, factsOfText } from './save-application'

const RETRY_S = 60

/**
 * Reads a text as it was found, or the page at an address, into the fields of the form, and says where this person applied before. Nothing is stored.
 * What a page says of its vacancy for machines counts before what is read in its text. The address of a job here is that job.
 *
 * @throws invalid   `page.…`: the page cannot be had, with what to do instead
 * @throws too_many  `page.too-many`: too many addresses within a minute
 */
export async function previewApplication(ctx: PersonCtx, { text, url }: PreviewApplication): Promise<ApplicationPreview> {
  const { jobId, ...facts } = text !== undefined ? await factsOfText(ctx, text, url) : await factsOfUrl(ctx, url ?? '')
  const earlier = await findEarlier(ctx, {
    title: facts.title ?? '',
    companyName: facts.companyName,
    jobId: jobId ?? undefined,
    url: facts.url ?? undefined,
  })
  return { ...facts, text: facts.text ?? '', earlier }
}

type ReadFacts = Omit<Facts, 'title'> & { title: string | null }

async function factsOfUrl(ctx: PersonCtx, url: string): Promise<ReadFacts> {
  const { origin, pathname } = new URL(url)
  const ownJobId = origin === new URL(ctx.origin).origin ? findJobId(pathname) : null
  if (ownJobId) return factsOfJob(ctx, ownJobId)
  if (!(await ctx.allow('paste', ctx.actor.key))) throw tooMany('page.too-many', RETRY_S)
  // Whoever types a text needs no reader of pages.
  const { fetchPosting } = await import('../leads/read-page')
  const { page, text } = await fetchPosting(ctx, url)
  const facts = await factsOfText(ctx, text, page.url)
  const said = page.posting
  return {
    ...facts,
    title: said?.title?.slice(0, 200) ?? facts.title,
    companyName: said?.company?.slice(0, 200) ?? facts.companyName,
    places: said && said.places.length > 0 ? said.places.slice(0, 10).map((place) => place.slice(0, 100)) : facts.places,
    remote: said?.isRemote ? 'remote' : facts.remote,
  }
}
