import { notificationWords } from '../core/notification-words'
import type { TextContent } from './mail-templates'

/** Two segments of a text message that holds letters beyond GSM's alphabet. */
const LENGTH_MAX = 134

/** A text message in words: short, named, and with its way out where it was not asked for. */
export function writeText(content: TextContent, origin: string): string {
  switch (content.template) {
    case 'phone-code':
      return `${content.data.code} is your Numerojobs code. It is good for ${content.data.minutes} minutes. We never ask for it.`
    case 'text-reminder':
    case 'text-update': {
      const { title, detail, path } = notificationWords(content.data.item.data, content.data.timeZone)
      const end = ` ${origin}${path} STOP to end`
      const said = `Numerojobs: ${title}. ${detail}`
      const room = Math.max(60, LENGTH_MAX - end.length)
      return `${said.length > room ? `${said.slice(0, room - 1)}…` : said}${end}`
    }
    default:
      return content satisfies never
  }
}
