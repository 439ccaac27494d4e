import { expect, test } from 'vitest'
import { Verdict } from '../../contract/leads'
import { unpackDetector } from '../../server/leads/detector'
import { readFeatures } from '../../server/leads/features'
import { fitDetector, ownTrainingPosts, scoreDetector } from './detector'
import { probabilitiesOf } from './linear'
import { composePosts } from './own-phrases'
import { packDetector } from './pack'

test('the packed weights judge as the trained model does, to three hundredths', () => {
  const detector = fitDetector([], ownTrainingPosts([]).slice(0, 240))
  const shipped = unpackDetector(packDetector(detector, { version: 'test', temperature: 1.3 }))
  for (const { text } of composePosts(40, 99)) {
    const features = readFeatures(text)
    const trained = probabilitiesOf(scoreDetector(detector, features), 1.3)
    shipped.judge(features).forEach((ratio, k) => {
      expect(Math.abs(ratio - (trained[k] ?? 0)), `${Verdict.options[k]}: ${text}`).toBeLessThan(0.03)
    })
  }
})
