import type { MessageChannel } from '../../contract/notifications'
import type { Ctx } from '../core/ctx'

/** Recognises an address or number again without keeping it. Letters count the same in both cases. */
export function hashAddress(ctx: Ctx, channel: MessageChannel, address: string): Promise<string> {
  return ctx.hash(`${channel}:${address.trim().toLowerCase()}`)
}
