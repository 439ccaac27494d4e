import { writeFileSync } from 'node:fs'
import { readFeatures } from '../../server/leads/features'
import { fitBuckets } from './linear'
import { packDetector } from './pack'
import { readPosts } from './posts'

const WEIGHTS = new URL('../../server/leads/model/detector.json', import.meta.url)

/** Trains on a file of labelled posts and writes the weights. */
export async function trainDetection(path: string): Promise<void> {
  const posts = readPosts(path)
  process.stderr.write(`training on ${posts.length} posts\n`)
  const model = fitBuckets(posts.map((post) => ({ features: readFeatures(post.text), label: post.label })))
  const packed = packDetector(model, { version: 'detector-1', temperature: 1, rowsMax: 60_000 })
  writeFileSync(WEIGHTS, `${JSON.stringify(packed)}\n`)
  process.stderr.write(`wrote ${packed.version}\n`)
}
