import { expect, test } from 'vitest'
import { dispositionCsv } from '../../app/hiring/disposition-csv'
import { addMember, addPosting, applyAs, newBatch } from '../../test/add-posting'
import { failure, newWorld } from '../../test/world'

const DAY_MS = 86_400_000

test('endings are counted by reason, posting and the stage they stood in; what was taken back, and another organisation, is not in it', async () => {
  await using world = await newWorld()
  const [anna, zoe, vera, rosa, sam, tim] = await Promise.all(
    ['Anna', 'Zoe', 'Vera', 'Rosa', 'Sam', 'Tim'].map((name) => world.person(name)),
  )
  if (!anna || !zoe || !vera || !rosa || !sam || !tim) throw new Error('Somebody is missing.')
  const { postingId, organisationId } = await addPosting(world, anna)
  await addMember(world, organisationId, vera, 'viewer')
  const [ofRosa, ofSam, ofTim] = [await applyAs(rosa, postingId), await applyAs(sam, postingId), await applyAs(tim, postingId)]
  const { stages } = await anna.api.hiring.pipeline({ postingId })
  const close = (applicationId: string, reason: 'skills' | 'pay', batchId = newBatch()) =>
    anna.api.hiring.close({ applicationIds: [applicationId], disposition: { kind: 'rejected', reason }, batchId })
  await anna.api.hiring.move({ applicationIds: [ofSam.applicationId], toStageId: stages[1]?.id ?? '', batchId: newBatch() })
  await close(ofRosa.applicationId, 'skills')
  await close(ofSam.applicationId, 'skills')
  const takenBack = newBatch()
  await close(ofTim.applicationId, 'pay', takenBack)
  await anna.api.hiring.undo({ batchId: takenBack, undoBatchId: newBatch() })

  const today = world.state.now.toISOString().slice(0, 10)
  const ask = { organisationId, from: today, until: today }
  const report = await anna.api.hiring.dispositions(ask)
  expect(report.total).toBe(2)
  expect(report.lines.map(({ kind, reason, title, stage, count }) => [kind, reason, title, stage, count]).sort()).toEqual(
    [
      ['rejected', 'skills', 'Pastry Chef', stages[0]?.name, 1],
      ['rejected', 'skills', 'Pastry Chef', stages[1]?.name, 1],
    ].sort(),
  )
  const dayBefore = new Date(world.state.now.getTime() - DAY_MS).toISOString().slice(0, 10)
  expect((await anna.api.hiring.dispositions({ ...ask, from: dayBefore, until: dayBefore })).total).toBe(0)
  expect(await failure(anna.api.hiring.dispositions({ ...ask, until: dayBefore }))).toMatchObject({ reason: 'dispositions.bad-period' })
  expect(await failure(vera.api.hiring.dispositions(ask))).toMatchObject({ code: 'forbidden' })
  expect(await failure(zoe.api.hiring.dispositions(ask))).toMatchObject({ code: 'not_found' })
})

test('the file of endings holds no cell that a spreadsheet takes for a formula', () => {
  const line = { kind: 'hired', reason: 'as-offered', postingId: 'pos_1', stageId: null, stage: null, group: null, count: 3 } as const
  const csv = dispositionCsv({ from: '2026-01-01', until: '2026-01-31', total: 3, lines: [{ ...line, title: '=HYPERLINK("x"), Chef' }] })
  expect(csv.split('\r\n')[1]).toBe(`2026-01-01,2026-01-31,hired,as-offered,pos_1,"'=HYPERLINK(""x""), Chef",,,3`)
})
