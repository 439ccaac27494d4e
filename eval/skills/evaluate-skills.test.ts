import { expect, test } from 'vitest'
import { readLinkModel } from '../../server/skills/link-model'
import { readWordTable } from '../../server/vectors/word-table'
import { readBuffer } from '../read-buffer'
import { measureSkills } from './evaluate-skills'
import { fitLinks, packLinks } from './fit-links'
import { assignParts, type LabelledSentence } from './labelled-sentences'
import { buildSkillNames } from './skill-names'

const table = () => readWordTable(readBuffer(new URL('../../public/models/words.bin', import.meta.url)))
const SKILLS = [
  'bake bread',
  'drive lorries',
  'manage budgets',
  'paint walls',
  'repair bicycles',
  'speak in public',
  'teach swimming',
  'write songs',
]
const sentence = (text: string, label: string, span: string): LabelledSentence => ({
  text,
  subset: 'own',
  esco_labels: [label],
  annotations: [{ span, label }],
})
const training = [
  sentence('Loaves leave our oven warm thanks to you', 'bake bread', 'Loaves leave our oven'),
  sentence('You bake rolls and bread', 'bake bread', 'bake rolls and bread'),
  sentence('You keep an eye on what we spend', 'manage budgets', 'what we spend'),
  sentence('Budgets are yours', 'manage budgets', 'Budgets'),
  sentence('You know how a chain and a gear work', 'repair bicycles', 'a chain and a gear'),
]

function trained(rows: LabelledSentence[]) {
  const words = table()
  const names = buildSkillNames(
    SKILLS.map((label) => ({ label, names: [label] })),
    words,
  )
  return { words, model: readLinkModel(packLinks({ version: 'test', names, ...fitLinks(rows, names, words, new Map()) }).buffer) }
}

test('phrases that training saw are found in other sentences', () => {
  const { words, model } = trained(training)
  const others = [
    sentence('Mind what we spend, please', 'manage budgets', ''),
    sentence('A clean chain, an oiled gear', 'repair bicycles', ''),
  ]
  expect(measureSkills(others, model, words)).toMatchObject({ n: 2, withoutLabels: 0, rp5: 1, seen: 0, folds: null })
})

test('over sentences of its training five models are trained anew, and sentences without labels are left out', () => {
  const { words, model } = trained(training)
  const nothing: LabelledSentence = { text: 'We are a young company', subset: 'own', esco_labels: [], annotations: [] }
  expect(measureSkills([...training, nothing], model, words)).toMatchObject({ n: 5, withoutLabels: 1, seen: 5, folds: 5 })
})

test('neighbours of a file share a part, and a sentence that comes twice stays in one', () => {
  const rows = Array.from({ length: 10 }, (_, at) => sentence(`Sentence ${at}`, 'bake bread', ''))
  expect(assignParts(rows, 5)).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4])
  expect(assignParts([...rows.slice(0, 9), sentence('SENTENCE 0!', 'bake bread', '')], 5).at(-1)).toBe(0)
})

test('training twice gives the same bytes', () => {
  const pack = () => packLinks(trained(training).model)
  expect(pack()).toEqual(pack())
})
