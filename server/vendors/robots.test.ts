import { expect, test } from 'vitest'
import { mayRead } from './robots'

const ROBOTS = `# Ours
User-agent: *
Disallow: /private/
Allow: /private/open
Disallow: /*.pdf$
Disallow: /search?*q=

User-agent: OtherBot
User-agent: NumerojobsBot
Disallow: /jobs/hidden # not this one
`

test.each([
  ['User-agent: *\nDisallow: /', '/jobs/1', false],
  ['User-agent: *\nDisallow:', '/jobs/1', true],
  ['', '/jobs/1', true],
  ['User-agent: OtherBot\nDisallow: /', '/jobs/1', true],
  [ROBOTS, '/jobs/hidden/1', false],
  [ROBOTS, '/private/x', true],
  [ROBOTS.replace('NumerojobsBot', 'Third'), '/private/x', false],
  [ROBOTS.replace('NumerojobsBot', 'Third'), '/private/open', true],
  [ROBOTS.replace('NumerojobsBot', 'Third'), '/a/b.pdf', false],
  [ROBOTS.replace('NumerojobsBot', 'Third'), '/a/b.pdf?x', true],
  [ROBOTS.replace('NumerojobsBot', 'Third'), '/search?page=1&q=baker', false],
  ['User-agent: *\nDisallow: /a\nAllow: /a', '/a', true],
])('rules %# for %s', (robots, path, expected) => {
  expect(mayRead(robots, path)).toBe(expected)
})
