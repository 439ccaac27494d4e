import type { Ctx } from '../core/ctx'
import { readAssetOnce } from '../core/read-asset'
import { type Detector, type PackedDetector, unpackDetector } from './detector'

/** What judges posts; the same for everyone. Reads its weights, 560 kB, once in an isolate. */
export function openDetector(ctx: Pick<Ctx, 'asset'>): Promise<Detector> {
  // Our own file, written by `npm run train` and tested with what reads it.
  return readAssetOnce(ctx, 'models/detector.json', (file) => unpackDetector(JSON.parse(new TextDecoder().decode(file)) as PackedDetector))
}
