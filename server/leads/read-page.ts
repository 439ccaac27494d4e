import { type PageReading, POST_READ_MAX } from '../../contract/leads'
import type { Ctx } from '../core/ctx'
import { invalid, tooMany } from '../core/errors'
import type { GivenPage, GivenPosting } from '../core/given-page'
import { readText } from './detect-lead'
import { openDetector } from './open-detector'

const RETRY_S = 60

/** Fetches the page at an address that a person gave and reads it as if its text had been pasted. Nothing is stored. Fails as `fetchPosting`. */
export async function readPage(ctx: Ctx, { url }: { url: string }): Promise<PageReading> {
  const { page, text, isCut } = await fetchPosting(ctx, url)
  return { url: page.url, text, isCut, ...readText(await openDetector(ctx), text) }
}

/**
 * The page at an address that a person gave, and its text as they would have pasted it.
 * What a page says of its vacancy for machines stands before its text, a fact a line, so that each value read has words to show.
 *
 * @throws invalid   `page.…`, as `ctx.fetchPage`, always with what to do instead
 * @throws too_many  `page.too-many`: this site was asked often within a minute, by whomever
 */
export async function fetchPosting(ctx: Ctx, url: string): Promise<{ page: GivenPage; text: string; isCut: boolean }> {
  // A budget of the site's own, so that many people here are no flood there.
  if (URL.canParse(url) && !(await ctx.allow('paste', `site:${new URL(url).hostname}`))) throw tooMany('page.too-many', RETRY_S)
  const page = await ctx.fetchPage(url)
  const whole = textOfPage(page)
  if (whole.length < TEXT_CHARS_MIN) {
    const message = 'There is hardly any text on this page. Paste the text instead.'
    throw invalid('page.no-text', message, { url: message })
  }
  const text = cutAtLine(whole, POST_READ_MAX)
  return { page, text, isCut: text.length < whole.length }
}

/** The least that can be confirmed as a pasted post. */
const TEXT_CHARS_MIN = 20

/** A page as the post that a person would have pasted. */
export function textOfPage({ text, title, posting }: Pick<GivenPage, 'text' | 'title' | 'posting'>): string {
  if (posting) return [...factLines(posting), posting.description].join('\n').trim()
  return (title && !text.startsWith(title) ? `${title}\n${text}` : text).trim()
}

function factLines(posting: GivenPosting): string[] {
  const { title, company, places, isRemote, remoteRegions, employmentTypes, pay } = posting
  const line = (name: string, value: string | null) => (value ? [`${name}: ${value}`] : [])
  return [
    ...(title ? [`We are hiring: ${title}`] : []),
    ...line('Company', company),
    ...line('Location', places.join('; ') || null),
    ...line('Remote', isRemote ? `yes${remoteRegions.length > 0 ? `, from ${remoteRegions.join(', ')}` : ''}` : null),
    ...line('Employment type', employmentTypes.map((type) => type.toLowerCase().replaceAll('_', '-')).join(', ') || null),
    ...line('Salary', pay),
    '',
  ]
}

function cutAtLine(text: string, charsMax: number): string {
  if (text.length <= charsMax) return text
  const cut = text.slice(0, charsMax).toWellFormed()
  const end = cut.lastIndexOf('\n')
  return end > charsMax / 2 ? cut.slice(0, end) : cut
}
