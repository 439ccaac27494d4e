import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { OperationAnswer } from '../../contract/offline'
import { addItem, applyAnswer, decide, decideOld, findNext, isToBeRepeated, type Outbox, type OutboxItem } from './outbox-state'

interface Shape extends DBSchema {
  /** One row for each person, so that what belongs together is written together. */
  outboxes: { key: string; value: OutboxItem[] }
}

const SEND_AT = '/applications/operations'
const TIMEOUT_MS = 20_000

/** Whose pages this tab shows. Told by the page, and asked by whatever happens on it. */
let personId: string | null = null
export function setOutboxPerson(id: string): void {
  personId = id
}

let opened: Promise<IDBPDatabase<Shape>> | undefined
function database(): Promise<IDBPDatabase<Shape>> {
  opened ??= openDB<Shape>('numerojobs-offline', 1, { upgrade: (db) => void db.createObjectStore('outboxes') })
  return opened
}

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('outbox')
const listeners = new Set<() => void>()
channel?.addEventListener('message', () => {
  for (const listener of listeners) listener()
})

/** Calls when what waits has changed, here or in another tab. Returns how to stop. */
export function followOutbox(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What waits of the person whose page this is. */
export async function readOutbox(): Promise<Outbox> {
  return personId === null ? [] : ((await (await database()).get('outboxes', personId)) ?? [])
}

/** Keeps something that was done. Answers whether it could be kept. */
export async function keepOperation(op: OutboxItem['op'], words: string): Promise<boolean> {
  if (personId === null) return false
  try {
    await change((outbox) =>
      addItem(outbox, { op, words, at: new Date().toISOString(), state: 'waiting', error: null, canOverrule: false }),
    )
    return true
  } catch {
    // A browser that keeps nothing, or no more.
    return false
  }
}

/** Decides a conflict, and sends what goes on. */
export async function decideOperation(id: string, choice: 'mine' | 'theirs'): Promise<void> {
  await change((outbox) => decide(outbox, id, choice))
}

/** Decides about what waited so long that it is not sent unasked. */
export async function decideOldOperations(choice: 'send' | 'drop'): Promise<void> {
  await change((outbox) => decideOld(outbox, new Date(), choice))
}

/** Takes back what has not been sent. Answers whether it was still here. */
export async function dropOperation(id: string): Promise<boolean> {
  return inTurn(async () => {
    const isHere = (await readOutbox()).some(({ op }) => op.id === id)
    if (isHere) await change((outbox) => outbox.filter(({ op }) => op.id !== id))
    return isHere
  })
}

/**
 * Sends what waits, in order, until nothing can be sent. One tab at a time: each answer is written down before the next is asked for, and
 * a tab that is closed between the two leaves an operation that the server knows again by its id.
 * `all`: what is left has to be decided, conflicts and what got old. `signed-out`: its person has to sign in first.
 */
export async function syncOutbox(): Promise<'all' | 'signed-out' | 'not-reached'> {
  return inTurn(async () => {
    const findWaiting = async () => findNext(await readOutbox(), new Date())
    for (let next = await findWaiting(); next; next = await findWaiting()) {
      const { id } = next.op
      const answer = await send(next)
      if (isToBeRepeated(answer)) return !answer.ok && (answer.status === 401 || answer.status === 403) ? 'signed-out' : 'not-reached'
      await change((outbox) => applyAnswer(outbox, id, answer))
    }
    return 'all'
  })
}

/** Gives up all that waits. */
export async function emptyOutbox(): Promise<void> {
  await inTurn(() => change(() => []))
}

/** One tab at a time, so that nothing is sent, dropped or taken back twice. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const holder = personId
  return navigator.locks.request(`outbox ${holder}`, async () => {
    if (holder === null || personId !== holder) throw new Error('Somebody else is here.')
    return work()
  })
}

/** Reads, changes and writes in one transaction: two tabs that change at once both count. */
async function change(apply: (outbox: Outbox) => Outbox): Promise<void> {
  if (personId === null) return
  const write = (await database()).transaction('outboxes', 'readwrite')
  const outbox = (await write.store.get(personId)) ?? []
  const changed = apply(outbox)
  if (changed !== outbox) await (changed.length > 0 ? write.store.put([...changed], personId) : write.store.delete(personId))
  await write.done
  for (const listener of listeners) listener()
  channel?.postMessage('changed')
}

async function send({ op }: OutboxItem): Promise<OperationAnswer> {
  try {
    const response = await fetch(SEND_AT, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ personId, operation: op }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const answer: unknown = await response.json().catch(() => null)
    if (response.status === 401) return { ok: false, status: 401, reason: null, error: 'Sign in again to send it.' }
    if (isAnswer(answer)) return answer
    return { ok: false, status: response.ok ? 502 : response.status, reason: null, error: 'The server gave no answer that can be read.' }
  } catch {
    return { ok: false, status: 0, reason: null, error: 'The server could not be reached.' }
  }
}

function isAnswer(answer: unknown): answer is OperationAnswer {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && (answer.ok === true || 'error' in answer)
}
