import { expect, test } from 'vitest'
import { isPersonLooking } from './is-person-looking'

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

test.each([
  [{ 'user-agent': FIREFOX }, true],
  [{ 'user-agent': FIREFOX, 'sec-fetch-site': 'same-origin' }, true],
  [
    { 'user-agent': 'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36' },
    true,
  ],
  [{ 'user-agent': FIREFOX, 'sec-fetch-site': 'cross-site' }, false],
  [{ 'user-agent': FIREFOX, 'sec-purpose': 'prefetch;prerender' }, false],
  [{ 'user-agent': 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)' }, false],
  [{ 'user-agent': 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)' }, false],
  [{ 'user-agent': 'WhatsApp/2.23.20.0' }, false],
  [{ 'user-agent': 'LinkedInBot/1.0 (compatible; Mozilla/5.0)' }, false],
  [{ 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }, false],
  [
    { 'user-agent': 'Mozilla/5.0 (Macintosh) AppleWebKit/601 Version/9.1 Safari/601 facebookexternalhit/1.1 Facebot Twitterbot/1.0' },
    false,
  ],
  [{}, false],
])('%j looks as a person: %s', (headers: Record<string, string>, isPerson) => {
  expect(isPersonLooking(new Headers(headers))).toBe(isPerson)
})
