import { XMLParser } from 'fast-xml-parser'
import type { ResumeWarning } from '../../contract/resumes'
import { unreadable } from './unreadable'
import { unzipParts } from './unzip'

const DEPTH_MAX = 120
/** Half points: smaller letters nobody reads. */
const SIZE_MIN = 4
const CONTRAST_WHITE = /^(?:f[a-f0-9]){3}$/i

/**
 * The text of a Word document that people can see: header, body with tables and text boxes, footer, in their order.
 * Nothing is fetched and no macro is opened; deleted and hidden text stays out.
 */
export function readDocx(bytes: Uint8Array): { text: string; pages: null; warnings: ResumeWarning[] } {
  const { names, parts } = unzipParts(bytes, (name) =>
    /^word\/(?:document|header\d*|footer\d*|styles)\.xml$|^\[Content_Types\]\.xml$/.test(name),
  )
  if (names.some((name) => /vbaProject|\.bin$/i.test(name) && /vba/i.test(name))) throw unreadable('resume.has-macros')
  if (names.includes('EncryptedPackage')) throw unreadable('resume.encrypted')
  const body = parts.get('word/document.xml')
  if (!body) throw unreadable(names.length > 0 ? 'resume.not-supported' : 'resume.damaged')
  const types = parts.get('[Content_Types].xml')
  if (types && /macroEnabled/i.test(new TextDecoder().decode(types))) throw unreadable('resume.has-macros')
  const styles = parts.get('word/styles.xml')
  const reading: Reading = { lines: [], hiddenLetters: 0, hiddenStyles: styles ? hiddenStylesOf(parseXml(styles)) : new Set() }
  const named = (kind: string) => [...parts.keys()].filter((name) => name.startsWith(`word/${kind}`)).toSorted()
  for (const name of [...named('header'), 'word/document.xml', ...named('footer')]) {
    const part = parts.get(name)
    if (part) readBlocks(parseXml(part), reading, 0)
    reading.lines.push('')
  }
  const text = reading.lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  if (text === '') throw unreadable(names.some((name) => name.startsWith('word/media/')) ? 'resume.scanned' : 'resume.empty')
  return { text, pages: null, warnings: reading.hiddenLetters > 0 ? ['hidden-text'] : [] }
}

/** An element as the parser gives it: one key is its name and holds its children, `:@` holds its attributes. */
type Node = Record<string, unknown>
interface Reading {
  lines: string[]
  hiddenLetters: number
  hiddenStyles: Set<string>
}

/** Entities are not expanded beyond the five of XML itself, and no address is ever followed. */
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: true,
  htmlEntities: false,
})

function parseXml(bytes: Uint8Array): Node[] {
  const xml = new TextDecoder().decode(bytes)
  // No Word document declares a type; one that does wants an entity expanded.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw unreadable('resume.damaged')
  try {
    const parsed: unknown = parser.parse(xml)
    return nodesOf(parsed)
  } catch (error) {
    throw unreadable('resume.damaged', error)
  }
}

/** Paragraphs and tables, wherever they are wrapped. */
function readBlocks(nodes: Node[], reading: Reading, depth: number): void {
  if (depth > DEPTH_MAX) throw unreadable('resume.damaged')
  for (const node of nodes) {
    const { name, children } = elementOf(node)
    switch (name) {
      case 'w:p':
        readParagraph(children, reading, depth + 1)
        break
      case 'w:tbl':
        readTable(children, reading, depth + 1)
        break
      case 'w:del':
      case 'w:moveFrom':
        break
      default:
        if (children.length > 0) readBlocks(children, reading, depth + 1)
    }
  }
}

/** A cell after the other: cells of one line each make one line, with a tab between; a longer cell is read to its end first. */
function readTable(children: Node[], reading: Reading, depth: number): void {
  for (const row of children) {
    if (elementOf(row).name !== 'w:tr') continue
    const cells = elementOf(row)
      .children.filter((cell) => elementOf(cell).name === 'w:tc')
      .map((cell) => {
        const inside: Reading = { lines: [], hiddenLetters: 0, hiddenStyles: reading.hiddenStyles }
        readBlocks(elementOf(cell).children, inside, depth + 1)
        reading.hiddenLetters += inside.hiddenLetters
        return inside.lines
          .join('\n')
          .replace(/\n{3,}/g, '\n\n')
          .trim()
      })
      .filter((cell) => cell !== '')
    if (cells.length === 0) continue
    if (cells.every((cell) => !cell.includes('\n'))) reading.lines.push(cells.join('\t'))
    else reading.lines.push(...cells.flatMap((cell) => ['', ...cell.split('\n')]), '')
  }
}

function readParagraph(children: Node[], reading: Reading, depth: number): void {
  const properties = childrenOf(children, 'w:pPr')
  const boxes: Node[][] = []
  const run: Run = { text: '', boxes, depth }
  const style = attributeOf(
    properties.find((node) => elementOf(node).name === 'w:pStyle'),
    'w:val',
  )
  readInline(children, reading, run, reading.hiddenStyles.has(style ?? ''))
  const isListed = properties.some((node) => elementOf(node).name === 'w:numPr')
  const lines = run.text
    .replace(/[\u00a0\u2000-\u200a\u202f]/g, ' ')
    .replace(/(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}]/gu, '')
    .split('\n')
    .map((line) =>
      line
        .replace(/ *\t[ \t]*/g, '\t')
        .replace(/ {2,}/g, ' ')
        .trim(),
    )
  const isHeading =
    /^(?:heading|title|überschrift|titre)/i.test(style ?? '') || properties.some((node) => elementOf(node).name === 'w:outlineLvl')
  if (isHeading) reading.lines.push('')
  const [first = '', ...rest] = lines
  reading.lines.push(isListed && first !== '' && !/^[•·▪◦*-]/.test(first) ? `• ${first}` : first, ...rest)
  for (const box of boxes) {
    reading.lines.push('')
    readBlocks(box, reading, depth + 1)
    reading.lines.push('')
  }
}

interface Run {
  text: string
  boxes: Node[][]
  depth: number
}

function readInline(nodes: Node[], reading: Reading, run: Run, isHidden: boolean): void {
  if (run.depth > DEPTH_MAX) throw unreadable('resume.damaged')
  for (const node of nodes) {
    const { name, children } = elementOf(node)
    switch (name) {
      case 'w:r': {
        const properties = childrenOf(children, 'w:rPr')
        const inner: Run = { text: '', boxes: [], depth: run.depth + 1 }
        readRun(children, inner)
        if (isHidden || isUnseen(properties, reading.hiddenStyles)) reading.hiddenLetters += inner.text.trim().length
        else run.text += inner.text
        run.boxes.push(...inner.boxes)
        break
      }
      case 'w:del':
      case 'w:moveFrom':
      case 'w:pPr':
      case 'w:rPr':
        break
      // A formula or field code says nothing that a person sees.
      case 'w:instrText':
        break
      default:
        if (children.length > 0 && name !== 'w:t' && name !== 'w:drawing' && name !== 'w:pict') {
          const inner: Run = { text: '', boxes: run.boxes, depth: run.depth + 1 }
          readInline(children, reading, inner, isHidden)
          run.text += inner.text
        }
    }
  }
}

function readRun(nodes: Node[], run: Run): void {
  if (run.depth > DEPTH_MAX) throw unreadable('resume.damaged')
  for (const node of nodes) {
    const { name, children } = elementOf(node)
    switch (name) {
      case 'w:t':
        run.text += textOf(children)
        break
      case 'w:tab':
      case 'w:ptab':
        run.text += '\t'
        break
      case 'w:br':
      case 'w:cr':
        run.text += '\n'
        break
      case 'w:noBreakHyphen':
        run.text += '-'
        break
      case 'w:sym':
        break
      case 'mc:AlternateContent':
        // The same drawing in two forms: the first that is understood counts.
        readRun(children.slice(0, 1), run)
        break
      case 'w:txbxContent':
        run.boxes.push(children)
        break
      case 'w:rPr':
      case 'w:instrText':
      case 'w:delText':
        break
      default: {
        const inner: Run = { text: '', boxes: run.boxes, depth: run.depth + 1 }
        readRun(children, inner)
        run.text += inner.text
      }
    }
  }
}

/** Set to vanish, too small, or white on the white page. Text with a ground of its own may be white. */
function isUnseen(properties: Node[], hiddenStyles: Set<string>): boolean {
  const find = (name: string) => properties.find((node) => elementOf(node).name === name)
  const style = attributeOf(find('w:rStyle'), 'w:val')
  if (style !== undefined && hiddenStyles.has(style)) return true
  const vanish = find('w:vanish')
  if (vanish && !/^(?:0|false|off)$/.test(attributeOf(vanish, 'w:val') ?? '')) return true
  const size = Number(attributeOf(find('w:sz'), 'w:val') ?? 22)
  if (size < SIZE_MIN) return true
  const colour = attributeOf(find('w:color'), 'w:val') ?? ''
  const ground = attributeOf(find('w:shd'), 'w:fill') ?? 'auto'
  const isMarked = find('w:highlight') !== undefined
  return CONTRAST_WHITE.test(colour) && !isMarked && (/^(?:auto|)$/i.test(ground) || CONTRAST_WHITE.test(ground))
}

/** Styles whose text is not seen. */
function hiddenStylesOf(nodes: Node[]): Set<string> {
  const styles = nodes.flatMap((node) => (elementOf(node).name === 'w:styles' ? elementOf(node).children : []))
  const hidden = styles.filter((node) => isUnseen(childrenOf(elementOf(node).children, 'w:rPr'), new Set()))
  return new Set(hidden.flatMap((node) => attributeOf(node, 'w:styleId') ?? []))
}

function elementOf(node: Node): { name: string; children: Node[] } {
  const name = Object.keys(node).find((key) => key !== ':@') ?? ''
  return { name, children: nodesOf(node[name]) }
}

function childrenOf(nodes: Node[], name: string): Node[] {
  return nodes.flatMap((node) => (elementOf(node).name === name ? elementOf(node).children : []))
}

function attributeOf(node: Node | undefined, name: string): string | undefined {
  const attributes = node?.[':@']
  if (typeof attributes !== 'object' || attributes === null) return undefined
  const value = (attributes as Record<string, unknown>)[name] // an object can be asked for any property
  return value === undefined ? undefined : String(value)
}

function textOf(children: Node[]): string {
  return children.map((node) => (typeof node['#text'] === 'string' ? node['#text'] : '')).join('')
}

function nodesOf(value: unknown): Node[] {
  return Array.isArray(value) ? value.filter((item): item is Node => typeof item === 'object' && item !== null) : []
}
