import { expect, test } from 'vitest'
import { renderMarkdown } from './render-markdown'

test.each([
  ['quotes', `${'> '.repeat(4_000)}<b>end</b>`],
  ['quotes without spaces', `${'>'.repeat(4_000)}<b>end</b>`],
  ['lists', `${'- '.repeat(4_000)}<b>end</b>`],
  ['lists in quotes', `${'> 1. '.repeat(4_000)}<b>end</b>`],
])('what is nested beyond all measure is shown as it was written, and breaks no page: %s', (_, markdown) => {
  const html = renderMarkdown(`First\n\n${markdown}`)
  expect(html).toContain('First<br />')
  expect(html).toContain('&lt;b&gt;end&lt;/b&gt;')
})

test('quotes and lists as people write them stay what they are', () => {
  expect(renderMarkdown('> > answer\n\n- one\n  - two')).toMatch(/<blockquote>\s*<blockquote>[\s\S]*<ul>[\s\S]*<ul>/)
})
