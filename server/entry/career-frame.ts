import type { Ctx } from '../core/ctx'
import { showCareerPage } from '../postings/career-page'
import { listFrameOrigins } from '../postings/find-career-host'
import { careerHeaders, writeCareerDocument } from './career-document'

/**
 * A career page for frames on an employer's own sites. Which sites those are is told to browsers; with none, no page may frame it.
 * @throws not_found  as `showCareerPage`
 */
export async function answerFrame(ctx: Ctx, slug: string, theme: string | undefined): Promise<Response> {
  const [page, origins] = await Promise.all([showCareerPage(ctx, slug), listFrameOrigins(ctx.db, slug)])
  const home = `${ctx.origin}/careers/${page.slug}`
  const html = writeCareerDocument(page, {
    origin: ctx.origin,
    canonical: page.host === null ? home : `https://${page.host}/`,
    feeds: home,
    isFrame: true,
    theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
  })
  // Ourselves too, so that an owner sees what these sites show.
  const ancestors = origins.length === 0 ? "'none'" : ["'self'", ...origins].join(' ')
  return new Response(html, { headers: { ...(await careerHeaders(ancestors, "'self'")), 'cache-control': 'private, no-store' } })
}
