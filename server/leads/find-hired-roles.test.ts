import { expect, test } from 'vitest'
import { extractJob } from './extract-job'

test.each([
  ['We are hiring a Dispatch Operative at Fernhill Freight in Hull.', 'Dispatch Operative'],
  ['Kiln House is looking for a Ceramic Glazer Adjoint in Delft.', 'Ceramic Glazer Adjoint'],
  ['Our mill needs an outgoing Loom Weaver for the night shift.', 'Loom Weaver'],
  ['Join us as a Cave Ranger, from May.', 'Cave Ranger'],
  ['We need rope riggers and a cook.', 'Cook'],
  ['Hof Birke sucht eine Käserin (m/w/d) in Teilzeit.', 'Käserin'],
  ['La Filature recrute une tisserande (H/F) à Lille.', 'Tisserande'],
  ['Buscamos una jardinera en Vigo.', 'Jardinera'],
  ['Procuramos um marceneiro em Faro.', 'Marceneiro'],
  ['Molen De Hoop zoekt een Molenaar (m/v) in Delft.', 'Molenaar'],
  ['Cerchiamo un liutaio a Cremona.', 'Liutaio'],
])('the noun phrase after a word of hiring is the title: %s', (text, expected) => {
  expect(extractJob({ text }).title).toBe(expected)
})

test.each([
  'We are looking for a Better Tomorrow Together!',
  'You need a Driving Licence.',
  'Looking for a new home for our cat.',
  'We need your help.',
])('%s names no title', (text) => {
  expect(extractJob({ text }).title).toBeNull()
})

test.each([
  ['Greenhouse worker (peppers) – Fernhill Growers, Delft', 'Greenhouse worker'],
  ['Fernhill | Optics, Firmware, Mech E, Technician | Leeds', 'Technician'],
])('a headline gives one role, whole: %s', (text, expected) => {
  expect(extractJob({ text }).title).toBe(expected)
})
