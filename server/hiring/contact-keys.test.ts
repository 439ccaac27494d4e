import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newWorld } from '../../test/world'
import { rowsOf } from '../core/rows'

test.each([
  ['an address in any letters', { email: ' Rosa@Delgado.example ' }, ['mail:rosa@delgado.example']],
  ['a number with its country, written in any way', { phone: '+49 (0)151 / 123-45678' }, ['phone:+4915112345678']],
  ['two zeros as a plus', { phone: '0049 151 12345678' }, ['phone:+4915112345678']],
  ['a number without its country, which is no guess at one', { phone: '0151 12345678' }, ['phone:015112345678']],
  ['what is too short for a number, as nothing', { phone: '110' }, []],
  [
    'a profile link without protocol, country, query and slash',
    { links: ['https://www.LinkedIn.com/in/rosa/', 'https://de.linkedin.com/in/rosa?trk=x', 'http://github.com/rosa#top'] },
    ['link:github.com/rosa', 'link:linkedin.com/in/rosa'],
  ],
  ['nothing, of nobody', {}, []],
])('candidates are compared by %s', async (_what, given: { email?: string; phone?: string; links?: string[] }, keys) => {
  await using world = await newWorld()
  const { email = null, phone = null, links = [] } = given
  const answer = await world
    .as('system')
    .db.execute(
      sql`select candidate_contact_keys('org', ${email}, ${phone}, (select coalesce(array_agg(value), '{}') from jsonb_array_elements_text(${JSON.stringify(links)}::jsonb))) as keys`,
    )
  expect(rowsOf<{ keys: string[] }>(answer)[0]?.keys).toEqual(keys.map((key) => `org ${key}`))
})
