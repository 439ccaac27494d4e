import type {
  JsonResume,
  Resume,
  ResumeFile,
  ResumeFilePage,
  ResumeFileRead,
  ResumeFormat,
  ResumeLink,
  ResumeSummary,
  RevisionPage,
  RevisionShown,
} from './contract'
import { type Call, type CallOptions, sleep, type WriteOptions } from './http'

type Bytes = Blob | ArrayBuffer | Uint8Array<ArrayBuffer>
type PageOf = { limit?: number; cursor?: string | undefined }

/** Your own résumés; needs a key with `resumes:read`, and `resumes:write` to change them. */
export interface ResumesApi {
  /**
   * Sends a PDF, a Word document or LinkedIn's copy of your data to be read, 10 MB at most. The same bytes again are the same file.
   * @throws NumerojobsError `invalid`  with the reason that it cannot be read, as far as that is plain at once
   */
  upload(file: { name: string; bytes: Bytes }, options?: CallOptions): Promise<ResumeFile>
  /** How far the reading of a file is; with its text and the reading once `state` is `read`. */
  status(fileId: string, options?: CallOptions): Promise<ResumeFileRead>
  /** Asks for the status until the file is read, or cannot be. Give a `signal` to end the wait. */
  read(fileId: string, options?: CallOptions): Promise<ResumeFileRead>
  /** Files you uploaded, newest first. */
  files(page?: PageOf, options?: CallOptions): Promise<ResumeFilePage>
  /** Forgets a file and what was read in it. A résumé that was made of it stays. */
  removeFile(fileId: string, options?: WriteOptions): Promise<void>
  /** Makes a résumé of what is left of a reading after looking through it; once more for the same file, its next version. */
  confirm(fileId: string, confirmed: { name: string; resume: JsonResume }, options?: WriteOptions): Promise<Resume>
  /** All of them, 30 at most, the one that changed last first. */
  list(options?: CallOptions): Promise<ResumeSummary[]>
  /** @throws NumerojobsError `not_found`  it is not yours */
  get(id: string, options?: CallOptions): Promise<Resume>
  start(given: { name: string; resume?: JsonResume }, options?: WriteOptions): Promise<Resume>
  /**
   * Saves a new version after the one that you read.
   * @throws NumerojobsError `conflict`  another version came between: read it and decide again
   */
  revise(id: string, revision: { version: number; name?: string; resume?: JsonResume }, options?: WriteOptions): Promise<Resume>
  /** With its versions and links, for good. */
  remove(id: string, options?: WriteOptions): Promise<void>
  /** Every version it went through, newest first. */
  revisions(id: string, page?: PageOf, options?: CallOptions): Promise<RevisionPage>
  revision(id: string, version: number, options?: CallOptions): Promise<RevisionShown>
  /** Makes an older version the newest one; what came between stays in the history. */
  restore(id: string, version: number, options?: WriteOptions): Promise<Resume>
  /** The résumé as a file: `pdf` unless told otherwise, of the newest version unless told otherwise. */
  export(id: string, as?: { format?: ResumeFormat; version?: number }, options?: CallOptions): Promise<Blob>
  links: {
    /** Public links of a résumé with how often people looked, ended ones included. */
    list(id: string, options?: CallOptions): Promise<ResumeLink[]>
    /** A public address that ends by itself: after 30 days unless told otherwise, and without contact unless told otherwise. */
    create(id: string, link?: { days?: number; showsContact?: boolean }, options?: WriteOptions): Promise<ResumeLink>
    /** Ends it at once. Twice is once. */
    revoke(linkId: string, options?: WriteOptions): Promise<ResumeLink>
  }
}

const READ_EVERY_MS = 700

export function newResumesApi({ call }: { call: Call }): ResumesApi {
  const pathOf = (id: string, rest = '') => `/resumes/${encodeURIComponent(id)}${rest}`
  const fileOf = (id: string, rest = '') => `/resume-files/${encodeURIComponent(id)}${rest}`
  const status: ResumesApi['status'] = (fileId, options) => call({ path: fileOf(fileId), ...options })
  const remove = async (path: string, options?: WriteOptions) => {
    await call({ method: 'DELETE', path, ...options })
  }
  return {
    upload: ({ name, bytes }, options) => call({ method: 'POST', path: '/resume-files', file: { name, bytes }, ...options }),
    status,
    async read(fileId, options) {
      for (;;) {
        const file = await status(fileId, options)
        if (file.state === 'read' || file.state === 'failed') return file
        await sleep(READ_EVERY_MS, options?.signal)
      }
    },
    files: (page, options) => call({ path: '/resume-files', query: { ...page }, ...options }),
    removeFile: (fileId, options) => remove(fileOf(fileId), options),
    confirm: (fileId, confirmed, options) => call({ method: 'POST', path: fileOf(fileId, '/confirm'), body: confirmed, ...options }),
    list: async (options) => (await call<{ data: ResumeSummary[] }>({ path: '/resumes', ...options })).data,
    get: (id, options) => call({ path: pathOf(id), ...options }),
    start: (given, options) => call({ method: 'POST', path: '/resumes', body: given, ...options }),
    revise: (id, revision, options) => call({ method: 'PATCH', path: pathOf(id), body: revision, ...options }),
    remove: (id, options) => remove(pathOf(id), options),
    revisions: (id, page, options) => call({ path: pathOf(id, '/revisions'), query: { ...page }, ...options }),
    revision: (id, version, options) => call({ path: pathOf(id, `/revisions/${version}`), ...options }),
    restore: (id, version, options) => call({ method: 'POST', path: pathOf(id, `/revisions/${version}/restore`), body: {}, ...options }),
    export: (id, as, options) => call({ path: pathOf(id, '/file'), query: { ...as }, isFile: true, ...options }),
    links: {
      list: async (id, options) => (await call<{ data: ResumeLink[] }>({ path: pathOf(id, '/links'), ...options })).data,
      create: (id, link, options) => call({ method: 'POST', path: pathOf(id, '/links'), body: link ?? {}, ...options }),
      revoke: (linkId, options) =>
        call({ method: 'POST', path: `/resume-links/${encodeURIComponent(linkId)}/revoke`, body: {}, ...options }),
    },
  }
}
