import { expect, test } from 'vitest'
import { foldQuoted } from './fold-quoted'

test.each([
  ['Yes.\n\nOn Mon, 21 Nov 2026, Rita <r@x.example> wrote:\n> Can you?\n', 'Yes.'],
  ['Ja.\n\nAm Mo., 21. Nov. 2026 um 10:00 Uhr schrieb Rita <r@x.example>:\n> Können Sie?', 'Ja.'],
  ['Oui.\n\nLe lun. 21 nov. 2026 à 10:00, Rita a écrit :\n\n> Pouvez-vous ?', 'Oui.'],
  ['Yes.\n\nOn Mon, 21 Nov 2026 at 10:00,\nRita <r@x.example> wrote:\n\n> Can you?', 'Yes.'],
  ['Yes.\n\n-----Original Message-----\nFrom: Rita\nCan you?', 'Yes.'],
  ['Yes.\n\n________________________________\nFrom: Rita\nCan you?', 'Yes.'],
  ['Yes.\n\n> Can you?\n>\n> Rita', 'Yes.'],
])('what a program repeats is folded away: %j', (mail, text) => {
  const folded = foldQuoted(mail)
  expect(folded.text).toBe(text)
  expect(folded.quoted).not.toBeNull()
})

test.each([
  'Yes, gladly.',
  'On Monday I wrote: yes.',
  '> Can you come?\nYes.\n> At nine?\nAt ten.',
  'On Mon, 21 Nov 2026, Rita wrote:\n> Can you come?\nYes.\n> At nine?\nAt ten.',
  '> Only what was repeated',
])('an answer without a repetition, or between the repeated lines, stays whole: %j', (mail) => {
  expect(foldQuoted(mail)).toEqual({ text: mail, quoted: null })
})

test('a mail that is a head in every line is read once, not once for each line', () => {
  // Line by line over all that is below took minutes for as much as this.
  const mail = `${'From: a@b\n'.repeat(20_000)}x\n> q\nend`
  expect(foldQuoted(mail)).toEqual({ text: mail, quoted: null })
})
