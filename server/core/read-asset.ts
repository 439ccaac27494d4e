import type { Ctx } from './ctx'

const ready = new Map<string, unknown>()
const underWay = new Map<string, Promise<unknown>>()

/** A request that is broken off takes its reading with it; whoever waits for that one reads for themselves after this. */
const PATIENCE_MS = 2_000

/**
 * One of our own files, read and unpacked once in an isolate: it is the same for everyone. What fails is tried again by the next who asks.
 *
 * @param path below `public`: `models/words.bin`
 */
export async function readAssetOnce<T>(ctx: Pick<Ctx, 'asset'>, path: string, read: (file: ArrayBuffer) => T): Promise<T> {
  const others = underWay.get(path)
  if (!ready.has(path) && others) await Promise.race([others.catch(() => null), outOfPatience()])
  // A path has one reader, so what lies under it is what that reader made.
  if (ready.has(path)) return ready.get(path) as T
  const reading = ctx.asset(path).then((file) => {
    const unpacked = read(file)
    ready.set(path, unpacked)
    return unpacked
  })
  underWay.set(path, reading)
  try {
    return await reading
  } finally {
    if (underWay.get(path) === reading) underWay.delete(path)
  }
}

const outOfPatience = () => new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))
