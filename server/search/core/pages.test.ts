import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { findPages, PAGES } from './pages'

const EVERYBODY = { isSignedIn: false, isOperator: false }
const titles = (words: string[], reader = EVERYBODY) => findPages(words, reader).map(({ title }) => title)

test('a page is found by the beginning of each word of its name, or of another word for it', () => {
  const anna = { isSignedIn: true, isOperator: false }
  expect(titles(['appl', 'tab'], anna)).toEqual(['Applications as a table'])
  expect(titles(['cv'], anna)).toEqual(['Profile and résumés'])
  expect(titles(['pass'], anna)[0]).toBe('Security')
  expect(titles(['xyz'], anna)).toEqual([])
})

test('only operators find the pages of operators, and only who is signed in those of a person', () => {
  expect(titles(['operators'])).toEqual([])
  expect(titles(['settings'])).toEqual([])
  expect(titles(['sign'])).toContain('Sign in')
  expect(titles(['sign'], { isSignedIn: true, isOperator: false })).toEqual([])
  expect(titles(['operators'], { isSignedIn: false, isOperator: true }).length).toBeGreaterThan(5)
})

/** Steps within a page, what has no address of its own to go to, and a guest's shortlist, which only their link opens. */
const NOT_GONE_TO = [
  /\$/,
  /^(welcome|search|_index)$/,
  /^(sign-in|sign-up)\.(code|second-step)$/,
  /^demo\.keep$/,
  /^g\._index$/,
  /^settings$|^operator$/,
]

test('every page with an address of its own can be found by name', () => {
  const paths = readdirSync('app/routes')
    .filter((file) => file.endsWith('.tsx'))
    .map((file) => file.replace('.tsx', ''))
    .filter((name) => !NOT_GONE_TO.some((rule) => rule.test(name)))
    .map((name) => `/${name.replace(/(^|\.)_index$/, '').replaceAll('.', '/')}`)
  expect(paths.length).toBeGreaterThan(30)
  expect(paths.filter((path) => !PAGES.some(({ to }) => to.split('?')[0] === path))).toEqual([])
})
