import { readLinkModel } from '../server/skills/link-model'
import { linkSkills } from '../server/skills/link-skills'
import { normaliseTitle } from '../server/titles/normalise-title'
import { readTitleModel } from '../server/titles/title-model'
import { cosineOfBytes } from '../server/vectors/vector'
import { embedText, readWordTable } from '../server/vectors/word-table'
import { assetFromDisk } from '../test/asset-from-disk'
import type { Bench, Figure } from './figure'
import { round } from './figure'

const TITLES = [
  'Senior Backend Engineer (Go)',
  'Registered Nurse, Night Shift',
  'Forklift driver',
  'Head of Growth Marketing',
  'Pastry chef',
  'Accounts payable clerk',
  'Werkstudent Data Science',
  'Electrician (NICEIC)',
]
const ADVERT = `You plan menus with our chef and keep an eye on the budget.
You lead a small team and train apprentices.
You know your way around spreadsheets and point of sale systems.
You speak German and good English.
Food safety is second nature to you.`

/** Vectors, occupations and skills of texts, in plain Node on one core. */
export const language: Bench = {
  name: 'language',
  about: 'What it costs to open the tables of words, titles and skills, and to read one text by them.',
  async run({ isQuick }) {
    const rounds = isQuick ? 200 : 2_000
    const [wordBytes, titleBytes, linkBytes] = await Promise.all(
      ['words', 'titles', 'skill-links'].map((name) => assetFromDisk(`models/${name}.bin`)),
    )
    if (!wordBytes || !titleBytes || !linkBytes) throw new Error('A table is missing.')
    const opened: Figure[] = []
    const open = <T>(name: string, bytes: ArrayBuffer, read: (bytes: ArrayBuffer) => T): T => {
      const startedAt = performance.now()
      const table = read(bytes)
      const ms = round(performance.now() - startedAt)
      opened.push({ name: `opening the table of ${name}`, value: ms, unit: 'ms', note: `${(bytes.byteLength / 1e6).toFixed(1)} MB` })
      return table
    }
    const words = open('words', wordBytes, readWordTable)
    const titles = { words, model: open('titles', titleBytes, readTitleModel) }
    const links = { words, model: open('skills', linkBytes, readLinkModel) }
    const [one, other] = [embedText(words, 'Backend developer').values, embedText(words, 'Software engineer').values]
    const titleAt = (round: number) => TITLES[round % TITLES.length] ?? ''
    return [
      ...opened,
      { name: 'direction of a title', value: perRound(rounds * 20, (at) => embedText(words, titleAt(at))), unit: 'µs' },
      { name: 'cosine of two directions', value: perRound(rounds * 100, () => cosineOfBytes(one, other)), unit: 'µs' },
      { name: 'occupations of a title', value: perRound(rounds, (at) => normaliseTitle(titles, titleAt(at))), unit: 'µs' },
      { name: 'skills of an advert of five lines', value: perRound(rounds / 40, () => linkSkills(links, ADVERT)), unit: 'µs' },
    ]
  },
}

/** Microseconds of one round, after a warm-up. */
function perRound(rounds: number, work: (at: number) => unknown): number {
  for (let at = 0; at < rounds / 10; at++) work(at)
  const startedAt = performance.now()
  for (let at = 0; at < rounds; at++) work(at)
  return round(((performance.now() - startedAt) * 1_000) / rounds)
}
