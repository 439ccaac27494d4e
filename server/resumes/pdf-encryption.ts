import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'

/** Unpacks what a stream of this object holds. */
export type StreamKey = (packed: Uint8Array, object: { number: number; generation: number }) => Uint8Array

/**
 * The keys of a PDF that only its owner's password protects: the password to open it is empty, and what is kept from others is to print or to change it.
 * One key for each place that says how the file is encrypted, since readers differ in which they take.
 *
 * @param raw the file, a character a byte, names written plainly
 * @returns `null` when any of them asks for a password, or is of a kind that is not known
 * Source: ISO 32000-2, 7.6.4, algorithms 2, 2.A, 2.B, 4, 5 and 8.
 */
export function ownerOnlyKeys(raw: string): StreamKey[] | null {
  const ids = [
    ...new Set([...raw.matchAll(/\/ID\s*\[\s*(?=[<(])/g)].map(({ index, 0: found }) => latin(stringAt(raw, index + found.length)))),
  ]
  const dictionaries = encryptDictionaries(raw)
  if (dictionaries === null || dictionaries.length === 0 || dictionaries.length > PLACES_MAX || ids.length > PLACES_MAX) return null
  const keys = dictionaries.map((dictionary) => keyOf(dictionary, ids.length === 0 ? [''] : ids))
  return keys.every((key) => key !== null) ? keys.flatMap((key) => key ?? []) : null
}

const PLACES_MAX = 4
const DICTIONARY_CHARS_MAX = 4_000

/** Wherever the file says how it is encrypted, as text from its `<<` on; `null` when such a place cannot be found. */
function encryptDictionaries(raw: string): string[] | null {
  const found = new Set<string>()
  for (const { index, 0: word, 1: number, 2: generation } of raw.matchAll(/\/Encrypt\s*(?:(\d+)\s+(\d+)\s+R|<<)/g)) {
    if (number === undefined) {
      found.add(raw.slice(index + word.length - 2, index + DICTIONARY_CHARS_MAX))
      continue
    }
    const objects = [...raw.matchAll(new RegExp(`(?<!\\d)${number}\\s+${generation}\\s+obj\\s*(?=<<)`, 'g'))]
    if (objects.length === 0) return null
    for (const { index: at, 0: head } of objects) found.add(raw.slice(at + head.length, at + head.length + DICTIONARY_CHARS_MAX))
  }
  return [...found]
}

function keyOf(dictionary: string, ids: string[]): StreamKey | null {
  const numberOf = (name: string) => Number(new RegExp(`/${name}\\s+(-?\\d+)`).exec(dictionary)?.[1] ?? Number.NaN)
  const textOf = (name: string) => {
    const found = new RegExp(`/${name}\\s*(?=[<(])`).exec(dictionary)
    return found ? stringAt(dictionary, found.index + found[0].length) : new Uint8Array()
  }
  if (!/\/Filter\s*\/Standard\b/.test(dictionary)) return null
  const [version, revision] = [numberOf('V'), numberOf('R')]
  const [owner, user] = [textOf('O'), textOf('U')]
  if (version === 5) {
    const key = revision === 5 || revision === 6 ? wideKey(user, textOf('UE'), revision) : null
    return key && methodOf(dictionary) === 'AESV3' ? (packed) => aes('aes-256-cbc', key, packed) : null
  }
  const bits = version === 4 ? 128 : numberOf('Length') || 40
  const length = version === 1 || Number.isNaN(bits) ? 5 : bits / 8
  if (![1, 2, 4].includes(version) || ![2, 3, 4].includes(revision) || length < 5 || length > 16 || owner.length < 32) return null
  const method = version === 4 ? methodOf(dictionary) : 'V2'
  if (method !== 'V2' && method !== 'AESV2') return null
  const isBare = revision === 4 && /\/EncryptMetadata\s+false\b/.test(dictionary)
  const rights = new Uint8Array(new Int32Array([numberOf('P') | 0]).buffer)
  for (const id of ids) {
    let key = md5(PAD, owner.subarray(0, 32), rights, bytesOf(id), isBare ? new Uint8Array(4).fill(255) : new Uint8Array())
    if (revision >= 3) for (let turn = 0; turn < 50; turn++) key = md5(key.subarray(0, length))
    key = key.subarray(0, length)
    if (!isSame(user, checkOf(key, revision, id), revision === 2 ? 32 : 16)) continue
    return (packed, { number, generation }) => {
      const place = [number & 255, (number >> 8) & 255, (number >> 16) & 255, generation & 255, (generation >> 8) & 255]
      const own = md5(key, Uint8Array.from(place), method === 'AESV2' ? SALT : new Uint8Array()).subarray(0, Math.min(length + 5, 16))
      return method === 'AESV2' ? aes('aes-128-cbc', own, packed) : rc4(own, packed)
    }
  }
  return null
}

/** How streams are encrypted where a file may say so: one way for all of them. */
function methodOf(dictionary: string): string | null {
  const methods = new Set([...dictionary.matchAll(/\/CFM\s*\/(\w+)/g)].map(([, method]) => method))
  const [only] = methods
  return methods.size === 1 && /\/StmF\s*\/StdCF\b/.test(dictionary) ? (only ?? null) : null
}

/** What a file with this key keeps to know the empty password by. */
function checkOf(key: Uint8Array, revision: number, id: string): Uint8Array {
  if (revision === 2) return rc4(key, PAD)
  let check = rc4(key, md5(PAD, bytesOf(id)))
  for (let turn = 1; turn < 20; turn++)
    check = rc4(
      key.map((byte) => byte ^ turn),
      check,
    )
  return check
}

function wideKey(user: Uint8Array, sealed: Uint8Array, revision: number): Uint8Array | null {
  if (user.length < 48 || sealed.length < 32) return null
  const hash = (salt: Uint8Array) => (revision === 5 ? sha(256, salt) : hardened(salt))
  if (!isSame(user, hash(user.subarray(32, 40)), 32)) return null
  return decipher('aes-256-cbc', hash(user.subarray(40, 48)), new Uint8Array(16), sealed.subarray(0, 32))
}

/** Algorithm 2.B with an empty password. */
function hardened(salt: Uint8Array): Uint8Array {
  let key = sha(256, salt)
  for (let turn = 0; ; turn++) {
    const once = key
    const repeated = new Uint8Array(once.length * 64)
    for (let at = 0; at < 64; at++) repeated.set(once, at * once.length)
    const sealed = encipher(key.subarray(0, 16), key.subarray(16, 32), repeated)
    const rest = sealed.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3
    key = sha(rest === 0 ? 256 : rest === 1 ? 384 : 512, sealed)
    if (turn >= 63 && (sealed.at(-1) ?? 0) <= turn - 31) return key.subarray(0, 32)
  }
}

const PAD = Uint8Array.from(
  [...'28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a'.matchAll(/../g)].map(([pair]) => Number.parseInt(pair, 16)),
)
const SALT = new TextEncoder().encode('sAlT')

function md5(...parts: Uint8Array[]): Uint8Array {
  const hash = createHash('md5')
  for (const part of parts) hash.update(part)
  return new Uint8Array(hash.digest())
}

const sha = (bits: 256 | 384 | 512, bytes: Uint8Array) => new Uint8Array(createHash(`sha${bits}`).update(bytes).digest())

/** The first block says where the chain of the others begins; half a block at the end is no block. */
function aes(method: string, key: Uint8Array, packed: Uint8Array): Uint8Array {
  return decipher(method, key, packed.subarray(0, 16), packed.subarray(16, packed.length - (packed.length % 16)))
}

function decipher(method: string, key: Uint8Array, start: Uint8Array, sealed: Uint8Array): Uint8Array {
  if (start.length < 16 || sealed.length === 0) return new Uint8Array()
  const opened = createDecipheriv(method, key, start).setAutoPadding(false)
  return joined(opened.update(sealed), opened.final())
}

function encipher(key: Uint8Array, start: Uint8Array, open: Uint8Array): Uint8Array {
  const sealed = createCipheriv('aes-128-cbc', key, start).setAutoPadding(false)
  return joined(sealed.update(open), sealed.final())
}

function joined(first: Uint8Array, last: Uint8Array): Uint8Array {
  if (last.length === 0) return first
  const both = new Uint8Array(first.length + last.length)
  both.set(first)
  both.set(last, first.length)
  return both
}

function rc4(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  const state = Uint8Array.from({ length: 256 }, (_, at) => at)
  const take = (at: number) => state[at & 255] ?? 0
  const swap = (one: number, other: number) => {
    const held = take(one)
    state[one & 255] = take(other)
    state[other & 255] = held
  }
  for (let at = 0, other = 0; at < 256; at++) {
    other = (other + take(at) + (key[at % key.length] ?? 0)) & 255
    swap(at, other)
  }
  let [one, other] = [0, 0]
  return bytes.map((byte) => {
    one = (one + 1) & 255
    other = (other + take(one)) & 255
    swap(one, other)
    return byte ^ take(take(one) + take(other))
  })
}

const isSame = (one: Uint8Array, other: Uint8Array, length: number) =>
  one.length >= length && other.length >= length && other.subarray(0, length).every((byte, at) => byte === one[at])

const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 255)
const latin = (bytes: Uint8Array) => String.fromCharCode(...bytes)

const STRING_BYTES_MAX = 256
const ESCAPES: Record<string, number> = { n: 10, r: 13, t: 9, b: 8, f: 12 }

/** A string of PDF that begins here: `<28bf>` or `(N^\\)u)`. */
function stringAt(raw: string, at: number): Uint8Array {
  if (raw[at] === '<') {
    const digits = (/^<([\da-fA-F\s]*)>/.exec(raw.slice(at, at + 4 * STRING_BYTES_MAX))?.[1] ?? '').replace(/\s+/g, '')
    return Uint8Array.from(digits.match(/..?/g) ?? [], (pair) => Number.parseInt(pair.padEnd(2, '0'), 16))
  }
  const bytes: number[] = []
  let depth = 0
  for (let index = at; index < raw.length && bytes.length < STRING_BYTES_MAX; index++) {
    const letter = raw[index] ?? ''
    if (letter === '\\') {
      const octal = /^[0-7]{1,3}/.exec(raw.slice(index + 1, index + 4))?.[0]
      const next = raw[index + 1] ?? ''
      index += octal ? octal.length : next === '\r' && raw[index + 2] === '\n' ? 2 : 1
      if (octal) bytes.push(Number.parseInt(octal, 8) & 255)
      else if (next !== '\r' && next !== '\n') bytes.push(ESCAPES[next] ?? next.charCodeAt(0))
      continue
    }
    if (letter === '(') depth += 1
    if (letter === ')') depth -= 1
    if (depth === 0) break
    if (index > at) bytes.push(letter.charCodeAt(0))
  }
  return Uint8Array.from(bytes)
}
