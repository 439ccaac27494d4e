import { useFetcher } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import type { JsonResume, Resume } from '../../contract/resumes'
import { draftOf, resumeOf } from '../../server/resumes/core/draft'
import { type DraftEdit, historyOf, makeEdit, redoEdit, undoEdit } from '../../server/resumes/core/edit-draft'

export type SaveAnswer = { saved: true; version: number } | { saved: false; message: string; isConflict: boolean }
export type SaveState = 'saved' | 'saving' | 'unsaved' | 'invalid' | 'failed' | 'conflict'

const SAVE_AFTER_MS = 700

/**
 * A résumé as it is edited: each edit is shown at once, can be taken back, and is saved by itself as a revision when typing rests.
 * What cannot be saved stays on the page, and the state says why.
 */
export function useBuilder(initial: Pick<Resume, 'name' | 'resume' | 'version'>) {
  const [history, setHistory] = useState(() => historyOf(draftOf(initial.resume)))
  const [name, setName] = useState(initial.name)
  const [saved, setSaved] = useState(() => ({ json: saidOf(initial.name, initial.resume), version: initial.version }))
  const [isStopped, setIsStopped] = useState(false)
  const [attempt, setAttempt] = useState(0)
  const sent = useRef<string | null>(null)
  const { submit, state: fetching, data: answer } = useFetcher<SaveAnswer>()

  const { resume, errors } = resumeOf(history.now)
  const json = resume ? saidOf(name, resume) : null
  const isNew = json !== null && json !== saved.json && name.trim() !== ''

  useEffect(() => {
    if (fetching !== 'idle' || !answer || sent.current === null) return
    const done = sent.current
    sent.current = null
    if (answer.saved) setSaved({ json: done, version: answer.version })
    else setIsStopped(true)
  }, [fetching, answer])

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` is pressed to try the same once more.
  useEffect(() => {
    if (!isNew || isStopped || fetching !== 'idle' || sent.current !== null || !json) return
    const timer = setTimeout(() => {
      sent.current = json
      submit({ intent: 'autosave', version: String(saved.version), said: json }, { method: 'post' })
    }, SAVE_AFTER_MS)
    return () => clearTimeout(timer)
  }, [json, isNew, isStopped, fetching, saved.version, submit, attempt])

  const failure = isStopped && answer && !answer.saved ? answer : null
  const state: SaveState = failure
    ? failure.isConflict
      ? 'conflict'
      : 'failed'
    : errors || name.trim() === ''
      ? 'invalid'
      : fetching !== 'idle'
        ? 'saving'
        : isNew
          ? 'unsaved'
          : 'saved'

  return {
    draft: history.now,
    /** What would be saved; while something is wrong, what was shown last. */
    resume,
    errors: errors ?? {},
    name,
    setName,
    state,
    message: failure?.message ?? null,
    version: saved.version,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    edit: (edit: DraftEdit) => setHistory((held) => makeEdit(held, edit)),
    undo: () => setHistory(undoEdit),
    redo: () => setHistory(redoEdit),
    retry: () => {
      setIsStopped(false)
      setAttempt((count) => count + 1)
    },
  }
}

const saidOf = (name: string, resume: JsonResume) => JSON.stringify({ name: name.trim(), resume })
