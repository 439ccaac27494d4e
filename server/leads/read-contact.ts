import type { Word } from '../skills/read-words'

export interface TextSpan {
  value: string
  start: number
  end: number
}

const ADDRESS_LENGTH_MAX = 500
const ADDRESSES_MAX = 40

/** Web addresses in a text, in order; a closing bracket or full stop at the end is left out. */
export function findWebAddresses(text: string): TextSpan[] {
  const found: TextSpan[] = []
  let at = 0
  while (found.length < ADDRESSES_MAX) {
    const start = nextAddress(text, at)
    if (start < 0) break
    let end = start
    while (end < text.length && end - start < ADDRESS_LENGTH_MAX && isAddressSign(text.charCodeAt(end))) end++
    while (end > start && '.,;:!?\'")]}*'.includes(text[end - 1] ?? '') && !(text[end - 1] === ')' && text.slice(start, end).includes('(')))
      end--
    const value = text.slice(start, end)
    if (end - start > 10 && value.includes('.')) found.push({ value: value.startsWith('www.') ? `https://${value}` : value, start, end })
    at = Math.max(end, start + 4)
  }
  return found
}

/** Where the next `http://`, `https://` or `www.` starts at or after a place; -1 when there is none. */
function nextAddress(text: string, from: number): number {
  let http = text.indexOf('http', from)
  let www = text.indexOf('www.', from)
  while (http >= 0 || www >= 0) {
    if (www >= 0 && (http < 0 || www < http)) {
      if (www === 0 || !isAddressSign(text.charCodeAt(www - 1)) || text[www - 1] === '(') return www
      www = text.indexOf('www.', www + 4)
      continue
    }
    if (text.startsWith('://', text[http + 4] === 's' ? http + 5 : http + 4)) return http
    http = text.indexOf('http', http + 4)
  }
  return -1
}

function isAddressSign(code: number): boolean {
  return code > 32 && code !== 34 && code !== 60 && code !== 62 && code !== 124 && code !== 0x2026 && code < 0x2000
}

const APPLY_WORDS = [
  'apply',
  'career',
  'job',
  'position',
  'hiring',
  'greenhouse',
  'grnh.se',
  'lever.co',
  'ashbyhq',
  'workable',
  'recruit',
  'opening',
  'bewerb',
  'join',
  'work-with',
  'vacanc',
  'role',
  'teamtailor',
  'karriere',
  'emploi',
  'empleo',
  'form',
  'talent',
  'wellfound',
  'bamboohr',
  'pinpoint',
  'smartrecruiters',
  'personio',
]

/** The address to apply at: one whose words say so, or else the only one there is; a link to a person's chat is a contact instead. */
export function readApplyUrl(text: string, all: TextSpan[]): TextSpan | null {
  const addresses = all.filter((address) => !isChatLink(address.value))
  const speaking = addresses.find((address) => {
    const lower = address.value.toLowerCase()
    return APPLY_WORDS.some((word) => lower.includes(word))
  })
  if (speaking !== undefined) return speaking
  const introduced = addresses.find((address) =>
    /apply|bewerb|postul|candidat|here/i.test(text.slice(Math.max(0, address.start - 40), address.start)),
  )
  return introduced ?? (addresses.length === 1 ? (addresses[0] ?? null) : null)
}

const CONTACTS_MAX = 40

/**
 * Every way to reach the poster that a text gives, never overlapping: mail addresses (also `jo [at] example [dot] com`), then telephone
 * numbers, then links to a chat, then handles, each kind in the order of the text. At most 40.
 */
export function readContacts(text: string, words: Word[]): TextSpan[] {
  const found: TextSpan[] = []
  for (const kind of [findMailAddresses(text, words), findPhoneNumbers(text, words), findChatLinks(text), findHandles(text, words)])
    for (const span of kind)
      if (found.length < CONTACTS_MAX && found.every((one) => one.end <= span.start || one.start >= span.end)) found.push(span)
  return found
}

const CHAT_LINK =
  /(?:https?:\/\/)?(?:wa\.me|t\.me|m\.me|telegram\.me|signal\.me|api\.whatsapp\.com|chat\.whatsapp\.com)\/[\w@#+./?=&%-]{1,120}/gi

/** `wa.me/…`, `https://t.me/…`: an address that stands for a person's chat. */
function findChatLinks(text: string): TextSpan[] {
  return [...text.matchAll(CHAT_LINK)]
    .filter((match) => match.index === 0 || !isNameSign(text.charCodeAt(match.index - 1)))
    .map((match) => {
      const value = match[0].replace(/[.?&]+$/, '')
      return { value, start: match.index, end: match.index + value.length }
    })
}

function isChatLink(address: string): boolean {
  return address.search(CHAT_LINK) === 0
}

function isNameSign(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 45 || code === 46
}

/** `@name` that follows a space, a bracket or another sign. */
function findHandles(text: string, words: Word[]): TextSpan[] {
  const found: TextSpan[] = []
  for (let at = 0; at < words.length - 1; at++) {
    const sign = words[at]
    const name = words[at + 1]
    if (sign?.key !== '@' || name === undefined || !name.isAttached || name.kind === 'mark') continue
    if (sign.isAttached && words[at - 1]?.kind !== 'mark') continue
    let end = at + 2
    while (end + 1 < words.length && end - at < 10) {
      const joint = words[end]
      const next = words[end + 1]
      if (joint?.isAttached !== true || next?.isAttached !== true || next.kind === 'mark' || !(joint.key === '_' || joint.key === '.'))
        break
      end += 2
    }
    if (words[end]?.key === '_' && words[end]?.isAttached === true) end++
    if (words[end]?.key === '/' && words[end]?.isAttached === true) continue
    const last = words[end - 1]?.end ?? name.end
    found.push({ value: `@${text.slice(name.start, last)}`, start: sign.start, end: last })
    at = end - 1
  }
  return found
}

function findMailAddresses(text: string, words: Word[]): TextSpan[] {
  const found: TextSpan[] = []
  for (let at = 1; at < words.length - 1; at++) {
    const sign = atSign(words, at)
    if (sign === null) continue
    const name = nameBefore(words, sign.from)
    const host = hostAfter(words, sign.to)
    if (name === null || host === null) continue
    const start = words[name.from]?.start ?? 0
    const end = words[host.to - 1]?.end ?? 0
    const box = text.slice(start, words[sign.from - 1]?.end).replace(SPELT_DOT, '.')
    found.push({ value: `${box}@${host.name}`, start, end })
    at = host.to - 1
  }
  return found
}

const SPELT_DOT = /\s{0,3}[[({]?\s?\bdot\b\s?[\])}]?\s{0,3}/gi

/** `@`, `(at)`, `[at]`, `{at}`, with or without spaces; plain `at` only before `… dot com`. */
function atSign(words: Word[], at: number): { from: number; to: number } | null {
  const key = words[at]?.key
  if (key === '@') return words[at]?.isAttached === true && words[at + 1]?.isAttached === true ? { from: at, to: at + 1 } : null
  if (key !== 'at') return null
  const before = words[at - 1]?.key ?? ''
  const after = words[at + 1]?.key ?? ''
  const isBracketed =
    (before === '[' && after === ']') ||
    (before === '(' && after === ')') ||
    (before === '{' && after === '}') ||
    (before === '<' && after === '>')
  if (isBracketed) return { from: at - 1, to: at + 2 }
  if (NOT_MAILBOXES.has(before)) return null
  return isSpeltHost(words, at + 1) ||
    (words[at + 2]?.key === '.' &&
      words[at + 2]?.isAttached === true &&
      words[at + 3]?.isAttached === true &&
      (words[at + 3]?.key.length ?? 0) <= 4)
    ? { from: at, to: at + 1 }
    : null
}

/** Words that stand before `at` without being a mailbox: `apply at acme.com`. */
const NOT_MAILBOXES = new Set(
  'apply us me look work working visit more here online available join details website application applications it them out page see'.split(
    ' ',
  ),
)

/** `example dot com`, `green-fields [dot] org`. */
function isSpeltHost(words: Word[], from: number): boolean {
  let at = from + 1
  while (words[at]?.key === '-' && words[at]?.isAttached === true && at - from < 6) at += 2
  return words[at]?.key === 'dot' || (isOpening(words[at]) && words[at + 1]?.key === 'dot')
}

function isOpening(word: Word | undefined): boolean {
  return word?.key === '[' || word?.key === '(' || word?.key === '{'
}

function nameBefore(words: Word[], end: number): { from: number } | null {
  let from = end - 1
  if (words[from] === undefined || words[from]?.kind === 'mark') return null
  while (from > 0 && words[from]?.isAttached === true && end - from < 8) {
    const before = words[from - 1]
    if (
      before === undefined ||
      !(before.kind !== 'mark' || before.key === '.' || before.key === '_' || before.key === '-' || before.key === '+')
    )
      break
    from--
  }
  while (words[from]?.kind === 'mark' && from < end - 1) from++
  const isSpeltName = words[from - 1]?.key === 'dot' && words[from - 2]?.kind === 'word'
  if (isSpeltName) from -= 2
  return { from }
}

function hostAfter(words: Word[], from: number): { name: string; to: number } | null {
  let name = words[from]?.key ?? ''
  if (words[from]?.kind === 'mark' || name === '') return null
  let to = from + 1
  let hasDot = false
  for (let part = 0; part < 6; part++) {
    const dot = dotAt(words, to)
    const next = words[dot ?? to]
    if (dot === null || next === undefined || next.kind === 'mark') break
    const isDash = words[to]?.key === '-'
    hasDot ||= !isDash
    name += `${isDash ? '-' : '.'}${next.key}`
    to = dot + 1
  }
  return hasDot ? { name, to } : null
}

/** Index of the word after `.`, `-`, `dot`, `[dot]` or `(dot)`; `null` when the name ends. */
function dotAt(words: Word[], at: number): number | null {
  const key = words[at]?.key
  if ((key === '.' || key === '-') && words[at]?.isAttached === true && words[at + 1]?.isAttached === true) return at + 1
  if (key === 'dot') return at + 1
  return (key === '[' || key === '(' || key === '{') && words[at + 1]?.key === 'dot' ? at + 3 : null
}

/**
 * Seven to fifteen digits in groups: with a plus sign or in the American form, nine and more that start with a zero, or any behind a word of
 * calling (`Call Tom on …`).
 */
function findPhoneNumbers(text: string, words: Word[]): TextSpan[] {
  const found: TextSpan[] = []
  for (let at = 0; at < words.length; at++) {
    const first = words[at]
    const hasPlus = first?.key === '+' && (words[at + 1]?.kind === 'number' || words[at + 1]?.key === '(')
    if (first === undefined || (first.kind !== 'number' && !hasPlus && first.key !== '(')) continue
    const run = digitRun(words, at)
    const { groups, end } = run
    const digits = groups.reduce((sum, group) => sum + group.length, 0)
    const isAmerican = digits === 10 && groups.length === 3
    const isNational = groups[0]?.startsWith('0') === true && digits >= 9 && digits <= 12 && !isDate(groups)
    const isLong = digits === 11 && groups.length === 4 && groups[0] === '1'
    const isMoney = MONEY_SIGNS.has(words[at - 1]?.key ?? '')
    if (
      digits >= 7 &&
      digits <= 15 &&
      !isMoney &&
      (hasPlus ||
        isAmerican ||
        isLong ||
        isNational ||
        ((isIntroduced(words, at) || (words[at - 1]?.key === ':' && !groups.some((group) => group.endsWith('000')))) && !isDate(groups)))
    ) {
      const last = words[end - 1]?.end ?? first.start
      found.push({ value: text.slice(first.start, last), start: first.start, end: last })
      at = end - 1
    } else if (end > at + 1) at = end - 1
  }
  return found
}

/** The groups of digits from a word on, as one number is written; a spaced sign after seven digits starts another number. */
function digitRun(words: Word[], at: number): { groups: string[]; end: number } {
  const groups: string[] = []
  let digits = 0
  let end = at
  while (end < words.length && end - at < 20) {
    const word = words[end]
    if (word === undefined || (word.isLineStart && end > at)) break
    if (word.kind === 'number') {
      digits += word.key.length
      groups.push(word.key)
    } else if (!PHONE_SIGNS.has(word.key)) break
    else if (digits >= 7 && !word.isAttached && (word.key === '+' || word.key === '(' || words[end + 1]?.isAttached !== true)) break
    end++
  }
  while (end > at && words[end - 1]?.kind === 'mark') end--
  return { groups, end }
}

const PHONE_SIGNS = new Set(['-', '.', '(', ')', '+', '/', '•'])
const MONEY_SIGNS = new Set(['$', '€', '£', '₹', '¥'])

/** `01/12/2026`, `2026-12-01 18`: a day, whatever hour follows. */
function isDate(groups: string[]): boolean {
  const [a = '', b = '', c = ''] = groups
  const isYear = (group: string) => group.length === 4 && (group.startsWith('19') || group.startsWith('20'))
  return (a.length <= 2 && b.length <= 2 && isYear(c)) || (isYear(a) && b.length <= 2 && c.length <= 2)
}

const INTRODUCTION_WORDS_MAX = 6

/** Behind a word of calling, with at most a name and small words between. */
function isIntroduced(words: Word[], at: number): boolean {
  if (words[at - 1]?.key === 'at') return true
  for (let back = at - 1; back >= Math.max(0, at - INTRODUCTION_WORDS_MAX); back--) {
    const word = words[back]
    if (word === undefined || word.kind === 'number' || MONEY_SIGNS.has(word.key)) return false
    if (PHONE_WORDS.has(word.key)) return true
  }
  return false
}

const PHONE_WORDS = new Set(
  (
    'call calls calling text txt phone telephone tel telefon telephon whatsapp whats mobile ring dial cell sms ask contact reach message ' +
    'msg signal viber telegram number tlf telefono telefone tfno movil llamar llama llame appelez appeler anrufen ruf rufen rufnummer handy ' +
    'nummer mobil kontakt ligue chiama chiamare chiamate bel bellen zadzwon dzwon fon voicemail zalo'
  ).split(' '),
)
