import type { ChangedMany, CommitImport, ImportMapping, ImportPreview, ImportResult, PreviewImport } from '../../contract/applications'
import { IMPORT_FIELDS } from '../../contract/applications'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import type { ImportAnswer } from './import-answer'
import { readCsvFile, withLineFeeds } from './read-csv.server'

/** The procedures that importing needs. */
type ImportApi = {
  previewImport(input: PreviewImport): Promise<ImportPreview>
  commitImport(input: CommitImport): Promise<ImportResult>
  undo(input: { batchId: string; skipConflicts?: boolean }): Promise<ChangedMany>
}

/**
 * Carries out one step of an import: look at a file, look again with other columns, save it, or take it back.
 * Between the steps the file's text travels in the form, so that nothing of it is kept before it is saved.
 */
export async function answerImport(form: FormData, api: ImportApi): Promise<{ answer: ImportAnswer; status: number }> {
  const held = form.get('csv')
  let csv = typeof held === 'string' ? withLineFeeds(held) : ''
  const name = String(form.get('name') ?? '').slice(0, 120)
  const mapping = form.has('map.title') ? readMapping(form) : undefined
  try {
    const intent = form.get('intent')
    if (intent === 'undo') {
      const undone = await api.undo({ batchId: String(form.get('batchId') ?? ''), skipConflicts: true })
      return { answer: { step: 'undone', count: undone.cards.length, stayed: undone.refused.length }, status: 200 }
    }
    if (intent === 'commit') {
      const result = await api.commitImport({ csv, mapping: mapping ?? {}, withDuplicates: form.get('withDuplicates') === 'on' })
      return { answer: { step: 'done', name, csv, result }, status: 200 }
    }
    if (intent === 'map') return { answer: await lookAt(api, name, csv, mapping), status: 200 }
    const file = form.get('file')
    if (!(file instanceof Blob) || file.size === 0) return refuse('Choose a CSV file first.', 400)
    const text = await readCsvFile(file)
    if (text === null) return refuse('This file is over 5 MB. Split it in two.', 400)
    csv = text
    return { answer: await lookAt(api, file instanceof File ? file.name.slice(0, 120) : name, csv), status: 200 }
  } catch (thrown) {
    const problem = await readProblem(thrown)
    const [fieldError] = Object.values(problem.fields ?? {})
    const error = fieldError ?? problemSentence(problem)
    // What was looked at stays, when it still can be read.
    const again = csv === '' ? null : await lookAt(api, name, csv, mapping, error).catch(() => null)
    return again ? { answer: again, status: problem.status } : refuse(error, problem.status)
  }
}

const refuse = (error: string, status: number) => ({ answer: { step: 'refused' as const, error }, status })

async function lookAt(api: ImportApi, name: string, csv: string, mapping?: ImportMapping, error: string | null = null) {
  const preview = await api.previewImport({ csv, mapping })
  return { step: 'preview' as const, name, csv, preview, error }
}

/** Which column holds what. */
function readMapping(form: FormData): ImportMapping {
  return Object.fromEntries(
    IMPORT_FIELDS.map((field) => {
      const column = form.get(`map.${field}`)
      return [field, typeof column === 'string' && column !== '' ? column : null]
    }),
  )
}
