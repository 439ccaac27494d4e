import type { PayPeriod, Salary } from '../../contract/jobs'
import { yearlySalary } from '../jobs/core/normalise-salary'
import type { Word } from '../skills/read-words'
import type { PostLine, WordRange } from './read-lines'

export interface SalaryReading {
  salary: Salary
  start: number
  end: number
}

/**
 * The first pay a post states, with its currency and period. A bare amount counts only where pay is spoken of: in the headline, on
 * a line for pay, after a word for pay, or with a period; money that was raised, earned or budgeted does not.
 *
 * @param countryCode where the job is, when known: it decides what a bare `$` or `kr` means, and then the pay is an estimate
 * @param title where the title stands: of several amounts the one right behind it is meant
 */
export function readSalary(
  words: Word[],
  lines: PostLine[],
  countryCode: string | null,
  title: WordRange | null = null,
): SalaryReading | null {
  let best: { pay: PayMention; weight: number } | null = null
  for (const line of lines) {
    for (let at = line.from; at < line.to; at++) {
      if (!startsAmount(words[at])) continue
      const pay = readPayAt(words, at, line.from, line.to)
      if (pay === null) {
        at = skipNumber(words, at, line.to)
        continue
      }
      at = Math.max(at, pay.toWord - 1)
      const weight = weighPay(words, pay, line) + (isOfTitle(words, pay, title) ? 8 : 0)
      if (weight >= WEIGHT_MIN && (best === null || weight > best.weight + 2)) best = { pay, weight }
    }
  }
  return best === null ? null : salaryOf(words, best.pay, countryCode, readWeeklyHours(words))
}

const WEIGHT_MIN = 3
const TITLE_DISTANCE_MAX = 4

/** `Head chef (£38k)`: right behind the title on its line, with no other amount between. */
function isOfTitle(words: Word[], pay: PayMention, title: WordRange | null): boolean {
  if (title === null || pay.currency === null || pay.fromWord < title.to || pay.fromWord - title.to > TITLE_DISTANCE_MAX) return false
  return words.slice(title.to, pay.fromWord).every((word) => word.kind !== 'number' && !word.isLineStart && word.key !== '.')
}

interface Amount {
  value: number
  hasThousands: boolean
  /** Written like money: grouped, with decimals, or with a `k`. */
  isGrouped: boolean
  fromWord: number
  toWord: number
}

interface PayMention {
  min: Amount | null
  max: Amount | null
  currency: string | null
  /** The text gave `$` only. */
  isBareDollar: boolean
  isBareCrown: boolean
  period: PayPeriod | null
  /** Lakhs a year, as pay is told in India. */
  isLakhs: boolean
  fromWord: number
  toWord: number
}

function startsAmount(word: Word | undefined): boolean {
  if (word === undefined || word.kind === 'mark') return false
  if (isRands(word)) return true
  const code = word.key.charCodeAt(0)
  return code >= 48 && code <= 57
}

/** `R24`, the first word of `R24,000`. */
function isRands(word: Word | undefined): boolean {
  return word?.isCapital === true && /^r\d{2,6}k?$/.test(word.key)
}

function skipNumber(words: Word[], at: number, to: number): number {
  let end = at
  while (
    end + 1 < to &&
    words[end + 1]?.isAttached &&
    (words[end + 1]?.kind === 'number' || words[end + 1]?.key === '.' || words[end + 1]?.key === ',')
  )
    end++
  return end
}

function readPayAt(words: Word[], at: number, lineFrom: number, to: number): PayMention | null {
  const before = currencyBefore(words, at, lineFrom)
  const low = readAmount(words, at, to)
  if (low === null) return null
  let end = low.toWord
  let currency = before?.code ?? (isRands(words[at]) ? 'ZAR' : null)
  let fromWord = before?.fromWord ?? at
  const lowAfter = currencyAt(words, end, to)
  if (lowAfter !== null) {
    currency ??= lowAfter.code
    end = lowAfter.toWord
  }
  const lowPeriod = readPeriod(words, end, to)
  if (lowPeriod !== null && isRangeSign(words, lowPeriod.toWord, to) > 0) end = lowPeriod.toWord
  const signLength = isRangeSign(words, end, to)
  let high: Amount | null = null
  if (signLength > 0) {
    let highAt = end + signLength
    const highBefore = currencyAt(words, highAt, to)
    if (highBefore !== null) highAt = highBefore.toWord
    if (startsAmount(words[highAt])) high = readAmount(words, highAt, to)
    if (high !== null) {
      currency ??= highBefore?.code ?? null
      end = high.toWord
      const highAfter = currencyAt(words, end, to)
      if (highAfter !== null) {
        currency = moreExact(currency, highAfter.code)
        end = highAfter.toWord
      }
    }
  }
  const lakhs = readLakhs(words, (high ?? low).toWord, to)
  if (lakhs !== null && lakhs > end) end = lakhs
  const beforePlus = end
  if (words[end]?.key === '+') end++
  const trailing = currencyAt(words, end, to)
  if (trailing !== null) {
    currency = moreExact(currency, trailing.code)
    end = trailing.toWord
  }
  const periodEnd = readPeriod(words, end, to)
  const named = trailing === null && periodEnd !== null ? currencyAt(words, periodEnd.toWord, to) : null
  if (named !== null && (currency === null || currency === '$')) currency = named.code
  const period = periodEnd ?? lowPeriod ?? periodBefore(words, fromWord, lineFrom)
  if (period !== null && period.toWord > end) end = period.toWord
  if (period !== null && period.fromWord < fromWord) fromWord = period.fromWord
  if (end === beforePlus + 1) end = beforePlus
  const isOpenTop = high === null && isUpTo(words, before?.fromWord ?? at, lineFrom)
  if (high !== null) shareThousands(low, high)
  return {
    min: isOpenTop ? null : low,
    max: isOpenTop ? low : high,
    currency: currency === '$' ? 'USD' : currency === 'kr' ? null : (currency ?? (lakhs === null ? null : 'INR')),
    isBareDollar: currency === '$',
    isBareCrown: currency === 'kr',
    period: period?.period ?? (lakhs === null ? null : 'year'),
    isLakhs: lakhs !== null,
    fromWord,
    toWord: end,
  }
}

/** `55 - 85k` and `€60–80k` mean thousands on both sides. */
function shareThousands(low: Amount, high: Amount): void {
  if (high.hasThousands && !low.hasThousands && low.value < 1_000) {
    low.value *= 1_000
    low.hasThousands = true
  } else if (low.hasThousands && !high.hasThousands && high.value < 1_000) {
    high.value *= 1_000
    high.hasThousands = true
  }
}

/** Reads `120,000`, `120.000`, `120 000`, `90'000`, `18.50`, `175k`, `1.5k` that starts at a word; `null` when it is no amount. */
function readAmount(words: Word[], at: number, to: number): Amount | null {
  const head = words[at]
  if (head === undefined) return null
  let digits = isRands(head) ? head.key.slice(1) : head.key
  let end = at + 1
  let isGrouped = false
  let decimals = ''
  let suffix = ''
  if (head.kind === 'word') {
    const split = splitDigits(digits)
    digits = split.digits
    suffix = split.rest
  }
  while (suffix === '' && end + 1 < to) {
    const sign = words[end]
    const next = words[end + 1]
    const isSeparator = sign?.isAttached && next?.isAttached === true && (sign.key === ',' || sign.key === '.' || sign.key === "'")
    if (isSeparator && next !== undefined && startsAmount(next)) {
      const part = splitDigits(next.key)
      if (part.digits.length === 3 && digits.length <= 3 + (isGrouped ? 6 : 0) && decimals === '' && digits !== '0') {
        digits += part.digits
        isGrouped = true
      } else if (sign.key !== "'" && part.digits.length <= 2 && decimals === '') {
        decimals = part.digits
      } else break
      suffix = part.rest
      end += 2
      continue
    }
    // A space groups thousands only where each part has three digits.
    if (
      sign !== undefined &&
      sign.kind === 'number' &&
      sign.key.length === 3 &&
      digits.length <= 3 &&
      decimals === '' &&
      sign.start - (words[end - 1]?.end ?? 0) === 1 &&
      words[end + 1]?.key !== '%'
    ) {
      digits += sign.key
      isGrouped = true
      end += 1
      continue
    }
    break
  }
  if (digits.length > 9) return null
  // `.-` and `,-` close a price in German and Dutch.
  if (
    (words[end]?.key === ',' || words[end]?.key === '.') &&
    words[end]?.isAttached &&
    words[end + 1]?.key === '-' &&
    words[end + 1]?.isAttached
  )
    end += 2
  const hasThousands = suffix === 'k' || (suffix === '' && isThousandsWord(words[end]))
  if (suffix === '' && hasThousands) end++
  const hasMillions = suffix === 'm' && MILLION_SIGNS.has(words[at - 1]?.key ?? '')
  const glued = suffix !== '' && suffix !== 'k' && !hasMillions && !isMillionsAfter(words, at, suffix) && !GLUED.has(suffix)
  if (glued) return null
  const value = Number(decimals === '' ? digits : `${digits}.${decimals}`) * (hasThousands ? 1_000 : suffix === 'm' ? 1_000_000 : 1)
  return Number.isFinite(value) && value > 0
    ? { value, hasThousands, isGrouped: isGrouped || hasThousands || decimals.length === 2, fromWord: at, toWord: end }
    : null
}

/** Signs of money that a year's pay is told in millions of. */
const MILLION_SIGNS = new Set(['¥', '₩', '₫'])
const MILLION_CODES = new Set('jpy krw vnd idr cop clp huf twd'.split(' '))

/** `NT$1.5M`, `JPY 9M`, and the upper end of such a range. */
function isMillionsAfter(words: Word[], at: number, suffix: string): boolean {
  if (suffix !== 'm') return false
  for (let back = at - 1; back >= Math.max(0, at - 6); back--) {
    const word = words[back]
    if (word === undefined || word.key === '|' || word.key === 'raised') return false
    if (MILLION_SIGNS.has(word.key) || MILLION_CODES.has(word.key) || (word.key === '$' && words[back - 1]?.key === 'nt')) return true
  }
  return false
}

/** What may stand glued to a number without making it a name: a currency, a period or a unit of lakhs. */
const GLUED = new Set('usd eur gbp cad aud chf sek nok dkk pln inr lpa l hr h keur kusd kgbp zl kr ph pm pa tl'.split(' '))

function splitDigits(key: string): { digits: string; rest: string } {
  let at = 0
  while (at < key.length && key.charCodeAt(at) >= 48 && key.charCodeAt(at) <= 57) at++
  return { digits: key.slice(0, at), rest: key.slice(at) }
}

function isThousandsWord(word: Word | undefined): boolean {
  return (
    word !== undefined && (word.key === 'k' || word.key === 'tsd' || word.key === 'thousand' || word.key === 'mil' || word.key === 'keur')
  )
}

interface CurrencySign {
  code: string
  fromWord: number
  toWord: number
}

const SIGNS: Record<string, string> = {
  $: '$',
  '€': 'EUR',
  '£': 'GBP',
  '₹': 'INR',
  '¥': 'JPY',
  '₽': 'RUB',
  '₺': 'TRY',
  '₴': 'UAH',
  '₪': 'ILS',
  '₱': 'PHP',
  '₩': 'KRW',
  '₦': 'NGN',
  '₫': 'VND',
  '฿': 'THB',
  '৳': 'BDT',
  '₵': 'GHS',
  kč: 'CZK',
}
const CODES: Record<string, string> = {
  usd: 'USD',
  us$: 'USD',
  eur: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  gbp: 'GBP',
  cad: 'CAD',
  aud: 'AUD',
  nzd: 'NZD',
  sgd: 'SGD',
  hkd: 'HKD',
  chf: 'CHF',
  fr: 'CHF',
  sek: 'SEK',
  nok: 'NOK',
  dkk: 'DKK',
  pln: 'PLN',
  zl: 'PLN',
  zloty: 'PLN',
  czk: 'CZK',
  kc: 'CZK',
  huf: 'HUF',
  ron: 'RON',
  bgn: 'BGN',
  inr: 'INR',
  rs: 'INR',
  jpy: 'JPY',
  yen: 'JPY',
  cny: 'CNY',
  rmb: 'CNY',
  brl: 'BRL',
  mxn: 'MXN',
  ars: 'ARS',
  cop: 'COP',
  clp: 'CLP',
  zar: 'ZAR',
  aed: 'AED',
  sar: 'SAR',
  ils: 'ILS',
  nis: 'ILS',
  try: 'TRY',
  tl: 'TRY',
  uah: 'UAH',
  php: 'PHP',
  thb: 'THB',
  idr: 'IDR',
  myr: 'MYR',
  krw: 'KRW',
  twd: 'TWD',
  kes: 'KES',
  ngn: 'NGN',
  egp: 'EGP',
  mad: 'MAD',
  pkr: 'PKR',
  ghs: 'GHS',
  npr: 'NPR',
  bdt: 'BDT',
  vnd: 'VND',
  lkr: 'LKR',
  rwf: 'RWF',
  ugx: 'UGX',
  tzs: 'TZS',
  ksh: 'KES',
  kshs: 'KES',
  ntd: 'TWD',
  taka: 'BDT',
  pounds: 'GBP',
  pound: 'GBP',
  rand: 'ZAR',
  kr: 'kr',
  dollars: '$',
  bucks: '$',
  keur: 'EUR',
  kusd: 'USD',
  kgbp: 'GBP',
  quid: 'GBP',
}
/** Letters before a `$` that name the dollar. */
const DOLLARS: Record<string, string> = {
  us: 'USD',
  u: 'USD',
  ca: 'CAD',
  c: 'CAD',
  cad: 'CAD',
  cdn: 'CAD',
  can: 'CAD',
  a: 'AUD',
  au: 'AUD',
  aud: 'AUD',
  usd: 'USD',
  nz: 'NZD',
  s: 'SGD',
  sg: 'SGD',
  hk: 'HKD',
  r: 'BRL',
  nt: 'TWD',
  mx: 'MXN',
}

function currencyAt(words: Word[], at: number, to: number): CurrencySign | null {
  const word = words[at]
  if (word === undefined || at >= to) return null
  const next = words[at + 1]
  if (next?.key === '$' && next.isAttached && at + 1 < to && DOLLARS[word.key] !== undefined)
    return { code: DOLLARS[word.key] ?? '$', fromWord: at, toWord: at + 2 }
  const sign = SIGNS[word.key]
  if (sign !== undefined) {
    if (sign === '$' && next !== undefined && at + 1 < to && isDollarCode(next))
      return { code: CODES[next.key] ?? '$', fromWord: at, toWord: at + 2 }
    return { code: sign, fromWord: at, toWord: at + 1 }
  }
  // `R 32 000` and `R24,000` are rands.
  if (word.key === 'r' && word.isAllCapitals && words[at + 1]?.kind === 'number' && (words[at + 1]?.key.length ?? 0) > 1)
    return { code: 'ZAR', fromWord: at, toWord: at + 1 }
  const code = CODES[word.key]
  if (code === undefined || (SHORT_CODES.has(word.key) && word.isAllCapitals && word.key !== 'tl')) return null
  // Rs. 20,000
  return { code, fromWord: at, toWord: word.key === 'rs' && next?.key === '.' ? at + 2 : at + 1 }
}

/** Currency words that are also other words; they count only right beside an amount. */
const SHORT_CODES = new Set(['try', 'fr', 'mad', 'cop'])

function isDollarCode(word: Word): boolean {
  return word.key === 'usd' || word.key === 'cad' || word.key === 'aud' || word.key === 'nzd' || word.key === 'sgd' || word.key === 'hkd'
}

function currencyBefore(words: Word[], at: number, lineFrom: number): CurrencySign | null {
  let last = at - 1
  if (words[last]?.key === '~' || words[last]?.key === '≈') last--
  if (last < lineFrom) return null
  for (const from of [last - 1, last]) {
    if (from < lineFrom) continue
    const found = currencyAt(words, from, last + 1)
    if (found !== null && found.toWord === last + 1) return found
  }
  return null
}

/** A code beats a bare `$`. */
function moreExact(current: string | null, found: string): string {
  return current === null || current === '$' || current === 'kr' ? found : current
}

function isRangeSign(words: Word[], at: number, to: number): number {
  if (at >= to) return 0
  const key = words[at]?.key ?? ''
  if (key === '-' || key === '~' || key === '→') return words[at + 1]?.key === '-' || words[at + 1]?.key === '>' ? 2 : 1
  if (
    key === 'to' ||
    key === 'bis' ||
    key === 'and' ||
    key === 'a' ||
    key === 'y' ||
    key === 'et' ||
    key === 'do' ||
    key === 'tot' ||
    key === 'ate' ||
    key === 'hasta' ||
    key === 'til' ||
    key === 'through'
  )
    return 1
  return key === 'up' && words[at + 1]?.key === 'to' ? 2 : 0
}

function isUpTo(words: Word[], at: number, lineFrom: number): boolean {
  const before = at - 1 >= lineFrom ? (words[at - 1]?.key ?? '') : ''
  const beforeThat = at - 2 >= lineFrom ? (words[at - 2]?.key ?? '') : ''
  return (
    (before === 'to' && beforeThat === 'up') ||
    (before === 'zu' && beforeThat === 'bis') ||
    before === 'upto' ||
    before === 'hasta' ||
    before === 'max' ||
    before === 'jusqu' ||
    before === '<'
  )
}

function readLakhs(words: Word[], at: number, to: number): number | null {
  const last = words[at - 1]?.key ?? ''
  if (/^\d{1,3}(lpa|l)$/.test(last)) return at
  const key = at < to ? words[at]?.key : undefined
  if (key === 'lpa' || key === 'lakh' || key === 'lakhs' || key === 'lac' || key === 'lacs') return at + 1
  return null
}

interface PeriodReading {
  period: PayPeriod
  fromWord: number
  toWord: number
}

const UNITS: Record<string, PayPeriod> = {
  hour: 'hour',
  hours: 'hour',
  hr: 'hour',
  hrs: 'hour',
  h: 'hour',
  hourly: 'hour',
  stunde: 'hour',
  std: 'hour',
  heure: 'hour',
  hora: 'hour',
  ora: 'hour',
  uur: 'hour',
  godz: 'hour',
  ph: 'hour',
  timme: 'hour',
  stundlich: 'hour',
  day: 'day',
  daily: 'day',
  tag: 'day',
  jour: 'day',
  dia: 'day',
  d: 'day',
  pd: 'day',
  dag: 'day',
  giorno: 'day',
  shift: 'day',
  week: 'week',
  weekly: 'week',
  wk: 'week',
  woche: 'week',
  semaine: 'week',
  semana: 'week',
  pw: 'week',
  settimana: 'week',
  month: 'month',
  monthly: 'month',
  mo: 'month',
  mth: 'month',
  monat: 'month',
  monatlich: 'month',
  mtl: 'month',
  mois: 'month',
  mes: 'month',
  mese: 'month',
  maand: 'month',
  pm: 'month',
  pcm: 'month',
  mensuel: 'month',
  mensuales: 'month',
  mensual: 'month',
  mensal: 'month',
  mensais: 'month',
  mies: 'month',
  miesiecznie: 'month',
  rocznie: 'year',
  miesiac: 'month',
  manad: 'month',
  mtc: 'month',
  ay: 'month',
  year: 'year',
  yearly: 'year',
  yr: 'year',
  yrs: 'year',
  y: 'year',
  annum: 'year',
  annual: 'year',
  annually: 'year',
  jahr: 'year',
  jahrlich: 'year',
  pa: 'year',
  an: 'year',
  annee: 'year',
  ano: 'year',
  anno: 'year',
  anual: 'year',
  anuales: 'year',
  jaar: 'year',
  ar: 'year',
  annuel: 'year',
  annui: 'year',
  rok: 'year',
  lpa: 'year',
  ctc: 'year',
}
const PERIOD_JOINTS = new Set([
  '/',
  'per',
  'a',
  'an',
  'pro',
  'par',
  'por',
  'al',
  'the',
  'each',
  'every',
  'im',
  'p',
  'je',
  'na',
  'le',
  'la',
  'el',
  'all',
  'l',
  "'",
  'de',
  'um',
  'ao',
])
/** Words that may stand between an amount and its period: `45.000 € brutto/Jahr`. */
const PERIOD_FILLERS = new Set(
  'brutto gross brut bruts brutos bruto lordi netto net base salary usd ( . + k paid ote total comp cad eur'.split(' '),
)

/** `p/h`, `p/u`, `p/m` … as Britons and Dutch write them. */
const PER_LETTERS: Record<string, PayPeriod> = { h: 'hour', u: 'hour', d: 'day', w: 'week', m: 'month', a: 'year', j: 'year' }

function readPeriod(words: Word[], at: number, to: number): PeriodReading | null {
  const gluedUnit = splitDigits(words[at - 1]?.key ?? '').rest
  if (gluedUnit === 'hr' || gluedUnit === 'ph' || (gluedUnit === 'h' && words[at - 2]?.kind === 'mark'))
    return { period: 'hour', fromWord: at - 1, toWord: at }
  let scan = at
  for (let step = 0; step < 2 && scan < to && PERIOD_FILLERS.has(words[scan]?.key ?? ''); step++) scan++
  let joints = 0
  while (joints < 3 && scan < to && PERIOD_JOINTS.has(words[scan]?.key ?? '')) {
    const isAnnum = words[scan]?.key === 'p' && words[scan + 1]?.key === '.' && words[scan + 2]?.key === 'a'
    if (isAnnum) return { period: 'year', fromWord: at, toWord: Math.min(to, scan + 4) }
    if (words[scan]?.key === 'p' && words[scan + 1]?.key === '/') {
      const unit = PER_LETTERS[words[scan + 2]?.key ?? '']
      if (unit !== undefined) return { period: unit, fromWord: at, toWord: Math.min(to, scan + 3) }
    }
    if (words[scan]?.key === 'an' && !(words[scan + 1]?.key === 'hour')) break
    scan++
    joints++
  }
  const key = scan < to ? (words[scan]?.key ?? '') : ''
  const unit = Object.hasOwn(UNITS, key) ? UNITS[key] : undefined
  if (unit === undefined) return null
  const isShort = key.length <= 2 && key !== 'hr' && key !== 'pa' && key !== 'ph' && key !== 'pw' && key !== 'pm'
  if (joints === 0 && isShort) return null
  // `a year` needs its article, `10 years` is experience.
  if (
    joints === 0 &&
    (key === 'year' || key === 'day' || key === 'month' || key === 'week' || key === 'hours' || key === 'yrs' || key === 'shift')
  )
    return null
  return { period: unit, fromWord: at, toWord: scan + 1 }
}

/** `Hourly rate: $40`, `annual salary of 50,000`. */
function periodBefore(words: Word[], at: number, lineFrom: number): PeriodReading | null {
  for (let back = at - 1; back >= Math.max(lineFrom, at - 6); back--) {
    const key = words[back]?.key ?? ''
    if (key === 'hourly' || key === 'stundenlohn') return { period: 'hour', fromWord: back, toWord: at }
    if (key === 'annual' || key === 'annually' || key === 'yearly' || key === 'jahresgehalt')
      return { period: 'year', fromWord: back, toWord: at }
    if (key === 'monthly' || key === 'monatsgehalt') return { period: 'month', fromWord: back, toWord: at }
    if (key === 'weekly') return { period: 'week', fromWord: back, toWord: at }
    if (key === '.' || key === '|') return null
  }
  return null
}

const PAY_WORDS = new Set(
  (
    'salary pay paying pays paid compensation comp rate wage wages salaries base ote tc earn earning gehalt lohn ' +
    'stundenlohn verdienst verguetung vergutung jahresgehalt salaire remuneration salario sueldo remuneracao retribuzione ' +
    'stipendio ral loon salaris ctc starting starts start wynagrodzenie offer offering range brutto gross maas'
  ).split(' '),
)
/** Money of these words is not pay. */
const NOT_PAY_AFTER = new Set(
  (
    'million millions billion billions trillion m mm b bn mn raised funding arr revenue mrr gmv aum seed series valuation ' +
    'budget bonus stipend prize bounty referral reward credit credits grant gift users customers people companies employees ' +
    'downloads stars exits discount allowance sign signing retention learning deposit tickets worth off for'
  ).split(' '),
)
const NOT_PAY_BEFORE = new Set(
  (
    'raised raising raise funding backed revenue save saved costs cost worth valued valuation bonus bonuses budget ' +
    'processing processed managing sold stipend referral prize bounty profit sales reward equity over loan fee deposit ' +
    'donated ticket spend'
  ).split(' '),
)

function weighPay(words: Word[], pay: PayMention, line: PostLine): number {
  if (pay.currency === null && !pay.isBareCrown) {
    // Without any currency only `Salary: 80-100k` and the like are read, when the place tells the currency.
    return -1
  }
  const after = words[pay.toWord]?.key ?? ''
  if (
    pay.toWord < line.to &&
    NOT_PAY_AFTER.has(after) &&
    !(after === 'bonus' && pay.period !== null) &&
    !(after === 'for' && (pay.period !== null || pay.max !== null))
  )
    return -1
  if (after === '%') return -1
  if (!isPlausible(pay)) return -1
  let weight = 0
  if (pay.min !== null && pay.max !== null) weight += 3
  if (pay.period !== null) weight += 3
  if (line.label === 'pay') weight += 4
  if (line.isHeadline) weight += 2
  if (line.isHeadline && (words[pay.fromWord - 1]?.key === '|' || words[pay.toWord]?.key === '|')) weight += 1
  if (pay.min?.hasThousands || pay.max?.hasThousands) weight += 1
  let seen = 0
  for (let back = pay.fromWord - 1; back >= line.from && seen < 8; back--, seen++) {
    const key = words[back]?.key ?? ''
    if (NOT_PAY_BEFORE.has(key) && seen < 5 && line.label !== 'pay') {
      weight -= 4
      break
    }
    if (key === '.' && words[back + 1]?.isAttached === false) break
    if (PAY_WORDS.has(key)) {
      weight += 3
      break
    }
  }
  for (let ahead = pay.toWord; ahead < Math.min(line.to, pay.toWord + 4); ahead++) {
    const key = words[ahead]?.key ?? ''
    if (key === '.' || key === '|' || key === ',' || key === ';' || words[ahead]?.isLineStart) break
    if (PAY_WORDS.has(key) || key === 'equity' || key === 'doe' || key === 'dependent' || key === 'depending') {
      weight += 2
      break
    }
    if (key === '+' || key === '&' || key === 'and' || key === 'plus') break
    if (NOT_PAY_AFTER.has(key) && key !== 'for' && key !== 'bonus' && key !== 'm' && key !== 'b') weight -= 4
  }
  return weight
}

/** Yearly units of currency that pay may lie between, with the rate to the dollar only roughly told. */
const UNITS_PER_DOLLAR: Record<string, number> = {
  INR: 85,
  JPY: 150,
  KRW: 1_350,
  RUB: 90,
  HUF: 360,
  IDR: 16_000,
  VND: 25_000,
  CLP: 950,
  COP: 4_000,
  ARS: 1_000,
  SEK: 10,
  NOK: 10,
  DKK: 7,
  CZK: 23,
  PLN: 4,
  TRY: 40,
  UAH: 41,
  PHP: 57,
  THB: 35,
  TWD: 32,
  MXN: 18,
  ZAR: 18,
  BRL: 5,
  CNY: 7,
  HKD: 8,
  KES: 130,
  NGN: 1_500,
  EGP: 50,
  PKR: 280,
  GHS: 12,
  NPR: 135,
  BDT: 120,
  LKR: 300,
  RWF: 1_400,
  UGX: 3_700,
  TZS: 2_600,
}
const TIMES: Record<PayPeriod, number> = { hour: 2_080, day: 260, week: 52, month: 12, year: 1 }

function isPlausible(pay: PayMention): boolean {
  const amount = pay.max?.value ?? pay.min?.value ?? 0
  const low = pay.min?.value ?? amount
  if (pay.max !== null && pay.min !== null && (amount > low * 12 || low > amount * 12)) return false
  const period = pay.period ?? guessPeriod(pay)
  const yearly = (amount * (pay.isLakhs ? 100_000 : 1) * TIMES[period]) / (UNITS_PER_DOLLAR[pay.currency ?? 'SEK'] ?? 1)
  return yearly >= 1_500 && yearly <= 3_000_000
}

function guessPeriod(pay: PayMention): PayPeriod {
  const amount = (pay.max?.value ?? pay.min?.value ?? 0) * (pay.isLakhs ? 100_000 : 1)
  const dollars = amount / (UNITS_PER_DOLLAR[pay.currency ?? 'SEK'] ?? 1)
  if (dollars < 200) return 'hour'
  if (dollars < 900) return 'day'
  return dollars < 12_000 ? 'month' : 'year'
}

/** Currencies in which nobody earns this much in a month, so that a large amount without a period is a year's pay by custom. */
const YEARLY_BY_CUSTOM = new Set(['USD', 'EUR', 'GBP', 'CHF', 'CAD', 'AUD', 'NZD', 'SGD'])
const DOLLAR_OF: Record<string, string> = { CA: 'CAD', AU: 'AUD', NZ: 'NZD', SG: 'SGD', HK: 'HKD' }
const CROWN_OF: Record<string, string> = { SE: 'SEK', NO: 'NOK', DK: 'DKK', IS: 'ISK' }

const WEEK_WORDS = new Set('week wk weekly woche semaine semana settimana pw'.split(' '))
const HOUR_WORDS = new Set('hours hour hrs hr h stunden std heures horas ore uur'.split(' '))
const FULL_TIME_FROM = 30

/** Hours a week under 30, as `20 hours a week`, `14 h/week` or, of a place of a few hours, `14 hours,`; `undefined` when none are stated. */
function readWeeklyHours(words: Word[]): number | undefined {
  for (let at = 1; at < words.length; at++) {
    const number = words[at - 1]
    const glued = splitDigits(number?.key ?? '')
    const isGlued = glued.rest !== '' && HOUR_WORDS.has(glued.rest)
    const hours = Number(isGlued ? glued.digits : number?.kind === 'number' ? number.key : '')
    const unitAt = isGlued ? at - 1 : at
    if (hours < 4 || hours >= FULL_TIME_FROM || !(isGlued || HOUR_WORDS.has(words[at]?.key ?? ''))) continue
    if (
      (words[at - 2]?.key === '.' && number?.isAttached === true) ||
      words[at - 2]?.key === '/' ||
      CURRENCY_SIGNS.has(words[at - 2]?.key ?? '')
    )
      continue
    if (words[unitAt + 1]?.isLineStart !== true && words.slice(unitAt + 1, unitAt + 4).some((word) => WEEK_WORDS.has(word.key)))
      return hours
    const before = words[at - 2]?.key ?? '.'
    const after = words[unitAt + 1]?.key ?? '.'
    if (hours >= 8 && (before === '.' || words[at - 1]?.isLineStart === true) && (after === ',' || after === '.')) return hours
  }
  return undefined
}

const CURRENCY_SIGNS = new Set(['$', '€', '£', '₹', '¥'])

function salaryOf(words: Word[], pay: PayMention, countryCode: string | null, hoursAWeek: number | undefined): SalaryReading | null {
  const isChineseYuan = pay.currency === 'JPY' && countryCode === 'CN' && words[pay.fromWord]?.key === '¥'
  const bareDollar = pay.isBareDollar ? DOLLAR_OF[countryCode ?? ''] : undefined
  const currency = pay.isBareCrown ? (CROWN_OF[countryCode ?? ''] ?? null) : isChineseYuan ? 'CNY' : (bareDollar ?? pay.currency)
  if (currency === null) return null
  const period = pay.period ?? guessPeriod(pay)
  const amount = pay.max?.value ?? pay.min?.value ?? 0
  const isPeriodGuessed = pay.period === null && !(period === 'year' && amount >= 20_000 && YEARLY_BY_CUSTOM.has(currency))
  const isCurrencyGuessed = pay.isBareCrown || (pay.isBareDollar && DOLLAR_OF[countryCode ?? ''] !== undefined)
  const times = pay.isLakhs ? 100_000 : 1
  const cents = (one: Amount | null) => (one === null ? null : Math.round(one.value * times * 100))
  const salary = yearlySalary({
    minCents: cents(pay.min),
    maxCents: cents(pay.max),
    currency,
    period,
    isEstimate: isPeriodGuessed || isCurrencyGuessed,
    hoursAWeek,
  })
  return { salary, start: words[pay.fromWord]?.start ?? 0, end: words[pay.toWord - 1]?.end ?? 0 }
}
