/** Files in R2, each encrypted before it leaves. A key names the area and whom it belongs to first: `resumes/<person>/<file>`. */
export interface Files {
  /** Keeps a file; one under the same key is replaced. The key itself is not encrypted: ids only, never a name. */
  put(key: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>
  /** The file as it was put, or `null`. */
  get(key: string): Promise<Uint8Array<ArrayBuffer> | null>
  /** Forgets files. One that is gone already is no failure. */
  delete(keys: string[]): Promise<void>
  /** Up to `limit` (1,000) files whose key begins so, in the order of their keys; `next` goes on, `null` is the end. */
  listByPrefix(
    prefix: string,
    options?: { cursor?: string | undefined; limit?: number },
  ): Promise<{ files: StoredFile[]; next: string | null }>
  /** Wraps a file's data key anew under the current key. Its bytes stay as they are. `false` when nothing needed doing. */
  rewrap(key: string): Promise<boolean>
}

export interface StoredFile {
  key: string
  /** As it is stored: 28 bytes more than the file. */
  byteSize: number
  /** Which key of `DATA_KEYS` it needs. */
  keyId: string
}
