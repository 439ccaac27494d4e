import type { LiveText } from '../../contract/texts'
import type { TextChange } from '../../server/texts/core/find-change'
import type { RoomState, TextFrame } from '../live/follow-room'

type TextCore = typeof import('../../server/texts/core/text-doc')
type Doc = ReturnType<TextCore['textDocOf']>
export type Words = Record<string, string>
/** `unsent`: it cannot be reached, and what was typed waits here. `refused`: it answered that it does not take it. */
export type TextState = 'opening' | 'saved' | 'saving' | 'unsaved' | 'unsent' | 'refused'

/** The server answered no, and why. Any other failure is one of reaching it. */
export class TextRefusal extends Error {}

export interface TextPorts {
  core: TextCore
  /** @throws TextRefusal */
  open(): Promise<LiveText>
  /** @throws TextRefusal */
  save(update: string): Promise<unknown>
  /** What was typed and not saved, kept on this device; `null` forgets it. */
  keep: { read(): string | null; write(update: string | null): void }
  /** Joins the others who type; `say` answers whether anybody could hear it. */
  follow(handlers: { onText(frame: TextFrame): void; onState(state: RoomState): void }): { say(frame: object): boolean; close(): void }
  /** `changes` of others, in order; `null`: look at the words. */
  onWords(words: Words, changes: { field: string; change: TextChange }[] | null): void
  onState(state: TextState, message: string | null): void
  onRole(role: LiveText['role']): void
}

const SAVE_AFTER_MS = 700
/** What another person typed they save themselves; should they be gone, it is saved from here. */
const SAVE_OTHERS_AFTER_MS = 4_000
const REFRESH_EVERY_MS = 5_000
const FRAME_CHARS_MAX = 390_000
const retryMs = (attempt: number) => Math.min(1_000 * 2 ** attempt, 15_000)

/**
 * One person's part in a text that several type at once. What is typed is shown at once, told to the others, and saved when typing rests;
 * without a connection it stays here and meets the others' words when there is one again.
 */
export async function startTextSession(fields: readonly string[], ports: TextPorts) {
  const { core } = ports
  const opened = await ports.open()
  const doc: Doc = core.textDocOf(opened.state)
  const openedVector = core.vectorOf(doc)
  let savedVector = openedVector
  /** Counts every change; all of them up to `saved` are on the server. */
  let changes = 0
  let saved = 0
  let attempt = 0
  let isSaving = false
  let isClosed = false
  let role = opened.role
  let refreshedAt = Date.now()
  const timers = new Map<'save' | 'refresh', ReturnType<typeof setTimeout>>()

  const kept = ports.keep.read()
  if (kept !== null && role === 'edit') {
    try {
      core.takeUpdate(doc, kept)
      changes = 1
    } catch {
      // What an older build kept is no loss that a person could mend.
      ports.keep.write(null)
    }
  }
  const words = () => core.wordsOf(doc, fields)
  const room = ports.follow({
    onText(frame) {
      if (frame.t === 'text-update') take(frame.update)
      else if (role === 'edit') say({ t: 'text-update', update: core.updateSince(doc, frame.vector), to: frame.from })
    },
    onState(state) {
      if (state !== 'live' || isClosed) return
      void refresh()
      say({ t: 'text-vector', vector: core.vectorOf(doc) })
      if (changes > 0) say({ t: 'text-update', update: core.updateSince(doc, openedVector) })
    },
  })
  let news: { field: string; change: TextChange }[] = []
  core.watchFields(doc, fields, (field, change) => news.push({ field, change }))
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    changes++
    // What was typed here stands in the field already.
    ports.onWords(words(), origin === OWN ? [] : news)
    news = []
    if (origin === OWN) {
      say({ t: 'text-update', update: core.base64Of(update) })
      ports.keep.write(core.updateSince(doc, savedVector))
    }
    saveAfter(origin === OWN ? SAVE_AFTER_MS : SAVE_OTHERS_AFTER_MS)
    if (origin === OWN && attempt === 0 && !isSaving) ports.onState('unsaved', null)
  })
  ports.onWords(words(), null)
  ports.onRole(role)
  ports.onState('saved', null)
  if (changes > 0) saveAfter(0)

  return { type, refresh: refreshSoon, flush: () => void save(), isDirty: () => saved < changes && role === 'edit', close }

  /** Somebody typed here: the field says this now, and their caret stands there. */
  function type(field: string, value: string, caret: number) {
    if (role === 'edit') core.rewrite(doc, field, value, { caret, origin: OWN })
    else ports.onWords(words(), null)
  }

  function take(update: string) {
    try {
      core.takeUpdate(doc, update, OTHERS)
    } catch {
      // What cannot be read is asked for again when this window comes back.
    }
  }

  function say(frame: { t: string; update?: string; vector?: string; to?: string }) {
    if (!isClosed && (frame.update?.length ?? 0) < FRAME_CHARS_MAX) room.say(frame)
  }

  async function save() {
    cancel('save')
    if (isClosed || isSaving || saved === changes || role !== 'edit') return
    isSaving = true
    const [count, vector] = [changes, core.vectorOf(doc)]
    ports.onState('saving', null)
    try {
      await ports.save(core.updateSince(doc, savedVector))
      ;[saved, savedVector, attempt] = [count, vector, 0]
      isSaving = false
      ports.keep.write(saved === changes ? null : core.updateSince(doc, savedVector))
      ports.onState(saved === changes ? 'saved' : 'unsaved', null)
      if (saved < changes && !timers.has('save')) saveAfter(SAVE_AFTER_MS)
    } catch (error) {
      isSaving = false
      if (isClosed) return
      if (error instanceof TextRefusal) {
        ports.onState('refused', error.message)
        // The next key pressed tries again; a right that is lost shows at once.
        void refresh()
        return
      }
      ports.onState('unsent', null)
      saveAfter(retryMs(attempt++))
    }
  }

  /** Brings what was changed elsewhere than in the room, and what one may do now. */
  async function refresh() {
    refreshedAt = Date.now()
    try {
      const fresh = await ports.open()
      if (isClosed) return
      take(fresh.state)
      if (fresh.role !== role) {
        role = fresh.role
        ports.onRole(role)
        if (role === 'edit') saveAfter(0)
      }
    } catch {
      // Asked again at the next event or when the connection is back.
    }
  }
  function refreshSoon() {
    if (!timers.has('refresh')) after('refresh', Math.max(0, refreshedAt + REFRESH_EVERY_MS - Date.now()), () => void refresh())
  }

  function saveAfter(ms: number) {
    after('save', ms, () => void save())
  }
  function after(name: 'save' | 'refresh', ms: number, act: () => void) {
    cancel(name)
    if (isClosed) return
    timers.set(
      name,
      setTimeout(() => {
        timers.delete(name)
        act()
      }, ms),
    )
  }
  function cancel(name: 'save' | 'refresh') {
    clearTimeout(timers.get(name))
    timers.delete(name)
  }
  function close() {
    isClosed = true
    cancel('save')
    cancel('refresh')
    room.close()
  }
}
export type TextSession = Awaited<ReturnType<typeof startTextSession>>

const OWN = 'own'
const OTHERS = 'others'
