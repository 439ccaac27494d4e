import { expect, test } from 'vitest'
import { readResume } from './read-resume'

const firmsIn = (text: string) => (readResume(text).resume.work ?? []).map(({ name }) => name)

test('a company is read where the line under the name, a label or a sentence says that somebody worked there', () => {
  expect(firmsIn('Ada Bright\nQuality Engineer at Fennwick Foundry\nada@bright.example')).toEqual(['Fennwick Foundry'])
  expect(firmsIn('Ada Bright\nQuality Engineer - Fennwick Foundry Ltd\nada@bright.example')).toEqual(['Fennwick Foundry Ltd'])
  expect(firmsIn('Ada Bright\nada@bright.example\n\nEmployer: Fennwick Foundry\nSince 2019')).toEqual(['Fennwick Foundry'])
  expect(firmsIn('Ada Bright\nada@bright.example\n\nCurrently working with Fennwick as a quality engineer.')).toEqual(['Fennwick'])
  expect(firmsIn('Ada Bright\nada@bright.example\n\nJoined Fennwick in March and stayed.')).toEqual([])
})

test('a tool, a client, a place or a field of work after the same words is no company', () => {
  for (const line of [
    'Working with Python as the main language.',
    'Worked for clients in Europe as a consultant.',
    'Working for the client Fennwick since 2019.',
    'Quality Engineer - Metals and Castings',
    'Quality Engineer, Berlin, Germany',
  ])
    expect(firmsIn(`Ada Bright\n${line}\nada@bright.example`)).toEqual([])
})

test('what a job is told by does not end the part with the jobs', () => {
  const job = (company: string, years: string) =>
    `Engineer\n${company}\n${years}\n\nResponsibilities:\n• Kept the line running.\n\nTechnologies: Python, SQL`
  const text = `Ada Bright\nada@bright.example\n\nWORK EXPERIENCE\n\n${job('Fennwick Foundry Ltd', '2019 to Present')}\n\n${job('Oakham Castings GmbH', '2014 to 2019')}\n\nEDUCATION\n\nBSc Physics\nUniversity of Oakham\n2014`
  const { work, education } = readResume(text).resume
  expect(work?.map(({ name, startDate }) => [name, startDate])).toEqual([
    ['Fennwick Foundry Ltd', '2019'],
    ['Oakham Castings GmbH', '2014'],
  ])
  expect(education).toHaveLength(1)
})

test('every value stands in the text where its evidence says', () => {
  const text = 'Ada Bright\nQuality Engineer at Fennwick Foundry\nada@bright.example\n\nEmployer: Oakham Castings'
  const { resume, evidence } = readResume(text)
  expect(resume.work).toHaveLength(2)
  for (const [index, entry] of (resume.work ?? []).entries()) {
    const seen = evidence.find(({ path }) => path === `work.${index}.name`)
    expect(text.slice(seen?.start, seen?.end)).toBe(entry.name)
  }
})

test('what stands between two positions tells of the one above it, also where every line stands apart', () => {
  const { resume } = readResume(
    [
      'Carla Romero',
      'Experience',
      'Route planner, Harbor Freightways',
      'March 2019 – present, Brooklyn, NY',
      'Planned daily routes of 35 drivers',
      'Cut late deliveries by 18 %',
      'Warehouse clerk, Dock Nine',
      'June 2016 – February 2019',
      'Held a forklift licence and trained 12 colleagues',
    ].join('\n\n'),
  )
  expect(resume.work).toMatchObject([
    {
      name: 'Harbor Freightways',
      position: 'Route planner',
      location: 'Brooklyn, NY',
      summary: expect.stringMatching(/^Planned daily.*18 %$/s),
    },
    { name: 'Dock Nine', position: 'Warehouse clerk', startDate: '2016-06', endDate: '2019-02', summary: expect.stringMatching(/^Held/) },
  ])
})
