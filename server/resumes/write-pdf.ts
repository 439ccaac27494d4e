import fontkit from '@pdf-lib/fontkit'
import { PDFDocument, type PDFFont, type PDFPage, PDFString, rgb } from 'pdf-lib'
import type { JsonResume } from '../../contract/resumes'
import type { Ctx } from '../core/ctx'
import { AppError } from '../core/errors'
import { blocksOf } from './resume-blocks'

const A4 = { width: 595.28, height: 841.89 }
const MARGIN = 54
const WIDTH = A4.width - 2 * MARGIN
const INK = rgb(0.09, 0.11, 0.13)
const ACCENT = rgb(0.06, 0.36, 0.34)
const FAINT = rgb(0.8, 0.84, 0.84)

/**
 * A PDF whose text is text: one column in reading order, set in Inter, as many pages as it takes, links that lead somewhere.
 * `extractText` and `readResume` give the same data back.
 *
 * @throws invalid  `resume.letters-not-in-font`, for scripts that Inter does not have (Latin, Greek, Cyrillic and Vietnamese are there)
 */
export async function writePdf({ asset }: Pick<Ctx, 'asset'>, resume: JsonResume): Promise<Uint8Array<ArrayBuffer>> {
  const [regular, semiBold] = await Promise.all([asset('fonts/inter-regular.ttf'), asset('fonts/inter-semibold.ttf')])
  const pdf = await PDFDocument.create()
  pdf.registerFontkit(fontkit)
  const plain = await pdf.embedFont(regular, { subset: true })
  const strong = await pdf.embedFont(semiBold, { subset: true })
  const blocks = blocksOf(resume)
  refuseMissingLetters(plain, blocks.map((block) => (block.kind === 'pair' ? block.left + block.right : block.text)).join(''))
  pdf.setTitle(resume.basics?.name ? `Résumé of ${resume.basics.name}` : 'Résumé', { showInWindowTitleBar: true })
  pdf.setProducer('Numerojobs')
  pdf.setLanguage('en')
  const pen = new Pen(pdf)
  blocks.forEach((block, at) => {
    const next = blocks[at + 1]
    switch (block.kind) {
      case 'name':
        pen.write(block.text, { font: strong, size: 23, color: INK, leading: 30 })
        break
      case 'label':
        pen.write(block.text, { font: plain, size: 12.5, color: ACCENT, leading: 20 })
        break
      case 'heading':
        pen.space(16)
        pen.keep(56)
        pen.write(block.text, { font: strong, size: 13, color: ACCENT, leading: 16 })
        pen.rule()
        pen.space(6)
        break
      case 'pair':
        if (block.isStrong) pen.space(7)
        pen.keep(next?.kind === 'pair' && block.isStrong ? 46 : 32)
        pen.pair(block.left, block.right, block.isStrong ? strong : plain, plain)
        break
      case 'text':
        for (const line of block.text.split('\n')) pen.write(line, { font: plain, size: 10, color: INK, leading: 14.5 })
        break
      case 'bullet':
        pen.write(block.text.replaceAll('\n', ' '), { font: plain, size: 10, color: INK, leading: 14.5, bullet: true })
        break
      default:
        block satisfies never
    }
  })
  return new Uint8Array(await pdf.save())
}

interface Style {
  font: PDFFont
  size: number
  color: ReturnType<typeof rgb>
  leading: number
  bullet?: boolean
}

/** Sets lines from top to bottom, on as many pages as it takes. */
class Pen {
  private page: PDFPage
  private y = A4.height - MARGIN

  constructor(private readonly pdf: PDFDocument) {
    this.page = pdf.addPage([A4.width, A4.height])
  }

  space(points: number): void {
    this.y -= points
  }

  /** Begins a page when what belongs together would be torn apart. */
  keep(points: number): void {
    if (this.y - points >= MARGIN) return
    this.page = this.pdf.addPage([A4.width, A4.height])
    this.y = A4.height - MARGIN
  }

  rule(): void {
    this.page.drawLine({ start: { x: MARGIN, y: this.y + 9 }, end: { x: MARGIN + WIDTH, y: this.y + 9 }, thickness: 0.7, color: FAINT })
  }

  write(text: string, style: Style): void {
    const indent = style.bullet ? 12 : 0
    wrap(text, style.font, style.size, WIDTH - indent).forEach((line, at) => {
      this.keep(style.leading)
      this.y -= style.leading
      const shown = style.bullet && at === 0 ? `• ${line}` : line
      const x = MARGIN + (style.bullet && at === 0 ? indent - style.font.widthOfTextAtSize('• ', style.size) : indent)
      this.page.drawText(shown, { x, y: this.y, size: style.size, font: style.font, color: style.color })
      this.link(line, x, style)
    })
  }

  /** Left and right on one line; when both do not fit, the right one goes under the left. */
  pair(left: string, right: string, font: PDFFont, plain: PDFFont): void {
    const size = 10.5
    const rightWidth = plain.widthOfTextAtSize(right, 10)
    const lines = wrap(left, font, size, WIDTH - rightWidth - (right === '' ? 0 : 34))
    lines.forEach((line, at) => {
      this.keep(15)
      this.y -= 15
      this.page.drawText(line, { x: MARGIN, y: this.y, size, font, color: INK })
      if (at === 0 && right !== '')
        this.page.drawText(right, { x: MARGIN + WIDTH - rightWidth, y: this.y, size: 10, font: plain, color: INK })
    })
  }

  /** A line that is an address leads there. */
  private link(line: string, x: number, { font, size }: Style): void {
    for (const match of line.matchAll(/https?:\/\/\S+|[^\s|]+@[^\s|]+\.[^\s|]+/g)) {
      const address = match[0].includes('://') ? match[0] : `mailto:${match[0]}`
      if (!URL.canParse(address)) continue
      const from = x + font.widthOfTextAtSize(line.slice(0, match.index), size)
      const annotation = this.pdf.context.obj({
        Type: 'Annot',
        Subtype: 'Link',
        Rect: [from, this.y - 3, from + font.widthOfTextAtSize(match[0], size), this.y + size],
        Border: [0, 0, 0],
        A: { Type: 'Action', S: 'URI', URI: PDFString.of(address) },
      })
      this.page.node.addAnnot(this.pdf.context.register(annotation))
    }
  }
}

/** Lines that fit. A word longer than a line is broken where it must be. */
function wrap(text: string, font: PDFFont, size: number, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (font.widthOfTextAtSize(longer, size) <= width) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    line = word
    while (font.widthOfTextAtSize(line, size) > width && line.length > 1) {
      let fit = line.length - 1
      while (fit > 1 && font.widthOfTextAtSize(line.slice(0, fit), size) > width) fit -= 1
      lines.push(line.slice(0, fit))
      line = line.slice(fit)
    }
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line]
}

function refuseMissingLetters(font: PDFFont, text: string): void {
  const known = new Set(font.getCharacterSet())
  const missing = [...new Set(text.normalize('NFC'))].filter((letter) => !/\s/.test(letter) && !known.has(letter.codePointAt(0) ?? 0))
  if (missing.length === 0) return
  throw new AppError('invalid', 'resume.letters-not-in-font', {
    message: `The PDF's typeface has no ${missing.slice(0, 5).join(' ')}. Download the Word document instead: it takes every script.`,
  })
}
