import { expect, test } from 'vitest'
import { readWords } from '../skills/read-words'
import { readLines } from './read-lines'
import { readSalary } from './read-salary'

function pay(text: string, countryCode: string | null = null): string | null {
  const words = readWords(text)
  const reading = readSalary(words, readLines(words), countryCode)
  if (reading === null) return null
  const { minCents, maxCents, currency, period, isEstimate } = reading.salary
  const units = (cents: number | null) => (cents === null ? '' : cents / 100)
  return `${units(minCents)}-${units(maxCents)} ${currency} ${period}${isEstimate ? ' (estimate)' : ''}`
}

test.each([
  ['Salary: $120,000 - $150,000', '120000-150000 USD year'],
  ['Pay $18–$22 per hour', '18-22 USD hour'],
  ['$18/hr DOE', '18- USD hour'],
  ['Engineer | 55 - 85k EUR | Cologne', '55000-85000 EUR year'],
  ['Engineer | €60–80k | Ghent', '60000-80000 EUR year'],
  ['Engineer | 115k - 180k USD', '115000-180000 USD year'],
  ['Gehalt 45.000 – 55.000 € brutto/Jahr', '45000-55000 EUR year'],
  ['Stundenlohn 14,50 €', '14.5- EUR hour'],
  ['sueldo 1.800€/mes', '1800- EUR month'],
  ['salaire 32 000 à 38 000 € par an', '32000-38000 EUR year'],
  ["CHF 90'000 - 110'000 pro Jahr", '90000-110000 CHF year'],
  ['Salary up to £45k', '-45000 GBP year'],
  ['£15ph', '15- GBP hour'],
  ['R$ 8.000 a R$ 12.000 por mês', '8000-12000 BRL month'],
  ['7 000 - 9 000 zł brutto miesięcznie', '7000-9000 PLN month'],
  ['Package 35-90 LPA', '3500000-9000000 INR year'],
  ['₹40–60L + equity, salary', '4000000-6000000 INR year'],
  ['Rate: CA$70-85/hr', '70-85 CAD hour'],
  ['A$110k-130k base salary', '110000-130000 AUD year'],
  ['€14,50 p/u', '14.5- EUR hour'],
  ['£450 per day, contract', '450- GBP day'],
  ['Lön 35 000 kr/månad', null],
])('%s', (text, expected) => {
  expect(pay(text)).toBe(expected)
})

test.each([
  ['R21,500 to R26,000 per month', 'ZA', '21500-26000 ZAR month'],
  ['Pay: R 31 000 pm', 'ZA', '31000- ZAR month'],
  ['R$ 5.000 por mês', 'BR', '5000- BRL month'],
  ['¥8M–¥12M / year', 'JP', '8000000-12000000 JPY year'],
  ['¥22,000 per month', 'CN', '22000- CNY month'],
  ['NT$1.2M–1.6M per year', 'TW', '1200000-1600000 TWD year'],
  ['11 pounds an hour', 'GB', '11- GBP hour'],
  ['GHS 5,200 per month', 'GH', '5200- GHS month'],
  ['NPR 31,000 a month', 'NP', '31000- NPR month'],
  ['INR 9-14 lakh per annum', 'IN', '900000-1400000 INR year'],
  ['BDT 24,000 per month', 'BD', '24000- BDT month'],
  ['VND 14,000,000 per month', 'VN', '14000000- VND month'],
  ['KES 52,000 per month', 'KE', '52000- KES month'],
  ['$31–$36 an hour AUD casual rate', 'AU', '31-36 AUD hour'],
  ['$31 an hour', 'NZ', '31- NZD hour (estimate)'],
])('money of the country is read as such: %s in %s', (text, countryCode, expected) => {
  expect(pay(text, countryCode)).toBe(expected)
})

test('raised millions are no pay, whatever the currency', () => {
  expect(pay('We raised ¥900M last year', 'JP')).toBeNull()
})

test.each([
  ['£14 an hour, 16 hours a week', 14 * 16 * 52],
  ['£14 an hour, about 16h/week', 14 * 16 * 52],
  ['£14 an hour, 38 hours a week', 14 * 2_080],
  ['£14 an hour, reply within 24 hours', 14 * 2_080],
])('the yearly value counts the weekly hours a part-time post states: %s', (text, yearly) => {
  const words = readWords(text)
  expect(readSalary(words, readLines(words), 'GB')?.salary.yearlyMinCents).toBe(Math.round(yearly * 100))
})

test('what a bare sign means is worked out from the place, and then shown as an estimate', () => {
  expect(pay('Lön 35 000 kr per månad', 'SE')).toBe('35000- SEK month (estimate)')
  expect(pay('Salary: $90,000 - $100,000', 'CA')).toBe('90000-100000 CAD year (estimate)')
})

test('a period worked out from the size of the amount is an estimate', () => {
  expect(pay('Pay: $20 - $25')).toBe('20-25 USD hour (estimate)')
})

test.each([
  'We raised $25M',
  '$1B+ in exits',
  'a $5,000 referral bonus',
  'budget of £1,000 for learning',
  'save $50,000 a year in costs',
  '401k and dental',
  'open 24/7, call 555-0100',
  'processing €3 million a day',
  '20% discount',
])('%s is no pay', (text) => {
  expect(pay(text)).toBeNull()
})
