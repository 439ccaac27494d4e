import { expect, test } from 'vitest'
import { readWords } from '../skills/read-words'
import { readLines } from './read-lines'
import { readRemote } from './read-remote'

test.each([
  ['Acme | Engineer | REMOTE (EU)', 'remote'],
  ['Acme | Engineer | Onsite or remote', 'remote'],
  ['Acme | Engineer | Oslo (Hybrid) + Remote', 'remote'],
  ['Acme | Engineer | ONSITE (3 days/week in office)', 'hybrid'],
  ['Acme | Engineer | ONSITE (part remote)', 'hybrid'],
  ['Acme | Engineer | Oslo | 2x/week in office', 'hybrid'],
  ['Acme | Engineer | 3-days in office', 'hybrid'],
  ['Acme | Engineer | ONSITE (5 days/week)', 'onsite'],
  ['Acme | Engineer | NO REMOTE, onsite', 'onsite'],
  ['We are hybrid; remote is not possible', 'hybrid'],
  ['Location: Oslo\nRemote: no', 'onsite'],
  ['Location: Oslo\nRemote: yes', 'remote'],
  ['Koch in Köln, 60% Home Office', 'hybrid'],
  ['Acme | Engineer | Onsite\nWe could talk about remote work for one odd role.', 'onsite'],
  ['We build remote desktop software', null],
  ['A cook for our kitchen', null],
])('%s', (text, expected) => {
  const words = readWords(text)
  expect(readRemote(words, readLines(words))?.remote ?? null).toBe(expected)
})
