import type { Attachment } from '../../contract/applications'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { ActForm } from './act-form'
import { Fold, lineButtonClass, Section } from './section'

const KB = 1_024

/** What was sent and received: kept encrypted, read by nobody else. */
export function FilesSection({ applicationId, files }: { applicationId: string; files: Attachment[] }) {
  return (
    <Section id="files" title="Files" count={files.length}>
      <ul className="space-y-2">
        {files.map((file) => (
          <li key={file.id} className="flex flex-wrap items-baseline gap-x-2 text-sm">
            <a href={`/attachments/${file.id}`} className="min-w-0 truncate text-accent underline">
              {file.name}
            </a>
            <span className="text-xs text-ink-3">{Math.max(1, Math.round(file.byteSize / KB)).toLocaleString('en')} kB</span>
            <ActForm intent="file-remove" about={file.id} values={{ attachmentId: file.id }} confirm={`Remove ${file.name} for good?`}>
              {() => (
                <button type="submit" className={lineButtonClass}>
                  Remove
                </button>
              )}
            </ActForm>
          </li>
        ))}
      </ul>
      <Fold title="Add a file">
        <form method="post" action="/attachments" encType="multipart/form-data">
          <input type="hidden" name="applicationId" value={applicationId} />
          <Field label="File" hint="At most 10 MB.">
            {(control) => <input {...control} type="file" name="file" required className="block w-full text-sm" />}
          </Field>
          <Button type="submit" tone="primary" size="sm" className="mt-2">
            Add file
          </Button>
        </form>
      </Fold>
    </Section>
  )
}
