import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { OfflineOperation, OperationAnswer } from '../../contract/offline'
import { addItem, applyAnswer, decide, decideOld, findNext, isOld, type Outbox } from './outbox-state'

const NOW = new Date('2026-11-21T10:00:00Z')
const STAGES = ['preparing', 'applied', 'screening', 'interview'] as const
type Stage = (typeof STAGES)[number]

/** The server's rules in small: each id counts once, a move says where from, an edit says which version. */
class Server {
  stages = new Map<string, Stage>([
    ['a', 'preparing'],
    ['b', 'preparing'],
  ])
  notes = new Map<string, { markdown: string; version: number }>([['n', { markdown: '', version: 1 }]])
  taken = new Set<string>()
  log: OfflineOperation[] = []
  take(op: OfflineOperation): OperationAnswer {
    if (this.taken.has(op.id)) return { ok: true }
    if (op.kind === 'move') {
      const now = this.stages.get(op.applicationId)
      if (op.from && now !== op.to.group && now !== op.from.group) return refused('application.moved-since')
    }
    if (op.kind === 'change-many') {
      const { from } = op.change.kind === 'move' ? op.change : {}
      const to = op.change.kind === 'move' ? op.change.to.group : ''
      const isMovedSince = (id: string) => from !== undefined && this.stages.get(id) !== to && this.stages.get(id) !== from[id]?.group
      const left = op.applicationIds.filter(isMovedSince)
      this.taken.add(op.id)
      this.log.push({ ...op, applicationIds: op.applicationIds.filter((id) => !left.includes(id)) })
      for (const id of op.applicationIds) if (!left.includes(id) && op.change.kind === 'move') this.stages.set(id, to as Stage)
      return left.length === 0
        ? { ok: true }
        : { ok: true, refused: left.map((applicationId) => ({ applicationId, reason: 'application.moved-since', message: 'Moved.' })) }
    }
    if (op.kind === 'note-edit' && op.version !== null && op.version !== this.notes.get(op.noteId)?.version)
      return refused('note.changed-since')
    this.taken.add(op.id)
    this.log.push(op)
    this.#apply(op)
    return { ok: true }
  }
  moveElsewhere(id: string, stage: Stage) {
    this.stages.set(id, stage)
  }
  editElsewhere(markdown: string) {
    this.notes.set('n', { markdown, version: (this.notes.get('n')?.version ?? 0) + 1 })
  }
  #apply(op: OfflineOperation) {
    // The groups of this model are the only ones that its moves name.
    if (op.kind === 'move') this.stages.set(op.applicationId, op.to.group as Stage)
    if (op.kind === 'note-add') this.notes.set(op.id, { markdown: op.markdown, version: 1 })
    if (op.kind === 'note-edit')
      this.notes.set(op.noteId, { markdown: op.markdown, version: (this.notes.get(op.noteId)?.version ?? 0) + 1 })
  }
}
function touches(op: OfflineOperation, subject: string): boolean {
  if (op.kind === 'change-many') return op.applicationIds.includes(subject)
  return (op.kind === 'move' ? op.applicationId : op.kind === 'note-edit' ? op.noteId : '') === subject
}
const refused = (reason: string): OperationAnswer => ({ ok: false, status: 409, reason, error: reason })
const NO_ANSWER: OperationAnswer = { ok: false, status: 0, reason: null, error: 'offline' }

const step = fc.oneof(
  fc.record({ do: fc.constant('move' as const), id: fc.constantFrom('a', 'b'), to: fc.constantFrom(...STAGES) }),
  fc.record({ do: fc.constant('many' as const), to: fc.constantFrom(...STAGES) }),
  fc.record({ do: fc.constant('tag' as const) }),
  fc.record({ do: fc.constant('note' as const) }),
  fc.record({ do: fc.constant('edit' as const) }),
  fc.record({ do: fc.constant('elsewhere' as const), id: fc.constantFrom('a', 'b', 'n'), to: fc.constantFrom(...STAGES) }),
  /** `lost`: the server took it and the answer was lost, or the page was closed before it was written down. */
  fc.record({ do: fc.constant('send' as const), fate: fc.constantFrom('answered', 'lost', 'never-arrived', 'twice') }),
  fc.record({ do: fc.constant('again' as const) }),
  fc.record({ do: fc.constant('decide' as const), choice: fc.constantFrom('mine' as const, 'theirs' as const) }),
)

test('whatever is done offline, lost, repeated or decided, ends with each operation at the server once, or dropped by choice', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const server = new Server()
      let outbox: Outbox = []
      const [made, dropped] = [new Set<string>(), new Set<string>()]
      const shown = new Map(server.stages)
      let count = 0
      const add = (op: OfflineOperation) => {
        made.add(op.id)
        const item = { op, words: op.id, at: '', state: 'waiting' as const, error: null, canOverrule: false }
        outbox = addItem(addItem(outbox, item), item)
      }
      const send = (fate: 'answered' | 'lost' | 'never-arrived' | 'twice') => {
        const next = findNext(outbox, NOW)
        if (!next) return false
        if (fate === 'never-arrived') outbox = applyAnswer(outbox, next.op.id, NO_ANSWER)
        else {
          const answer = server.take(next.op)
          if (fate === 'twice' && answer.ok) expect(server.take(next.op)).toEqual({ ok: true })
          outbox = applyAnswer(outbox, next.op.id, fate === 'lost' ? NO_ANSWER : answer)
        }
        return true
      }
      const choose = (choice: 'mine' | 'theirs') => {
        const conflict = outbox.find(({ state }) => state === 'conflict')
        if (!conflict) return
        const before = outbox
        outbox = decide(outbox, conflict.op.id, choice, () => `${conflict.op.id}r`)
        if (outbox.some(({ op }) => op.id === `${conflict.op.id}r`)) made.add(`${conflict.op.id}r`)
        for (const { op } of before) if (!outbox.some((item) => item.op.id === op.id)) dropped.add(op.id)
      }
      for (const one of steps) {
        if (one.do === 'move') {
          const from = shown.get(one.id) ?? 'preparing'
          shown.set(one.id, one.to)
          add({
            kind: 'move',
            id: `op${count++}`,
            applicationId: one.id,
            to: { group: one.to, stageId: null },
            from: { group: from, stageId: null },
            happenedAt: '2026-11-21T10:00:00.000Z',
          })
        } else if (one.do === 'many') {
          const from = Object.fromEntries([...shown].map(([id, group]) => [id, { group, stageId: null }]))
          for (const id of shown.keys()) shown.set(id, one.to)
          const change = { kind: 'move' as const, to: { group: one.to, stageId: null }, from }
          add({ kind: 'change-many', id: `op${count++}`, applicationIds: ['a', 'b'], change })
        } else if (one.do === 'tag') {
          const change = { kind: 'fields' as const, addTags: ['tag'], removeTags: [] }
          add({ kind: 'change-many', id: `op${count++}`, applicationIds: ['b', 'a'], change })
        } else if (one.do === 'note') add({ kind: 'note-add', id: `op${count++}`, applicationId: 'a', markdown: 'new' })
        else if (one.do === 'edit') {
          const version = server.notes.get('n')?.version ?? 1
          add({ kind: 'note-edit', id: `op${count++}`, applicationId: 'a', noteId: 'n', markdown: `text ${count}`, version })
        } else if (one.do === 'elsewhere') one.id === 'n' ? server.editElsewhere('theirs') : server.moveElsewhere(one.id, one.to)
        else if (one.do === 'send') send(one.fate)
        else if (one.do === 'again') for (const op of server.log) expect(server.take(op)).toEqual({ ok: true })
        else choose(one.choice)
      }
      // Back online: everything is sent, and each conflict is decided.
      for (let round = 0; outbox.length > 0 && round < 500; round++) if (!send('answered')) choose('mine')
      expect(outbox).toEqual([])
      const ids = server.log.map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      // Dropped by choice may be what the server had taken before its answer was lost; nothing else is missing.
      for (const id of made) expect(server.taken.has(id) || dropped.has(id)).toBe(true)
      // What belongs to one subject arrived in the order in which it was done.
      for (const subject of ['a', 'b', 'n']) {
        const order = server.log.flatMap((op) => (touches(op, subject) ? [Number.parseInt(op.id.slice(2), 10)] : []))
        expect(order).toEqual([...order].sort((a, b) => a - b))
      }
    }),
    { numRuns: 500 },
  )
})

const NOTE = { kind: 'note-edit' as const, applicationId: 'a', noteId: 'n', version: 3 }
const item = (op: OfflineOperation) => ({ op, words: '', at: '', state: 'waiting' as const, error: null, canOverrule: false })

test('an undecided change holds up what was built on it, and nothing else', () => {
  let outbox: Outbox = []
  outbox = addItem(outbox, item({ ...NOTE, id: '1', markdown: 'one' }))
  outbox = addItem(outbox, item({ ...NOTE, id: '2', markdown: 'two' }))
  outbox = addItem(outbox, item({ kind: 'note-add', id: '3', applicationId: 'a', markdown: 'other' }))
  expect(outbox[1]?.op).toMatchObject({ version: 4 })
  outbox = applyAnswer(outbox, '1', refused('note.changed-since'))
  expect(findNext(outbox, NOW)?.op.id).toBe('3')
  expect(decide(outbox, '1', 'theirs').map(({ op }) => op.id)).toEqual(['3'])
  expect(decide(outbox, '1', 'mine').map(({ op }) => 'version' in op && op.version)).toEqual([null, null, false])
})

test('what cannot be made over what is there can only be given up', () => {
  const move = { kind: 'move' as const, id: '1', applicationId: 'a', to: { group: 'offer' as const, stageId: null }, happenedAt: '' }
  const outbox = applyAnswer(addItem([], item(move)), '1', { ok: false, status: 404, reason: 'application.not-found', error: 'Gone.' })
  expect(outbox).toMatchObject([{ state: 'conflict', error: 'Gone.', canOverrule: false }])
  expect(decide(outbox, '1', 'mine')).toBe(outbox)
  expect(decide(outbox, '1', 'theirs')).toEqual([])
})

test.each([0, 401, 429, 500, 503])('an answer of %i leaves everything waiting', (status) => {
  const outbox = addItem([], item({ ...NOTE, id: '1', markdown: 'one' }))
  expect(applyAnswer(outbox, '1', { ok: false, status, reason: null, error: '' })).toBe(outbox)
})

const many = (id: string, applicationIds: string[], to: Stage): OfflineOperation => ({
  kind: 'change-many',
  id,
  applicationIds,
  change: { kind: 'move', to: { group: to, stageId: null }, from: {} },
})

test('of many that were moved, those that were moved elsewhere since are a choice; the rest is done', () => {
  const tag = {
    kind: 'change-many' as const,
    id: '3',
    applicationIds: ['a'],
    change: { kind: 'fields' as const, addTags: ['x'], removeTags: [] },
  }
  let outbox: Outbox = [item(many('1', ['a', 'b', 'c'], 'applied')), item(many('2', ['a', 'c'], 'interview')), item(tag)]
  const why = { reason: 'application.moved-since', message: 'It was moved meanwhile.' }
  outbox = applyAnswer(outbox, '1', { ok: true, refused: [{ applicationId: 'a', ...why }] })
  expect(outbox[0]).toMatchObject({
    state: 'conflict',
    error: '1 of 3 stay as they were. It was moved meanwhile.',
    canOverrule: true,
    op: { applicationIds: ['a'] },
  })
  expect(decide(outbox, '1', 'mine', () => 'new')[0]?.op).toMatchObject({ id: 'new', applicationIds: ['a'], change: { from: undefined } })
  const left = decide(outbox, '1', 'theirs').map(({ op }) => op)
  expect(left).toMatchObject([
    { id: '2', applicationIds: ['c'] },
    { id: '3', applicationIds: ['a'] },
  ])
})

test('what waited for more than a week is not sent unasked, holds up what follows it, and is sent or dropped when its person says so', () => {
  const at = '2026-11-13T10:00:00.000Z'
  const outbox: Outbox = [
    { ...item(many('1', ['a', 'b'], 'applied')), at },
    { ...item({ kind: 'note-add', id: '2', applicationId: 'a', markdown: 'fresh' }), at: NOW.toISOString() },
    { ...item(many('3', ['b', 'c'], 'interview')), at: NOW.toISOString() },
  ]
  expect(outbox.map((each) => isOld(each, NOW))).toEqual([true, false, false])
  expect(findNext(outbox, NOW)?.op.id).toBe('2')
  const sent = decideOld(outbox, NOW, 'send')
  expect(findNext(sent, NOW)?.op.id).toBe('1')
  expect(decideOld(outbox, NOW, 'drop').map(({ op }) => op)).toMatchObject([{ id: '2' }, { id: '3', applicationIds: ['c'] }])
})
