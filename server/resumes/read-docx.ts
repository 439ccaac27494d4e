import { XMLParser } from 'fast-xml-parser'
import type { ResumeWarning } from '../../contract/resumes'
import { CONTRAST_MIN, contrast, type Rgb, rgbOf } from './contrast'
import { unreadable } from './unreadable'
import { unzipParts } from './unzip'

const DEPTH_MAX = 120
/** Half points: smaller letters nobody reads. */
const SIZE_MIN = 4
/** Letters set narrower than this many hundredths of their width are a line. */
const WIDTH_MIN = 10

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
  const reading: Reading = { lines: [], hiddenLetters: 0, styles: styles ? stylesOf(parseXml(styles)) : new Map(), ground: PAPER }
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
  styles: Map<string, Look>
  ground: Ground
}

/** What text stands on: `null` where that is not known, a picture or a colour of the theme. */
type Ground = Rgb | null
const PAPER: Ground = [255, 255, 255]

/** How text looks, as far as a run, a style or a paragraph says it. */
interface Look {
  isVanished?: boolean
  /** Half points. */
  size?: number
  /** In hundredths. */
  width?: number
  colour?: Rgb | null
  ground?: Ground
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
  const properties = childrenOf(children, 'w:tblPr')
  const style = reading.styles.get(attributeOf(find(properties, 'w:tblStyle'), 'w:val') ?? '')
  const ground = pick(groundOf(properties), style?.ground, reading.ground)
  for (const row of children) {
    if (elementOf(row).name !== 'w:tr') continue
    const cells = elementOf(row)
      .children.filter((cell) => elementOf(cell).name === 'w:tc')
      .map((cell) => {
        const own = groundOf(childrenOf(elementOf(cell).children, 'w:tcPr'))
        const inside: Reading = { ...reading, lines: [], hiddenLetters: 0, ground: pick(own, ground) }
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
  const boxes: TextBox[] = []
  const run: Run = { text: '', boxes, depth, ground: reading.ground }
  const style = attributeOf(find(properties, 'w:pStyle'), 'w:val')
  const look = reading.styles.get(style ?? '') ?? {}
  readInline(children, reading, run, { ...look, ground: pick(groundOf(properties), look.ground, reading.ground) })
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
    const inside: Reading = { ...reading, lines: [], hiddenLetters: 0, ground: box.ground }
    readBlocks(box.children, inside, depth + 1)
    reading.lines.push('', ...inside.lines, '')
    reading.hiddenLetters += inside.hiddenLetters
  }
}

interface TextBox {
  children: Node[]
  ground: Ground
}
interface Run {
  text: string
  boxes: TextBox[]
  depth: number
  /** Of the shape that a text box lies in. */
  ground: Ground
}

function readInline(nodes: Node[], reading: Reading, run: Run, look: Look): void {
  if (run.depth > DEPTH_MAX) throw unreadable('resume.damaged')
  for (const node of nodes) {
    const { name, children } = elementOf(node)
    switch (name) {
      case 'w:r': {
        const properties = childrenOf(children, 'w:rPr')
        const inner: Run = { ...run, text: '', boxes: [], depth: run.depth + 1 }
        readRun(children, inner)
        if (isUnseen(lookOf(properties, reading.styles, look))) reading.hiddenLetters += inner.text.trim().length
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
          const inner: Run = { ...run, text: '', depth: run.depth + 1 }
          readInline(children, reading, inner, look)
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
        run.boxes.push({ children, ground: run.ground })
        break
      case 'w:rPr':
      case 'w:instrText':
      case 'w:delText':
        break
      default: {
        const inner: Run = { ...run, text: '', depth: run.depth + 1, ground: pick(shapeGround(node), run.ground) }
        readRun(children, inner)
        run.text += inner.text
      }
    }
  }
}

/** What a run says of its own look, over what its styles and its paragraph say. */
function lookOf(properties: Node[], styles: Map<string, Look>, outer: Look): Look {
  const style = styles.get(attributeOf(find(properties, 'w:rStyle'), 'w:val') ?? '')
  return { ...outer, ...style, ...ownLook(properties) }
}

function ownLook(properties: Node[]): Look {
  const vanish = find(properties, 'w:vanish')
  const size = attributeOf(find(properties, 'w:sz'), 'w:val')
  const width = attributeOf(find(properties, 'w:w'), 'w:val')
  const colour = find(properties, 'w:color')
  const ground = groundOf(properties)
  return {
    ...(vanish ? { isVanished: !/^(?:0|false|off)$/.test(attributeOf(vanish, 'w:val') ?? '') } : {}),
    ...(size ? { size: Number(size) } : {}),
    ...(width ? { width: Number.parseFloat(width) } : {}),
    ...(colour ? { colour: colourOf(colour) } : {}),
    ...(ground === undefined ? {} : { ground }),
  }
}

/** Set to vanish, too small, too narrow, or in the colour of what it stands on. */
function isUnseen({ isVanished = false, size = 22, width = 100, colour = null, ground = PAPER }: Look): boolean {
  if (isVanished || size < SIZE_MIN || width < WIDTH_MIN) return true
  return colour !== null && ground !== null && contrast(colour, ground) < CONTRAST_MIN
}

/** `null` for the colour that Word chooses so that it is seen. */
function colourOf(node: Node): Rgb | null {
  const theme = attributeOf(node, 'w:themeColor')
  if (theme) return /^(?:background1|light1)$/.test(theme) && !attributeOf(node, 'w:themeShade') ? [255, 255, 255] : null
  return rgbOf(attributeOf(node, 'w:val'))
}

/** The ground that shading or a marker gives; `undefined` when there is neither. */
function groundOf(properties: Node[]): Ground | undefined {
  const marker = attributeOf(find(properties, 'w:highlight'), 'w:val')
  if (marker !== undefined && marker !== 'none') return marker === 'white' ? PAPER : marker === 'black' ? [0, 0, 0] : null
  const shading = find(properties, 'w:shd')
  const fill = attributeOf(shading, 'w:fill')
  if (shading === undefined || fill === undefined || fill === 'auto') return undefined
  return attributeOf(shading, 'w:themeFill') ? null : rgbOf(fill)
}

/** What a shape is filled with; `undefined` for what is no shape, or has no filling. */
function shapeGround(node: Node): Ground | undefined {
  const { name, children } = elementOf(node)
  if (name === 'wps:wsp') {
    const fill = find(childrenOf(children, 'wps:spPr'), 'a:solidFill')
    if (!fill) return undefined
    return rgbOf(attributeOf(find(elementOf(fill).children, 'a:srgbClr'), 'val'))
  }
  if (!/^v:(?:shape|rect|roundrect)$/.test(name) || /^(?:f|false|0)$/.test(attributeOf(node, 'filled') ?? '')) return undefined
  const fill = attributeOf(node, 'fillcolor')
  return fill === undefined ? undefined : rgbOf(fill.split(' ')[0])
}

/** The first that is said. */
function pick(...grounds: (Ground | undefined)[]): Ground {
  return grounds.find((ground) => ground !== undefined) ?? null
}

const STYLES_DEEP_MAX = 12

/** How the text of each style looks, with what the styles say that it is based on. A table's style that shades anything leaves the ground unknown. */
function stylesOf(nodes: Node[]): Map<string, Look> {
  const styles = nodes.flatMap((node) => (elementOf(node).name === 'w:styles' ? elementOf(node).children : []))
  const byId = new Map(
    styles.flatMap((node) => (attributeOf(node, 'w:styleId') ? [[attributeOf(node, 'w:styleId') ?? '', node] as const] : [])),
  )
  const read = (id: string, depth: number): Look => {
    const node = byId.get(id)
    if (!node || depth > STYLES_DEEP_MAX) return {}
    const { children } = elementOf(node)
    const base = attributeOf(find(children, 'w:basedOn'), 'w:val')
    const paragraph = groundOf(childrenOf(children, 'w:pPr'))
    const isShadedTable = attributeOf(node, 'w:type') === 'table' && JSON.stringify(children).includes('"w:shd"')
    return {
      ...(base ? read(base, depth + 1) : {}),
      ...(paragraph === undefined ? {} : { ground: paragraph }),
      ...ownLook(childrenOf(children, 'w:rPr')),
      ...(isShadedTable ? { ground: null } : {}),
    }
  }
  return new Map([...byId.keys()].map((id) => [id, read(id, 0)]))
}

const find = (nodes: Node[], name: string) => nodes.find((node) => elementOf(node).name === name)

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
