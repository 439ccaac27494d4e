import { expect, test } from 'vitest'
import { renderDescription } from './render-description.server'

test('Markdown becomes text, lists and links below the headings of the page', () => {
  expect(renderDescription('# About\n\nWe **bake**.\n\n- early\n- daily')).toBe(
    '<h3>About</h3>\n<p>We <strong>bake</strong>.</p>\n<ul>\n<li>early</li>\n<li>daily</li>\n</ul>\n',
  )
})

test('a link tells the other site nothing', () => {
  expect(renderDescription('[Apply](https://example.org)')).toContain(
    '<a href="https://example.org" rel="nofollow noopener noreferrer" target="_blank">Apply</a>',
  )
})

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[x](javascript:alert(1))',
  '<a href="&#106;avascript:alert(1)">x</a>',
  '<p style="position:fixed" onclick="alert(1)">x</p>',
  '<iframe src="https://example.org"></iframe>',
  '<svg><a xlink:href="javascript:alert(1)">x</a></svg>',
])('%s neither runs nor loads anything', (markdown) => {
  expect(renderDescription(markdown)).not.toMatch(/script|onerror|onclick|style|<img|<iframe|<svg/i)
})

test('an advert that is nested beyond all measure is shown as it was written, and its page stays', () => {
  const html = renderDescription(`First\n\n${'> '.repeat(4_000)}<b>end</b>`)
  expect(html).toContain('First<br />')
  expect(html).toContain('&lt;b&gt;end&lt;/b&gt;')
})

test('a long rule between two paragraphs is a rule', () => {
  expect(renderDescription(`above\n\n${'-'.repeat(80)}\n\nbelow`)).toContain('<hr')
})
