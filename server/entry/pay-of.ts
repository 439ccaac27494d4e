import type { Salary } from '../../contract/jobs'

/** A yearly pay in words of a feed; `null` where neither end is known. */
export function payOf({ yearlyMinCents, yearlyMaxCents, currency, isEstimate }: Salary): string | null {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  const amounts = [...new Set([yearlyMinCents, yearlyMaxCents].filter((cents) => cents !== null))]
  if (amounts.length === 0) return null
  const shown = amounts.map((cents) => Math.round(cents / 10 ** digits).toLocaleString('en')).join('–')
  return `${isEstimate ? 'about ' : ''}${shown} ${currency} a year`
}
