import { mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { JsonResume } from '../../contract/resumes'
import { extractText } from '../../server/resumes/extract-text'
import { readResume } from '../../server/resumes/read-resume'
import { writeDocx } from '../../server/resumes/write-docx'
import { writePdf } from '../../server/resumes/write-pdf'
import { assetFromDisk } from '../asset-from-disk'
import { linkedInZip } from '../fixtures/resumes/linkedin'
import { OWN_RESUMES } from '../fixtures/resumes/own'
import { signIn } from '../sign-in'
import { expectAccessible, openBrowser } from './browser'

const system = inject('system')
const { origin } = system
const SHOTS = process.env.SHOTS_DIR
/** A file is read by a task, which cron sends when the queue is slow. */
const READING = { timeout: 40_000 }
/** Four readings and a dozen pages on a machine that does other things as well. */
const WALK_MS_MAX = 150_000

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const own = (name: string): JsonResume => OWN_RESUMES[name] ?? {}

test(
  'a PDF and a Word document are reviewed, confirmed, edited, taken back, exported, and shown by a link that is ended',
  async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true })
    await context.addCookies((await signIn(system, 'Mira')).cookies)
    const page = await context.newPage()
    await page.goto(`${origin}/profile`)
    await expectAccessible(page)
    await upload(page, 'Mira.pdf', Buffer.from(await writePdf({ asset: assetFromDisk }, own('engineer'))))
    await page.getByRole('heading', { name: 'Is this right?' }).waitFor(READING)
    await expectAccessible(page)
    await page.getByLabel('Employer').first().focus()
    await expect.poll(() => page.locator('mark').allTextContents()).toContain('Spanwerk GmbH')
    await shoot(page, 'review')
    await page.getByLabel('Headline').fill('Chief Engineer')
    await page.getByLabel('Leave out Swedish, native').check()
    await page.getByLabel('What you call this résumé').fill('Main')
    await page.getByRole('button', { name: 'Confirm and keep' }).click()
    await page.getByRole('heading', { name: 'Main', level: 1 }).waitFor()
    const preview = page.getByRole('region', { name: 'Preview of the résumé' })
    await preview.getByText('Chief Engineer').waitFor()
    expect(await preview.getByText('Swedish').count()).toBe(0)
    await expectAccessible(page)

    await page.getByLabel('Headline').fill('Builder of bridges')
    await page.getByText('Saved', { exact: true }).waitFor()
    await page.getByText('Version 2', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await preview.getByText('Chief Engineer').waitFor()
    await page.getByText('Version 3', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Put version 2 back' }).click()
    await preview.getByText('Builder of bridges').waitFor()
    await shoot(page, 'builder')
    await page.reload()
    expect(await page.getByLabel('Headline').inputValue()).toBe('Builder of bridges')

    const json = JsonResume.parse(JSON.parse(new TextDecoder().decode(await download(page, 'JSON Resume'))))
    expect(json).toMatchObject({
      basics: { name: 'Mira Okonkwo-Lindqvist', label: 'Builder of bridges' },
      languages: [{ language: 'German' }],
    })
    for (const format of ['PDF', 'Word']) {
      const { resume } = readResume((await extractText(await download(page, format))).text)
      expect([format, resume]).toEqual([format, json])
    }

    await page.getByText('Make a link').first().click()
    await page.getByRole('button', { name: 'Make the link' }).click()
    const address = (await page.locator('a[href*="/r/"]').getAttribute('href')) ?? ''
    const visitor = await (await browser.newContext({ viewport: { width: 375, height: 812 }, javaScriptEnabled: false })).newPage()
    const opened = await visitor.goto(`${origin}${new URL(address).pathname}`)
    expect(opened?.headers()).toMatchObject({ 'x-robots-tag': 'noindex, nofollow', 'cache-control': 'private, no-store' })
    await visitor.getByRole('heading', { name: 'Mira Okonkwo-Lindqvist', level: 1 }).waitFor()
    await page.goto(`${origin}${new URL(address).pathname}`)
    await page.getByText('This is what others see.').waitFor()
    await expectAccessible(page)
    await page.goBack()
    expect(await visitor.content()).not.toContain('mira@okonkwo.example')
    await shoot(visitor, 'public')
    await page.reload()
    await page.getByText('Opened 1 time, without your contact').waitFor()
    await page.getByRole('button', { name: 'End this link' }).click()
    await page.getByText('Ended', { exact: true }).waitFor()
    expect((await visitor.reload())?.status()).toBe(404)

    await page.setViewportSize({ width: 375, height: 812 })
    await shoot(page, 'builder')
    await page.goto(`${origin}/profile`)
    await upload(page, 'Zoë.docx', Buffer.from(writeDocx(own('nurse'))))
    await page.getByRole('heading', { name: 'Is this right?' }).waitFor(READING)
    expect(await page.getByLabel('Headline').inputValue()).toBe('Registered Nurse')
    await shoot(page, 'review')
    await page.goto(`${origin}/profile`)
    await shoot(page, 'profile')
  },
  WALK_MS_MAX,
)

test('a copy of LinkedIn’s data is looked through like any file, becomes a résumé, and what was confirmed by mistake is put back', async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  await context.addCookies((await signIn(system, 'Mira')).cookies)
  const page = await context.newPage()
  await page.goto(`${origin}/profile`)
  await upload(page, 'Basic_LinkedInDataExport.zip', Buffer.from(linkedInZip()))
  await page.getByRole('heading', { name: 'Is this right?' }).waitFor(READING)
  await page.getByLabel('Employer').first().focus()
  await expect.poll(() => page.locator('mark').allTextContents()).toEqual(['Spanwerk GmbH'])
  await page.getByRole('button', { name: 'Confirm and keep' }).click()
  const preview = page.getByRole('region', { name: 'Preview of the résumé' })
  await preview.getByText('Senior Bridge Engineer').first().waitFor()
  await page.getByRole('link', { name: 'Profile and résumés' }).click()
  await page.getByRole('link', { name: 'Review again Basic_LinkedInDataExport.zip' }).click()
  await page.getByLabel('Leave out Senior Bridge Engineer, Spanwerk GmbH').check()
  await page.getByRole('button', { name: 'Confirm and keep' }).click()
  await page.getByText('Version 2', { exact: true }).waitFor()
  expect(await preview.getByText('Spanwerk GmbH').count()).toBe(0)
  await page.getByRole('button', { name: 'Put version 1 back' }).click()
  await preview.getByText('Spanwerk GmbH').first().waitFor()

  // What is typed without a network stays on the page, says that it is not saved, and is saved when it is tried again.
  await context.setOffline(true)
  await page.getByLabel('Headline').fill('Typed in a tunnel')
  await page.getByText('Not saved', { exact: true }).waitFor()
  expect(await page.getByLabel('Headline').inputValue()).toBe('Typed in a tunnel')
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('Saved', { exact: true }).waitFor()
  await page.reload()
  expect(await page.getByLabel('Headline').inputValue()).toBe('Typed in a tunnel')
  await context.close()
})

test('without scripts a file is uploaded and confirmed, and one that cannot be read says what to do', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  await context.addCookies((await signIn(system, 'Zoë')).cookies)
  const page = await context.newPage()
  await page.goto(`${origin}/profile`)
  await upload(page, 'broken.pdf', Buffer.from('%PDF-1.7 and nothing else'))
  await upload(page, 'Zoë.docx', Buffer.from(writeDocx(own('nurse'))))
  await expect
    .poll(async () => {
      await page.reload()
      return page.getByText('This file is damaged or incomplete.').count()
    }, READING)
    .toBe(1)
  await expect
    .poll(async () => {
      await page.goto(`${origin}/profile`)
      await page.getByRole('link', { name: 'Review Zoë.docx' }).click()
      return page.getByRole('heading', { name: 'Is this right?' }).count()
    }, READING)
    .toBe(1)
  await page.getByRole('button', { name: 'Confirm and keep' }).click()
  await page.getByLabel('Headline').fill('Ward Nurse')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  expect(await page.getByLabel('Headline').inputValue()).toBe('Ward Nurse')
})

async function upload(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page
    .getByLabel('Upload a PDF, a Word document, or your copy of LinkedIn')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
  await page.getByRole('button', { name: 'Upload', exact: true }).click()
}

async function download(page: Page, format: string): Promise<Uint8Array<ArrayBuffer>> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: `Download as ${format}`, exact: true }).click(),
  ])
  return new Uint8Array(await readFile(await file.path()))
}

/** Pictures for a person to look at, where SHOTS_DIR says so. */
async function shoot(page: Page, name: string): Promise<void> {
  if (!SHOTS) return
  mkdirSync(SHOTS, { recursive: true })
  const width = page.viewportSize()?.width ?? 0
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.screenshot({ path: `${SHOTS}/${name}-${width}-${colorScheme}.png`, fullPage: true })
  }
  await page.emulateMedia({ colorScheme: 'light' })
}
