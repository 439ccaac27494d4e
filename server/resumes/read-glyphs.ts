import { CONTRAST_MIN, contrast, type Rgb, rgbOf } from './contrast'
import type { Glyphs } from './reading-order'
import { unreadable } from './unreadable'

/** What a page draws, as PDF.js lists it. */
interface Drawing {
  /** Number of each operation, by name. */
  codes: Record<string, number>
  fnArray: ArrayLike<number>
  argsArray: ArrayLike<unknown>
  /** Left, bottom, right and top of the page. */
  view: number[]
  /** Degrees that the page is turned by, clockwise. */
  rotate: number
  fontOf: (name: string) => unknown
  isShown: (layer: unknown) => boolean
}

const OPERATIONS_MAX = 400_000
const LETTERS_MAX = 400_000
/** Smaller letters than these many points nobody reads. */
const SIZE_MIN = 2
/** Text more see-through than this is not seen. */
const ALPHA_MIN = 0.08

/** How far letters reach over and under the line they stand on, in letter heights. */
const ASCENT = 0.75
const DESCENT = 0.25
/** How far a line that is too long may stand out over the edge of its page. */
const OVERHANG_POINTS = 24
/** How far it may run out of what it is clipped to. */
const CLIP_OVERHANG_POINTS = 48

type Matrix = [number, number, number, number, number, number]
type Box = { left: number; top: number; right: number; bottom: number }
/** `null` where the colour is not known: a pattern, a picture. */
type Colour = Rgb | null

interface Letter extends Glyphs {
  colour: Colour
  /** How many fills were painted before it. */
  after: number
  state: 'painted' | 'unpainted' | 'unseen'
}

/**
 * Every letter that a page draws, with its place, sorted by whether a person can see it.
 * `unpainted` is text set to be invisible or behind a picture (a scanner's recognised text is); `hiddenLetters` counts those in the colour of their ground,
 * covered, see-through, too small, off the page, or on a layer that is off.
 */
export function readGlyphs(drawing: Drawing): { visible: Glyphs[]; unpainted: Glyphs[]; hiddenLetters: number } {
  if (drawing.fnArray.length > OPERATIONS_MAX) throw unreadable('resume.too-slow')
  const { letters, fills, page } = trace(drawing)
  const visible: Glyphs[] = []
  const unpainted: Glyphs[] = []
  let hiddenLetters = 0
  for (const letter of letters) {
    const { text, x, right, y, size } = letter
    const place = { text, x, right, y, size }
    const isOnPage = right > page.left - OVERHANG_POINTS && x < page.right + OVERHANG_POINTS && y > page.top && y - size * 0.5 < page.bottom
    const isUnpainted = letter.state === 'unpainted' || (letter.state === 'painted' && isBehindPicture(letter, fills))
    if (isUnpainted && isOnPage && size >= SIZE_MIN) unpainted.push(place)
    else if (letter.state === 'painted' && isOnPage && size >= SIZE_MIN && canBeSeen(letter, fills)) visible.push(place)
    else if (text.trim() !== '') hiddenLetters += 1
  }
  return { visible, unpainted, hiddenLetters }
}

interface Fill {
  box: Box
  colour: Colour
  isPicture: boolean
}

function isBehindPicture(letter: Letter, fills: Fill[]): boolean {
  for (let at = fills.length - 1; at >= letter.after; at--) {
    const fill = fills[at]
    if (fill?.isPicture && covers(fill.box, letter)) return true
  }
  return false
}

function covers(box: Box, letter: Letter): boolean {
  return isInside(box, (letter.x + letter.right) / 2, letter.y - letter.size * 0.3)
}

/** Whether a letter stands out from what was painted below it, and nothing was painted over it. */
function canBeSeen(letter: Letter, fills: Fill[]): boolean {
  for (let at = fills.length - 1; at >= letter.after; at--) {
    const fill = fills[at]
    if (fill?.colour && covers(fill.box, letter) && fill.box.bottom - fill.box.top > letter.size * 0.6) return false
  }
  if (letter.colour === null) return true
  let ground: Colour = WHITE
  for (let at = letter.after - 1; at >= 0; at--) {
    const fill = fills[at]
    if (!fill || !covers(fill.box, letter)) continue
    ground = fill.colour
    break
  }
  return ground === null || contrast(letter.colour, ground) >= CONTRAST_MIN
}

const WHITE: Colour = [255, 255, 255]

interface State {
  ctm: Matrix
  /** Nothing is painted outside of it: the box around the path that clips. */
  clip: Box
  fill: Colour
  alpha: number
  font: unknown
  fontSize: number
  mode: number
  charSpacing: number
  wordSpacing: number
  scale: number
  rise: number
  leading: number
}

const UNIT: Matrix = [1, 0, 0, 1, 0, 0]
const STATES_MAX = 500

function trace({ codes, fnArray, argsArray, view, rotate, fontOf, isShown }: Drawing) {
  const { base, page } = pageMatrix(view, rotate)
  let isClipping = false
  let state: State = {
    ctm: base,
    clip: { left: -Infinity, right: Infinity, top: -Infinity, bottom: Infinity },
    fill: [0, 0, 0],
    alpha: 1,
    font: null,
    fontSize: 0,
    mode: 0,
    charSpacing: 0,
    wordSpacing: 0,
    scale: 1,
    rise: 0,
    leading: 0,
  }
  const stack: State[] = []
  const letters: Letter[] = []
  const fills: Fill[] = []
  const layers: boolean[] = []
  let line: Matrix = UNIT
  let text: Matrix = UNIT
  const names = new Map(Object.entries(codes).map(([name, code]) => [code, name]))
  const moveLine = (x: number, y: number) => {
    line = multiply(line, [1, 0, 0, 1, x, y])
    text = line
  }
  const save = () => {
    if (stack.length < STATES_MAX) stack.push({ ...state })
  }
  const restore = () => {
    state = stack.pop() ?? state
  }
  const paint = (box: Box, colour: Colour, isPicture = false) => {
    if (state.alpha > 0.85 && layers.every(Boolean)) fills.push({ box, colour, isPicture })
  }

  for (let at = 0; at < fnArray.length; at++) {
    const args = listOf(argsArray[at])
    switch (names.get(fnArray[at] ?? 0)) {
      case 'save':
        save()
        break
      case 'restore':
        restore()
        break
      case 'transform':
        state.ctm = multiply(state.ctm, matrixOf(args))
        break
      case 'paintFormXObjectBegin': {
        save()
        const matrix = listOf(args[0])
        if (matrix.length === 6) state.ctm = multiply(state.ctm, matrixOf(matrix))
        break
      }
      case 'paintFormXObjectEnd':
        restore()
        break
      case 'setGState':
        for (const pair of listOf(args[0])) {
          const [key, value] = listOf(pair)
          if (key === 'ca' && typeof value === 'number') state.alpha = value
          if (key === 'Font') {
            const [font, size] = listOf(value)
            state = { ...state, font: typeof font === 'string' ? fontOf(font) : font, fontSize: numberOf(size) }
          }
        }
        break
      case 'setFillRGBColor':
        state.fill = colourOf(args)
        break
      case 'setFillColorN':
      case 'setFillTransparent':
        state.fill = null
        break
      case 'beginMarkedContentProps':
        layers.push(args[0] === 'OC' ? isShown(args[1]) : true)
        break
      case 'beginMarkedContent':
        layers.push(true)
        break
      case 'endMarkedContent':
        layers.pop()
        break
      case 'clip':
      case 'eoClip':
        isClipping = true
        break
      case 'constructPath': {
        const name = names.get(numberOf(args[0])) ?? ''
        const bounds = numbersOf(args[2])
        if (isClipping && bounds.length === 4) state.clip = overlap(state.clip, boxOf(state.ctm, bounds))
        isClipping = false
        if (/fill/i.test(name) && bounds.length === 4) paint(boxOf(state.ctm, bounds), state.fill)
        break
      }
      case 'shadingFill':
        paint({ ...page }, null)
        break
      case 'paintImageXObject':
      case 'paintInlineImageXObject':
        paint(boxOf(state.ctm, [0, 0, 1, 1]), null, true)
        break
      // A mask lets through what stands below it.
      case 'paintImageMaskXObject':
        paint(boxOf(state.ctm, [0, 0, 1, 1]), null)
        break
      case 'beginText':
        line = UNIT
        text = UNIT
        break
      case 'setCharSpacing':
        state.charSpacing = numberOf(args[0])
        break
      case 'setWordSpacing':
        state.wordSpacing = numberOf(args[0])
        break
      case 'setHScale':
        state.scale = numberOf(args[0]) / 100
        break
      case 'setLeading':
        state.leading = -numberOf(args[0])
        break
      case 'setFont':
        state = { ...state, font: typeof args[0] === 'string' ? fontOf(args[0]) : null, fontSize: numberOf(args[1]) }
        break
      case 'setTextRenderingMode':
        state.mode = numberOf(args[0])
        break
      case 'setTextRise':
        state.rise = numberOf(args[0])
        break
      case 'moveText':
        moveLine(numberOf(args[0]), numberOf(args[1]))
        break
      case 'setLeadingMoveText':
        state.leading = numberOf(args[1])
        moveLine(numberOf(args[0]), numberOf(args[1]))
        break
      case 'nextLine':
        moveLine(0, state.leading)
        break
      case 'setTextMatrix': {
        const given = listOf(args[0])
        line = matrixOf(given.length === 6 ? given : args)
        text = line
        break
      }
      case 'showText':
        text = show(state, text, listOf(args[0]), layers.every(Boolean), letters, fills.length)
        if (letters.length > LETTERS_MAX) throw unreadable('resume.too-slow')
        break
      default:
    }
  }
  return { letters, fills, page }
}

/** Sets the letters of one operation and returns where the next would stand. */
function show(state: State, from: Matrix, shown: unknown[], isShown: boolean, letters: Letter[], after: number): Matrix {
  const font = recordOf(state.font)
  const unit = numbersOf(font.fontMatrix)[0] ?? 0.001
  const isVertical = font.vertical === true
  let text = from
  for (const glyph of shown) {
    if (typeof glyph === 'number') {
      const move = (-glyph * state.fontSize) / 1_000
      text = multiply(text, isVertical ? [1, 0, 0, 1, 0, move] : [1, 0, 0, 1, move * state.scale, 0])
      continue
    }
    const { unicode, width, isSpace } = recordOf(glyph)
    const spacing = state.charSpacing + (isSpace === true ? state.wordSpacing : 0)
    const advance = (numberOf(width) * unit * state.fontSize + (isVertical ? -spacing : spacing)) * (isVertical ? 1 : state.scale)
    const matrix = multiply(state.ctm, text)
    const written = plainText(typeof unicode === 'string' ? unicode : '')
    const [left, y] = apply(matrix, 0, state.rise)
    const bare = numberOf(width) * unit * state.fontSize * state.scale
    const [end, endY] = apply(matrix, isVertical ? 0 : bare, state.rise)
    const size = Math.abs(state.fontSize) * Math.hypot(matrix[2], matrix[3])
    // Text that runs up or down the page is a mark at its margin, not part of what is read; its letters follow each other downwards.
    const isUpright = Math.abs(endY - y) <= Math.abs(end - left) || bare === 0
    if (written !== '' && isUpright) {
      // A line that an edge cuts through is still read, and the end of one that is too long for its place: its reader sees that it goes on.
      const height = { top: y - size * ASCENT, bottom: y + size * DESCENT }
      const isClipped = !meet(state.clip, { left: Math.min(left, end) - CLIP_OVERHANG_POINTS, right: Math.max(left, end), ...height })
      const state2 =
        !isShown || isClipped || state.alpha < ALPHA_MIN ? 'unseen' : state.mode === 3 || state.mode === 7 ? 'unpainted' : 'painted'
      letters.push({
        text: written,
        x: Math.min(left, end),
        right: Math.max(left, end),
        y,
        size,
        colour: state.mode === 1 ? null : state.fill,
        after,
        state: state2,
      })
    }
    text = multiply(text, isVertical ? [1, 0, 0, 1, 0, advance] : [1, 0, 0, 1, advance, 0])
  }
  return text
}

/** Joined letters apart (`ﬁ` is `fi`), every kind of space a space, and nothing that has no shape. */
function plainText(unicode: string): string {
  return unicode
    .replace(/[\ufb00-\ufb06]/g, (joined) => joined.normalize('NFKC'))
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000\t\r\n]/g, ' ')
    .replace(/(?![\u00ad\u200c\u200d])[\p{Cc}\p{Cf}]/gu, '')
}

/** Turns the page upright and counts from its upper left corner. */
function pageMatrix(view: number[], rotate: number): { base: Matrix; page: Box } {
  const [left = 0, bottom = 0, right = 612, top = 792] = view
  const width = right - left
  const height = top - bottom
  switch (((rotate % 360) + 360) % 360) {
    case 90:
      return { base: [0, 1, 1, 0, -bottom, -left], page: { left: 0, top: 0, right: height, bottom: width } }
    case 180:
      return { base: [-1, 0, 0, 1, right, -bottom], page: { left: 0, top: 0, right: width, bottom: height } }
    case 270:
      return { base: [0, -1, -1, 0, top, right], page: { left: 0, top: 0, right: height, bottom: width } }
    default:
      return { base: [1, 0, 0, -1, -left, top], page: { left: 0, top: 0, right: width, bottom: height } }
  }
}

function multiply(a: Matrix, b: Matrix): Matrix {
  return [
    a[0] * b[0] + a[2] * b[1],
    a[1] * b[0] + a[3] * b[1],
    a[0] * b[2] + a[2] * b[3],
    a[1] * b[2] + a[3] * b[3],
    a[0] * b[4] + a[2] * b[5] + a[4],
    a[1] * b[4] + a[3] * b[5] + a[5],
  ]
}

function apply(m: Matrix, x: number, y: number): [number, number] {
  return [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]]
}

function boxOf(m: Matrix, [x1 = 0, y1 = 0, x2 = 0, y2 = 0]: number[]): Box {
  const corners = [apply(m, x1, y1), apply(m, x2, y1), apply(m, x1, y2), apply(m, x2, y2)]
  const xs = corners.map(([x]) => x)
  const ys = corners.map(([, y]) => y)
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) }
}

function overlap(one: Box, other: Box): Box {
  return {
    left: Math.max(one.left, other.left),
    right: Math.min(one.right, other.right),
    top: Math.max(one.top, other.top),
    bottom: Math.min(one.bottom, other.bottom),
  }
}

const meet = (one: Box, other: Box) =>
  one.left <= other.right && other.left <= one.right && one.top <= other.bottom && other.top <= one.bottom

const isInside = (box: Box, x: number, y: number) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom

function colourOf([first, green, blue]: unknown[]): Colour {
  if (typeof first === 'string') return rgbOf(first)
  if (typeof first === 'number') return [first, numberOf(green), numberOf(blue)]
  return null
}

const numberOf = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0)
const matrixOf = (values: unknown[]): Matrix => {
  const [a, b, c, d, e, f] = values.map(numberOf)
  return [a ?? 1, b ?? 0, c ?? 0, d ?? 1, e ?? 0, f ?? 0]
}

/** Arguments come as arrays, as typed arrays, or alone. */
function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return Array.from(value as Float32Array) // a view that is no DataView is a typed array
  return []
}
const numbersOf = (value: unknown): number[] => listOf(value).map(numberOf)
const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {} // any object can be asked for a property
