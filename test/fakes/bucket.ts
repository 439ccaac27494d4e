import type { Bucket } from '../../server/vendors/files'

/** R2 in memory. `objects` shows what really lies there, as whoever reads the disk would see it. */
export function memoryBucket() {
  const objects = new Map<string, { etag: string; body: Uint8Array<ArrayBuffer>; customMetadata: Record<string, string> }>()
  let etags = 0
  const bucket: Bucket = {
    async get(key) {
      const object = objects.get(key)
      return object ? { ...object, arrayBuffer: async () => object.body.slice().buffer } : null
    },
    async put(key, bytes, { customMetadata, onlyIf }) {
      if (onlyIf && objects.get(key)?.etag !== onlyIf.etagMatches) return null
      etags += 1
      objects.set(key, { etag: String(etags), body: bytes.slice(), customMetadata })
      return {}
    },
    async delete(keys) {
      for (const key of keys) objects.delete(key)
    },
    async list({ prefix, limit, cursor = '' }) {
      const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > cursor).sort()
      const shown = keys.slice(0, limit)
      const last = shown.at(-1)
      return {
        objects: shown.map((key) => ({
          key,
          size: objects.get(key)?.body.length ?? 0,
          customMetadata: objects.get(key)?.customMetadata ?? {},
        })),
        ...(keys.length > shown.length && last !== undefined ? { truncated: true, cursor: last } : { truncated: false }),
      }
    },
  }
  return { bucket, objects }
}
