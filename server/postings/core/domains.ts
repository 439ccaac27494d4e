/** Mail that anybody can have says nothing of an employer. */
const FREE_MAIL = new Set(
  `gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk hotmail.fr hotmail.de live.com msn.com yahoo.com yahoo.co.uk yahoo.fr yahoo.de
  yahoo.co.in ymail.com rocketmail.com aol.com icloud.com me.com mac.com proton.me protonmail.com pm.me gmx.com gmx.de gmx.net gmx.at gmx.ch web.de
  t-online.de freenet.de mail.com mail.ru yandex.ru yandex.com bk.ru list.ru inbox.ru zoho.com fastmail.com hey.com tutanota.com tuta.io posteo.de
  mailbox.org hushmail.com qq.com 163.com 126.com sina.com naver.com daum.net hanmail.net orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it
  virgilio.it tiscali.it wp.pl o2.pl onet.pl interia.pl seznam.cz centrum.cz rediffmail.com comcast.net verizon.net att.net sbcglobal.net cox.net
  btinternet.com sky.com talktalk.net bigpond.com optusnet.com.au rogers.com shaw.ca uol.com.br bol.com.br terra.com.br mailinator.com
  guerrillamail.com 10minutemail.com temp-mail.org yopmail.com trashmail.com sharklasers.com`.split(/\s+/),
)

/** Under these many strangers have a name of their own each, so that the owner of one is not the owner of the other. */
const SHARED_HOSTS = new Set(
  'github.io gitlab.io herokuapp.com vercel.app netlify.app pages.dev workers.dev web.app firebaseapp.com blogspot.com wordpress.com wixsite.com'.split(
    ' ',
  ),
)
/** Second parts that belong to a registry: `co.uk` is nobody's. */
const REGISTRY_PART = /^(?:ac|co|com|edu|gob|gov|gouv|ltd|me|mil|ne|net|nom|or|org|plc|sch)$/

/** A domain as it is written in one way; `null` for what is none, or is nobody's own. */
export function readDomain(text: string): string | null {
  const domain = text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[/?#].*$/, '')
    .replace(/\.$/, '')
  const parts = domain.split('.')
  const [last = '', second = ''] = [parts.at(-1), parts.at(-2)]
  const isWritten = domain.length <= 253 && parts.length >= 2 && parts.every((part) => /^(?!-)[a-z0-9-]{1,63}(?<!-)$/.test(part))
  if (!isWritten || !/^(?:[a-z]{2,63}|xn--[a-z0-9-]+)$/.test(last)) return null
  const isRegistry = parts.length === 2 && last.length === 2 && REGISTRY_PART.test(second)
  const isShared = SHARED_HOSTS.has(parts.slice(-2).join('.'))
  return isRegistry || isShared ? null : domain
}

/** Whether mail of this domain is given to anybody who asks. */
export const isFreeMail = (domain: string): boolean => FREE_MAIL.has(domain)
