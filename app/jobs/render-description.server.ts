import sanitizeHtml from 'sanitize-html'
import { parseMarkdown } from '../../server/applications/core/parse-markdown'

const ALLOWED = {
  allowedTags: ['p', 'br', 'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a', 'h3', 'h4', 'h5', 'hr'],
  allowedAttributes: { a: ['href', 'rel', 'target'] },
  allowedSchemes: ['https', 'http', 'mailto'],
  // The page has its own h1 and h2, so an advert's headings begin below them.
  transformTags: {
    h1: 'h3',
    h2: 'h3',
    h3: 'h4',
    h4: 'h5',
    h6: 'h5',
    b: 'strong',
    i: 'em',
    a: sanitizeHtml.simpleTransform('a', { rel: 'nofollow noopener noreferrer', target: '_blank' }),
  },
} satisfies sanitizeHtml.IOptions

/** An advert's Markdown as HTML that is safe on our page: text, lists and links, nothing that runs or loads. */
export function renderDescription(markdown: string): string {
  return sanitizeHtml(parseMarkdown(markdown, { gfm: true }), ALLOWED)
}
