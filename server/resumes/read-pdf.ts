import { getDocumentProxy, getResolvedPDFJS } from 'unpdf'
import { RESUME_PAGES_MAX, type ResumeWarning } from '../../contract/resumes'
import { AppError } from '../core/errors'
import { checkPdfStreams, hasPictures } from './check-pdf-streams'
import { readGlyphs } from './read-glyphs'
import { type Glyphs, readInOrder } from './reading-order'
import { unreadable } from './unreadable'

const READ_MS_MAX = 20_000
/** Pictures up to this many pixels are taken in, to know what text stands on; larger ones cost more than they tell. */
const PICTURE_PIXELS_MAX = 2_000_000

/** The text of a PDF that people can see, in reading order. */
export async function readPdf(
  bytes: Uint8Array<ArrayBuffer>,
  onProgress: (ratio: number) => Promise<void>,
): Promise<{ text: string; pages: number; warnings: ResumeWarning[] }> {
  checkPdfStreams(bytes)
  const isPictured = hasPictures(bytes)
  const startedAtMs = Date.now()
  const { OPS } = await getResolvedPDFJS()
  // The reader takes the bytes over, so that it gets its own.
  const pdf = await getDocumentProxy(bytes.slice(), {
    maxImageSize: PICTURE_PIXELS_MAX,
    verbosity: 0,
    enableXfa: false,
    useSystemFonts: false,
    stopAtErrors: false,
  }).catch((error: unknown) => {
    throw unreadable(isNamed(error, 'PasswordException') ? 'resume.encrypted' : 'resume.damaged', error)
  })
  try {
    if (pdf.numPages > RESUME_PAGES_MAX) throw unreadable('resume.too-many-pages')
    const seen: Glyphs[][] = []
    const behindPictures: Glyphs[][] = []
    let hidden = 0
    for (let number = 1; number <= pdf.numPages; number++) {
      if (Date.now() - startedAtMs > READ_MS_MAX) throw unreadable('resume.too-slow')
      const page = await pdf.getPage(number)
      const { fnArray, argsArray } = await page.getOperatorList()
      const fontOf = (name: string): unknown => (page.commonObjs.has(name) ? page.commonObjs.get(name) : null)
      const isShown = await shownLayers(pdf)
      const glyphs = readGlyphs({ codes: OPS, fnArray, argsArray, view: page.view, rotate: page.rotate, fontOf, isShown })
      seen.push(glyphs.visible)
      behindPictures.push(glyphs.unpainted)
      hidden += glyphs.hiddenLetters
      page.cleanup()
      await onProgress(number / pdf.numPages)
    }
    // Text recognised by a scanner stands, unpainted, behind a picture of its page.
    const isRecognised = isPictured && seen.every((page) => page.length === 0) && behindPictures.some((page) => page.length > 0)
    const text = readInOrder(isRecognised ? behindPictures : seen)
    if (text.trim() === '') throw unreadable(isPictured ? 'resume.scanned' : 'resume.empty')
    const unpainted = isRecognised ? 0 : behindPictures.flat().reduce((sum, glyph) => sum + glyph.text.trim().length, 0)
    const warnings: ResumeWarning[] = []
    if (hidden + unpainted > 0) warnings.push('hidden-text')
    if (isRecognised) warnings.push('text-under-picture')
    if (isPictured && seen.some((page) => page.length === 0) && !isRecognised) warnings.push('pages-without-text')
    return { text, pages: pdf.numPages, warnings }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw unreadable(isNamed(error, 'PasswordException') ? 'resume.encrypted' : 'resume.damaged', error)
  } finally {
    await pdf.loadingTask.destroy()
  }
}

/** Which layers a reader would show: a layer that is off holds text that nobody sees. */
async function shownLayers(pdf: Awaited<ReturnType<typeof getDocumentProxy>>): Promise<(layer: unknown) => boolean> {
  const layers = await pdf.getOptionalContentConfig()
  return (layer) => {
    try {
      return layers.isVisible(layer) !== false
    } catch {
      return true
    }
  }
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name
}
