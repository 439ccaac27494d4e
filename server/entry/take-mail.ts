import { INBOUND_BYTES_MAX } from '../../contract/conversations'
import { receiveMail, type Taken } from '../conversations/receive-mail'
import type { Ctx } from '../core/ctx'
import { AppError } from '../core/errors'
import { readBody } from '../core/raw-body'

/** A mail as Cloudflare's Email Routing hands it over. */
type RoutedMail = Pick<ForwardableEmailMessage, 'from' | 'to' | 'raw' | 'rawSize' | 'setReject'>

/**
 * Takes a mail from the routing. One that is too large is refused while its server still listens, whatever address it is for; everything else
 * is taken without a word, so that nobody learns which addresses there are.
 */
export async function takeMail(ctx: Ctx, message: RoutedMail): Promise<void> {
  if (message.rawSize > INBOUND_BYTES_MAX) {
    ctx.count('numerojobs_inbound_mails_total{outcome="too-large"}')
    return message.setReject('552 5.3.4 A message may have 10 MB with everything in it.')
  }
  await receiveMail(ctx, { from: message.from, to: message.to, raw: new Uint8Array(await new Response(message.raw).arrayBuffer()) })
}

/** The same door on this machine: the mail itself is the body, its envelope stands in the address. */
export async function takeLocalMail(ctx: Ctx, request: Request): Promise<{ taken: Taken }> {
  const query = new URL(request.url).searchParams
  const tooLarge = () => new AppError('invalid', 'conversations.too-large', { httpStatus: 413 })
  const raw = new Uint8Array(await readBody(request, INBOUND_BYTES_MAX, tooLarge))
  return { taken: await receiveMail(ctx, { from: query.get('from') ?? '', to: query.get('to') ?? '', raw }) }
}
