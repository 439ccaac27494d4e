import { AskMarket, Market } from '../../contract/market'
import { anybody, router } from '../core/trpc'
import { showMarket } from './show-market'

/** A snapshot is made once a day. */
const MARKET_AGE_S = 300

export const marketRouter = router({
  show: anybody
    .input(AskMarket)
    .output(Market)
    .query(({ ctx, input }) =>
      ctx.cache.through({ key: `market:${JSON.stringify([input.role ?? '', input.region ?? ''])}`, ageS: MARKET_AGE_S }, () =>
        showMarket(ctx, input),
      ),
    ),
})
