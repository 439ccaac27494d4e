import { strToU8 } from 'fflate'
import { expect, test } from 'vitest'
import { docxWith, hiddenTwins, pdfWith, SECRETS } from '../../test/fixtures/resumes/hidden'
import { docxOf, paragraph } from '../../test/fixtures/resumes/hostile'
import { extractText } from './extract-text'
import { readResume } from './read-resume'

test('fifty résumés with something hidden in them read as their clean twins do, and each is flagged', async () => {
  const results = []
  for (const { what, clean, injected } of await hiddenTwins()) {
    const [twin, read] = [await extractText(clean), await extractText(injected)]
    const isTwin = twin.text === read.text && JSON.stringify(readResume(twin.text)) === JSON.stringify(readResume(read.text))
    results.push({ what, isTwin, isFlagged: twin.warnings.length === 0 && read.warnings.includes('hidden-text') })
  }
  expect(results).toHaveLength(50)
  expect(results.filter(({ isTwin, isFlagged }) => !isTwin || !isFlagged)).toEqual([])
})

test('the same text, to be seen, does change what is read: the twins are no accident', async () => {
  const [person, secret] = ['nurse', SECRETS[2] ?? '']
  const seen = await extractText(docxWith(person, '', secret))
  expect(seen).toMatchObject({ warnings: [], text: expect.stringContaining(secret) })
  const shown = await pdfWith(person, (page, { text, ...at }) => page.drawText(text, at), secret)
  expect(await extractText(shown)).toMatchObject({ warnings: [], text: expect.stringContaining('Fennwick') })
})

const WHITE = '<w:color w:val="FFFFFF"/>'
const cell = (fill: string, text: string) => `<w:tbl><w:tr><w:tc><w:tcPr>${fill}</w:tcPr>${paragraph(text, WHITE)}</w:tc></w:tr></w:tbl>`
const box = (fill: string, text: string) =>
  `<w:p><w:r><w:drawing><wps:wsp><wps:spPr>${fill}</wps:spPr><wps:txbx><w:txbxContent>${paragraph(text, WHITE)}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></w:r></w:p>`

test.each([
  ['a dark cell of a table', cell('<w:shd w:val="clear" w:fill="102030"/>', 'Mira Okonkwo')],
  [
    'a dark table',
    `<w:tbl><w:tblPr><w:shd w:fill="102030"/></w:tblPr><w:tr><w:tc>${paragraph('Mira Okonkwo', WHITE)}</w:tc></w:tr></w:tbl>`,
  ],
  ['a dark paragraph', `<w:p><w:pPr><w:shd w:fill="102030"/></w:pPr><w:r><w:rPr>${WHITE}</w:rPr><w:t>Mira Okonkwo</w:t></w:r></w:p>`],
  ['a dark box', box('<a:solidFill><a:srgbClr val="102030"/></a:solidFill>', 'Mira Okonkwo')],
  ['a box in a colour of the theme', box('<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>', 'Mira Okonkwo')],
  ['a dark marker', paragraph('Mira Okonkwo', `${WHITE}<w:highlight w:val="darkBlue"/>`)],
])('white letters on %s are seen', async (_, body) => {
  expect(await extractText(docxOf(body + paragraph('mira@okonkwo.example')))).toMatchObject({
    warnings: [],
    text: expect.stringContaining('Mira Okonkwo'),
  })
})

test.each([
  ['a white cell of a table', cell('<w:shd w:val="clear" w:fill="FEFEFE"/>', 'Kubernetes')],
  ['a cell without a colour', cell('', 'Kubernetes')],
  ['a white box', box('<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>', 'Kubernetes')],
  ['a box without a filling', box('', 'Kubernetes')],
])('white letters on %s are not', async (_, body) => {
  const { text, warnings } = await extractText(docxOf(body + paragraph('Mira Okonkwo')))
  expect([text, warnings]).toEqual(['Mira Okonkwo', ['hidden-text']])
})

test('a style that hides its text hides it in each style that is based on it', async () => {
  const styles = `<w:styles xmlns:w="w"><w:style w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="Child"><w:basedOn w:val="Base"/></w:style></w:styles>`
  const hidden = '<w:p><w:pPr><w:pStyle w:val="Child"/></w:pPr><w:r><w:t>Kubernetes</w:t></w:r></w:p>'
  const { text, warnings } = await extractText(docxOf(hidden + paragraph('Mira Okonkwo'), { 'word/styles.xml': strToU8(styles) }))
  expect([text, warnings]).toEqual(['Mira Okonkwo', ['hidden-text']])
})
