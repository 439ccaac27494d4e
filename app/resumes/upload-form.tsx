import { useNavigate } from '@remix-run/react'
import clsx from 'clsx'
import { useState } from 'react'
import { z } from 'zod'
import { RESUME_FAILURES, RESUME_FILE_BYTES_MAX } from '../../contract/resumes'
import { Button } from '../ui/button'

const Answer = z.object({ id: z.string().optional(), title: z.string().optional() })

/** Where a PDF, a Word document or LinkedIn’s ZIP is dropped or chosen. Without scripts a plain form. */
export function UploadForm() {
  const navigate = useNavigate()
  const [isOver, setIsOver] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)

  async function send(file: File) {
    if (file.size > RESUME_FILE_BYTES_MAX) return setError(RESUME_FAILURES['resume.too-large'])
    setIsBusy(true)
    setError(null)
    try {
      const headers = { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(file.name) }
      const response = await fetch('/resume-files', { method: 'POST', body: file, headers })
      const { id, title } = Answer.parse(await response.json())
      if (response.ok && id) return navigate(`/profile/review/${id}`)
      setError(title ?? 'This file was not taken. Try again in a moment.')
    } catch {
      setError('The file did not get through. Check the connection, then try again.')
    } finally {
      setIsBusy(false)
    }
  }

  return (
    <form
      method="post"
      action="/resume-files"
      encType="multipart/form-data"
      onDragOver={(event) => {
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setIsOver(false)
        const [file] = event.dataTransfer.files
        if (file) send(file)
      }}
      onSubmit={(event) => {
        event.preventDefault()
        const file = new FormData(event.currentTarget).get('file')
        if (file instanceof File && file.size > 0) send(file)
      }}
      className={clsx(
        'rounded-lg border-2 border-dashed p-5',
        isOver ? 'border-accent bg-accent-soft' : 'border-line-strong/60 bg-surface',
      )}
    >
      <input type="hidden" name="next" value="/profile" />
      <label htmlFor="resume-file" className="block font-semibold">
        Upload a PDF, a Word document, or your copy of LinkedIn
      </label>
      <p id="resume-file-hint" className="mt-1 text-sm text-ink-2">
        Up to 10 MB. It is read here, kept encrypted, and becomes a résumé only after you have looked through it.
      </p>
      <details className="mt-1 text-sm text-ink-2">
        <summary className="inline-flex min-h-8 items-center font-medium">How to get your copy of LinkedIn</summary>
        <p className="max-w-[60ch]">
          On LinkedIn choose Settings, Data privacy, Get a copy of your data, then at least Profile, Positions, Education and Skills. Upload
          the ZIP that LinkedIn sends you as it is. Messages, contacts and your birth date are taken out before it is kept; no AI reads it.
        </p>
      </details>
      <div className="mt-4 flex flex-wrap items-center gap-3">
        <input
          id="resume-file"
          type="file"
          name="file"
          required
          accept=".pdf,.docx,.zip,application/pdf,application/zip,application/vnd.openxmlformats-officedocument.wordprocessingml.document"
          aria-describedby="resume-file-hint"
          className="max-w-full min-w-0 text-sm text-ink-2 file:mr-3 file:min-h-10 file:rounded-md file:border file:border-line file:bg-surface-2 file:px-4 file:text-sm file:font-medium file:text-ink"
        />
        <Button type="submit" tone="primary" isBusy={isBusy}>
          Upload
        </Button>
      </div>
      {error ? (
        <p role="alert" className="mt-3 text-sm font-medium text-bad">
          {error}
        </p>
      ) : null}
    </form>
  )
}
