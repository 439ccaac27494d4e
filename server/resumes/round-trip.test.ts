import { expect, test } from 'vitest'
import type { JsonResume } from '../../contract/resumes'
import { assetFromDisk } from '../../test/asset-from-disk'
import { OWN_RESUMES } from '../../test/fixtures/resumes/own'
import { extractText } from './extract-text'
import { readResume } from './read-resume'
import { writeDocx } from './write-docx'
import { writePdf } from './write-pdf'

const readBack = async (bytes: Uint8Array<ArrayBuffer>): Promise<JsonResume> => readResume((await extractText(bytes)).text).resume

for (const [name, resume] of Object.entries(OWN_RESUMES)) {
  test(`${name}: the Word document parses back to the same data`, async () => {
    expect(await readBack(writeDocx(resume))).toEqual(resume)
  })

  test(`${name}: the PDF parses back to the same data`, async () => {
    expect(await readBack(await writePdf({ asset: assetFromDisk }, resume))).toEqual(resume)
  })
}

test('a name in letters that the typeface lacks is refused for the PDF with the way out, and kept in Word', async () => {
  const resume = { basics: { name: '山田 花子', label: 'Designer', email: 'hanako@yamada.example' } }
  await expect(writePdf({ asset: assetFromDisk }, resume)).rejects.toMatchObject({ reason: 'resume.letters-not-in-font' })
  expect(await readBack(writeDocx(resume))).toEqual(resume)
})

test('markup in a résumé stays text', async () => {
  const resume = {
    basics: {
      name: 'Rob Tables',
      email: 'rob@tables.example',
      summary: 'Knows <b>markup</b> & "quotes" ]]> well enough not to trust them.',
    },
  }
  expect((await readBack(writeDocx(resume))).basics?.summary).toBe(resume.basics.summary)
})
