import { expect, test } from 'vitest'
import { isSameRole, postFingerprint, roleKey } from './near-duplicate'

const ADVERT = `Millbrook Bakery is looking for a night baker in Leeds. You shape and bake sourdough from ten at night until six in the morning,
five nights a week. We pay 15 pounds an hour, train you on our deck ovens and give you bread to take home. Send a short note to the address below,
tell us where you baked before and when you could begin. We answer everyone within a week and invite you for a trial shift.`
const OTHER = `Our swimming pool at Harbour Street needs two lifeguards for the summer season, weekends included. You hold a valid certificate, you
like children and you stay calm. The pay is by the hour, the uniform is ours, and on quiet evenings you swim for free. Call the front desk before Friday.`

const shared = (a: string[], b: string[]) => a.filter((band) => b.includes(band)).length

test('a text and its lightly changed copy share most bands, two different texts share none', () => {
  const copy = `🔥 ${ADVERT.replace('night baker', 'Night Baker')} Please share!`
  expect(shared(postFingerprint(ADVERT), postFingerprint(copy))).toBeGreaterThanOrEqual(6)
  expect(shared(postFingerprint(ADVERT), postFingerprint(OTHER))).toBe(0)
})

test('a fingerprint is sixteen different short strings, always the same for the same text', () => {
  const fingerprint = postFingerprint(ADVERT)
  expect(new Set(fingerprint).size).toBe(16)
  expect(postFingerprint(ADVERT)).toEqual(fingerprint)
  expect(Math.max(...fingerprint.map((band) => band.length))).toBeLessThanOrEqual(8)
})

test('a text of a few words has no fingerprint, so that short posts are not all the same', () => {
  expect(postFingerprint('We are hiring, call us!')).toEqual([])
})

test.each([
  [{ company: 'Acme, Inc.', title: 'Sr. Software Engineer (m/w/d)', places: ['Berlin, Germany'] }, 'acme|senior software engineer|berlin'],
  [{ company: 'ACME', title: 'Senior Software Engineers', places: ['Berlin'] }, 'acme|senior software engineer|berlin'],
  [{ company: 'Acme GmbH', title: 'Full-Stack Developer', places: [] }, 'acme|full stack developer|'],
  [{ company: 'Acme GmbH', title: 'Fullstack Developer [Remote]', places: [] }, 'acme|full stack developer|'],
  [{ company: null, title: 'Cook', places: ['Leeds'] }, null],
  [{ company: 'Acme', title: null, places: ['Leeds'] }, null],
])('the role key of %j is %s', (role, key) => {
  expect(roleKey(role)).toBe(key)
})

test('the same company, title and city from two sources is one role', () => {
  expect(
    isSameRole(
      { company: 'Acme Inc', title: 'Line cooks', places: ['Austin, TX'] },
      { company: 'Acme', title: 'Line Cook', places: ['Dallas, TX', 'Austin'] },
    ),
  ).toBe(true)
})

test('another level, another city or another company is another role, however alike the texts are', () => {
  const role = { company: 'Acme', title: 'Engineer', places: ['Oslo'], fingerprint: postFingerprint(ADVERT) }
  expect(isSameRole(role, { ...role, title: 'Senior Engineer' })).toBe(false)
  expect(isSameRole(role, { ...role, places: ['Bergen'] })).toBe(false)
  expect(isSameRole(role, { ...role, company: 'Globex' })).toBe(false)
})

test('nearly the same text is the same role where the fields are unknown', () => {
  const seen = { company: null, title: 'Night Baker', places: [], fingerprint: postFingerprint(ADVERT) }
  expect(
    isSameRole(seen, { company: 'Millbrook Bakery', title: null, places: ['Leeds'], fingerprint: postFingerprint(`${ADVERT} Thanks!`) }),
  ).toBe(true)
  expect(isSameRole(seen, { company: null, title: null, places: [], fingerprint: postFingerprint(OTHER) })).toBe(false)
})
