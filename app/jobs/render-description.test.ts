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
