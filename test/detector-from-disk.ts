import { openDetector } from '../server/leads/open-detector'
import { assetFromDisk } from './asset-from-disk'

/** The detector with the weights of this tree, for what runs in Node. */
export const detectorFromDisk = await openDetector({ asset: assetFromDisk })
