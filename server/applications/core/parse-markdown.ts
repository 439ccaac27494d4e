import { type MarkedOptions, marked } from 'marked'

/** Quotes and lists within each other beyond this are nobody's text. */
const DEPTH_MAX = 50
const TOO_DEEP = new RegExp(`^(?:[ \\t]*(?:>|[-+*][ \\t]|\\d{1,9}[.)][ \\t])){${DEPTH_MAX + 1}}`, 'm')

/**
 * Markdown as HTML that is not yet safe to show. What is nested so deeply that no parser's stack holds it is its own text, escaped, with its lines kept:
 * whoever wrote it reads it again, and the page around it stays.
 */
export function parseMarkdown(markdown: string, options: Omit<MarkedOptions, 'async'>): string {
  if (TOO_DEEP.test(markdown)) return plain(markdown)
  try {
    return marked.parse(markdown, { ...options, async: false })
  } catch (error) {
    // The stack was not deep enough for something else that is nested.
    if (error instanceof RangeError) return plain(markdown)
    throw error
  }
}

const plain = (text: string) =>
  `<p>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/\r?\n/g, '<br>')}</p>`
