import type { Salary } from '../../contract/jobs'
import { PERIOD_WORDS } from './words'

/** Pay for comparison: its yearly value, `€65–80k a year`. An estimate is said to be one. `null` when no amount is known. */
export function formatYearlyPay(salary: Salary): string | null {
  const text = formatRange(salary.yearlyMinCents, salary.yearlyMaxCents, salary.currency)
  return text && `${salary.isEstimate ? 'est. ' : ''}${text} a year`
}

/** Pay as the advert states it, `€24.50–31 an hour`. */
export function formatStatedPay(salary: Salary): string | null {
  const text = formatRange(salary.minCents, salary.maxCents, salary.currency)
  return text && `${text} ${PERIOD_WORDS[salary.period]}`
}

/** A floor for pay, in whole units of the currency: `from €60k`. */
export function formatPayFloor(amount: number, currency: string | undefined) {
  return `from ${currency ? symbolOf(currency) : ''}${amountOf(amount).join('')}`
}

function formatRange(minCents: number | null, maxCents: number | null, currency: string) {
  const symbol = symbolOf(currency)
  const min = minCents === null ? null : amountOf(minCents / 100)
  const max = maxCents === null ? null : amountOf(maxCents / 100)
  if (min && max) {
    if (minCents === maxCents) return `${symbol}${min.join('')}`
    return min[1] === max[1] ? `${symbol}${min[0]}–${max.join('')}` : `${symbol}${min.join('')}–${max.join('')}`
  }
  if (min) return `from ${symbol}${min.join('')}`
  return max ? `up to ${symbol}${max.join('')}` : null
}

/** An amount and its suffix: `['65', 'k']`, `['1.2', 'M']`, `['24.50', '']`. */
function amountOf(amount: number): [string, '' | 'k' | 'M'] {
  if (amount >= 1_000_000) return [shorten(amount / 1_000_000), 'M']
  if (amount >= 10_000) return [shorten(amount / 1_000), 'k']
  const isWhole = Number.isInteger(amount)
  return [amount.toLocaleString('en', { minimumFractionDigits: isWhole ? 0 : 2, maximumFractionDigits: 2 }), '']
}

const shorten = (value: number) => String(value >= 100 ? Math.round(value) : Math.round(value * 10) / 10)

/** A list asks for the same few symbols again and again, and making a formatter is slow. */
const symbols = new Map<string, string>()
function symbolOf(currency: string) {
  const known = symbols.get(currency)
  if (known) return known
  const part = new Intl.NumberFormat('en', { style: 'currency', currency }).formatToParts(0).find((each) => each.type === 'currency')
  const symbol = part?.value ?? currency
  const shown = /[A-Za-z]$/.test(symbol) ? `${symbol} ` : symbol
  symbols.set(currency, shown)
  return shown
}
