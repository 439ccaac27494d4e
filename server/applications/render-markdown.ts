import sanitizeHtml from 'sanitize-html'
import { parseMarkdown } from './core/parse-markdown'

const ALLOWED = {
  allowedTags: ['p', 'br', 'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a', 'h3', 'h4', 'h5', 'hr'],
  allowedAttributes: { a: ['href', 'rel', 'target'] },
  allowedSchemes: ['https', 'http', 'mailto', 'tel'],
  // `//elsewhere.example` takes the page's own scheme and looks like a path of ours.
  allowProtocolRelative: false,
  // The page has its own h1 and h2.
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

/** A person's Markdown, or a posting's, as HTML that is safe on our page: text, lists and links, nothing that runs or loads. */
export function renderMarkdown(markdown: string): string {
  return sanitizeHtml(parseMarkdown(markdown, { gfm: true, breaks: true }), ALLOWED)
}
