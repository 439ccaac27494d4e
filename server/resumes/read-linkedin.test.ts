import { strToU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { docxOf, paragraph, zipOf } from '../../test/fixtures/resumes/hostile'
import { linkedInZip } from '../../test/fixtures/resumes/linkedin'
import { keepProfileOnly, readLinkedIn } from './read-linkedin'
import { sniffKind } from './sniff-kind'

const RESUME = {
  basics: {
    name: 'Mira Okonkwo-Lindqvist',
    label: 'Senior Bridge Engineer',
    email: 'mira@okonkwo.example',
    phone: '+46 70 123 45 67',
    url: 'https://mira.example/spans',
    summary: 'Bridge engineer, eleven years on steel and timber. Writes reports that builders read.',
    location: { city: 'Gothenburg', region: 'Västra Götaland County, Sweden', postalCode: '411 03' },
    profiles: [{ url: 'https://spanwerk.example' }, { username: 'miraspans' }],
  },
  work: [
    {
      name: 'Spanwerk GmbH',
      position: 'Senior Bridge Engineer',
      location: 'Hamburg, Germany',
      startDate: '2019-03',
      summary: 'Looks after forty bridges.',
      highlights: ['Found two that had to close.', 'Cut a report from three weeks to four days.'],
    },
    { name: 'Älvbro Konsult AB', position: 'Structural Engineer', location: 'Gothenburg', startDate: '2013-08', endDate: '2019-02' },
  ],
  education: [
    {
      institution: 'Chalmers University of Technology',
      studyType: 'Master of Science, Civil Engineering',
      startDate: '2008',
      endDate: '2013',
      courses: ['Rowing club'],
    },
  ],
  certificates: [{ name: 'Welding Inspector', issuer: 'Welders’ Guild', date: '2016-05', url: 'https://welders.example/c/77' }],
  skills: [{ name: 'Python' }, { name: 'Timber' }],
  languages: [
    { language: 'Swedish', fluency: 'Native or bilingual proficiency' },
    { language: 'German', fluency: 'Full professional proficiency' },
  ],
  projects: [{ name: 'Bridge atlas', description: 'A map of every timber bridge.', startDate: '2020-01', endDate: '2021-06' }],
  references: [{ name: 'Ada Byrne', reference: 'She reads what she signs.' }],
}

test.each(['', 'Basic_LinkedInDataExport_11-21-2026/'])('a copy of LinkedIn’s data in the folder "%s" becomes a résumé', (folder) => {
  expect(readLinkedIn(linkedInZip({}, folder)).reading.resume).toEqual(RESUME)
})

test('every value has its place in the text that is shown beside it, and every part its own stretch', () => {
  const { text, reading } = readLinkedIn(linkedInZip())
  const plain = (value: string) => value.replace(/\s+/g, ' ')
  const at = (path: string): unknown => path.split('.').reduce<unknown>((value, step) => Reflect.get(Object(value), step), reading.resume)
  for (const { path, start, end, as } of reading.evidence)
    if (as === 'text') expect([path, plain(text.slice(start, end))]).toEqual([path, at(path)])
  const values = JSON.stringify(reading.resume).match(/":"|","|\["/g)?.length ?? 0
  expect(reading.evidence.length).toBeGreaterThan(values / 2)
  for (const { section, heading, start, end } of reading.sections)
    expect([section, text.slice(start, end).startsWith(heading ?? 'Mira')]).toEqual([section, true])
  expect(reading.skillsNamed.map(({ skill }) => skill)).toContain('Python')
})

test('messages, contacts, a maiden name and a birth date are gone before the file is kept, and nothing else is', () => {
  const kept = keepProfileOnly(linkedInZip())
  const everything = Object.values(unzipSync(kept))
    .map((part) => new TextDecoder().decode(part))
    .join('\n')
  expect(everything).not.toMatch(/secret|Private|1986|Ekström/)
  expect(readLinkedIn(kept)).toEqual(readLinkedIn(linkedInZip()))
})

test('a ZIP is LinkedIn’s by the names in it, and a Word document stays one whatever it is called inside', () => {
  expect(sniffKind(linkedInZip())).toBe('linkedin')
  expect(sniffKind(docxOf(paragraph('Profile.csv'), { 'Profile.csv': strToU8('x') }))).toBe('docx')
  expect(sniffKind(zipOf({ 'photo.jpg': strToU8('no') }))).toBe('docx')
})

test.each([
  [
    'a table that unpacks a thousandfold',
    'resume.too-much-inside',
    () => linkedInZip({ 'Courses/Skills.csv': [new Uint8Array(30 * 1024 * 1024).fill(32), { level: 9 }] }),
  ],
  [
    'more parts than LinkedIn sends',
    'resume.too-much-inside',
    () => linkedInZip(Object.fromEntries(Array.from({ length: 2_100 }, (_, at) => [`m/${at}`, strToU8('x')]))),
  ],
  ['half of it', 'resume.damaged', () => linkedInZip().slice(0, 300)],
  ['tables that say nothing', 'resume.empty', () => zipOf({ 'Profile.csv': strToU8('First Name,Last Name\r\n') })],
])('%s: refused with %s', (_, reason, make) => {
  expect(() => readLinkedIn(make())).toThrow(expect.objectContaining({ code: 'invalid', reason }))
})

test('cells that look like tables, formulas or markup stay the words they are', () => {
  const odd = '"=HYPERLINK(""https://evil.example"")"'
  const zip = zipOf({ 'Profile.csv': strToU8(`First Name,Last Name,Headline\r\nMira,<b>O</b>,${odd}\r\n`) })
  expect(readLinkedIn(zip).reading.resume).toEqual({ basics: { name: 'Mira <b>O</b>', label: '=HYPERLINK("https://evil.example")' } })
})
