import type { Ctx } from './ctx'

const opened = new Map<string, Promise<unknown>>()

/**
 * One of our own files, read and unpacked once in an isolate: it is the same for everyone. What fails is tried again by the next who asks.
 *
 * @param path below `public`: `models/words.bin`
 */
export function readAssetOnce<T>(ctx: Pick<Ctx, 'asset'>, path: string, read: (file: ArrayBuffer) => T): Promise<T> {
  const known = opened.get(path)
  // A path has one reader, so what lies under it is what that reader made.
  if (known) return known as Promise<T>
  const reading = ctx.asset(path).then(read)
  opened.set(path, reading)
  reading.catch(() => opened.delete(path))
  return reading
}
