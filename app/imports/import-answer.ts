import type { ImportPreview, ImportResult } from '../../contract/applications'

/** How far an import is. `csv` is the file's text, which the next form sends back. */
export type ImportAnswer =
  | { step: 'refused'; error: string }
  | { step: 'preview'; name: string; csv: string; preview: ImportPreview; error: string | null }
  | { step: 'done'; name: string; csv: string; result: ImportResult }
  | { step: 'undone'; count: number; stayed: number }
