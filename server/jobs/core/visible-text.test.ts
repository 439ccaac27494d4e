import { expect, test } from 'vitest'
import { visibleText } from './visible-text'

test.each([
  ['<span style="font-size:0px">secret</span>'],
  ['<span hidden>secret</span>'],
  ['<font color="white">secret</font>'],
  ['<p style="position:absolute; left:-9999px">secret</p>'],
  ['[//]: # (secret)'],
  ['<script>secret</script>'],
])('%s shows nothing and is not read; every place in the text stays what it was', (hidden) => {
  const { text, hasHidden } = visibleText(`Before\n${hidden}\nafter`)
  expect(hasHidden).toBe(true)
  expect(text).not.toContain('secret')
  expect(text).toHaveLength(`Before\n${hidden}\nafter`.length)
  expect([text.startsWith('Before\n'), text.endsWith('\nafter')]).toEqual([true, true])
})

test.each([
  'Baker (m/f/d) in Lyon, 40 h < 5 days',
  'Flags 🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f} and families 👨‍👩‍👧 and a so\u00adft hyphen and a zero\u200bwidth break',
  '<p style="color:#333; background-color:white">Seen</p> <span style="font-size:0.9em; opacity:0.8">seen too</span>',
  'می\u200cخواهم',
])('what people see is left as it is: %s', (text) => {
  expect(visibleText(text)).toEqual({ text, hasHidden: false })
})
