import { expect, test } from 'vitest'
import { readTitleModel } from '../../server/titles/title-model'
import { measureTitles } from './evaluate-titles'
import { fitTitles, packTitles } from './fit-titles'

const ESCO = 'http://data.europa.eu/esco/occupation/'
const baker = `${ESCO}00000000-0000-0000-0000-000000000001`
const driver = `${ESCO}00000000-0000-0000-0000-000000000002`
const occupations = [
  { escoUri: baker, label: 'baker', names: ['baker', 'bread maker'] },
  { escoUri: driver, label: 'lorry driver', names: ['lorry driver', 'truck driver'] },
]
const label = (uri: string) => (uri === baker ? 'baker' : 'lorry driver')
const rowsOf = (titles: Record<string, string>) =>
  Object.entries(titles).map(([text, esco_uri]) => ({ text, esco_uri, esco_label: label(esco_uri) }))
const training = rowsOf({ 'Night Bakr (bread)': baker, 'Bakr wanted': baker, 'HGV Class 1 nights': driver, 'HGV Class 2 days': driver })
const modelOfTraining = () => readTitleModel(packTitles({ version: 'test', ...fitTitles(training, occupations) }).buffer)

test('over titles of its training the model is measured without their own part; over others with all', () => {
  expect(measureTitles(training, modelOfTraining())).toMatchObject({ n: 4, labels: 2, seen: 4, folds: 5 })
  const others = measureTitles(rowsOf({ 'Bakr needed': baker, 'HGV Class 1': driver, 'Bread maker': baker }), modelOfTraining())
  expect(others).toMatchObject({ n: 3, seen: 0, folds: null, mrr: 1 })
})

test('a title does not vote for itself when its part is hidden', () => {
  const rows = rowsOf({ Qwertz: driver, Zuiop: baker })
  const model = readTitleModel(packTitles({ version: 'test', ...fitTitles([...rows, ...rows], occupations) }).buffer)
  expect(measureTitles(rows, model)).toMatchObject({ seen: 2, folds: 5, mrr: 0.5 })
  const asIfUnseen = { ...model, seen: model.seen.map((hash) => hash + 1) }
  expect(measureTitles(rows, asIfUnseen)).toMatchObject({ seen: 0, folds: null, mrr: 1 })
})

test('labels with equal scores count as if the right one were last', () => {
  expect(measureTitles(rowsOf({ '???': baker }), modelOfTraining()).mrr).toBe(0.5)
})

test('training twice gives the same bytes', () => {
  const pack = () => packTitles({ version: 'test', ...fitTitles(training, occupations) })
  expect(pack()).toEqual(pack())
})
