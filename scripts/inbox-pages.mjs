/** The pages of the local inbox: plain HTML without scripts. A mail's own HTML stands in a frame that may do nothing. */

/** Mails, newest first. */
export function showList(mails, to) {
  const rows = mails
    .map(
      (
        mail,
      ) => `<tr><td><a href="/dev/mail/${mail.id}">${escapeHtml(mail.subject || '(no subject)')}</a></td><td>${escapeHtml(mail.to.join(', '))}</td>
<td><time datetime="${mail.at}">${mail.at.slice(11, 19)} UTC</time></td></tr>`,
    )
    .join('')
  return page(
    'Mail',
    'mail',
    `<form method="get" class="row"><label for="to">To</label><input id="to" name="to" type="email" value="${escapeHtml(to)}" placeholder="name@example.com"><button>Show</button></form>
${
  mails.length === 0
    ? '<p class="empty">No mail has left yet. Sign up or ask for a sign-in code, and it comes here.</p>'
    : `<div class="scroll"><table><thead><tr><th scope="col">Subject</th><th scope="col">To</th><th scope="col">When</th></tr></thead><tbody>${rows}</tbody></table></div>
<form method="post" action="/dev/mail/clear"><button class="quiet">Throw all away</button></form>`
}`,
  )
}

/** One mail: as a program shows it, as text, and what its headers say. */
export function showMail(mail) {
  const headers = mail.headers
    .map(([name, value]) => `<tr><th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`)
    .join('')
  const replyTo = mail.headers.find(([name]) => name.toLowerCase() === 'reply-to')?.[1]
  return page(
    mail.subject || '(no subject)',
    'mail',
    `<p>To ${escapeHtml(mail.to.join(', '))} <time datetime="${mail.at}">${mail.at.slice(0, 19).replace('T', ' ')} UTC</time></p>
${mail.html ? `<h2>HTML</h2><iframe sandbox title="The mail as HTML" srcdoc="${escapeHtml(mail.html)}"></iframe>` : ''}
<h2>Text</h2><pre>${linked(mail.text)}</pre>
${replyTo ? replyForm(mail, replyTo) : ''}<h2>Headers</h2><div class="scroll"><table><tbody>${headers}</tbody></table></div>`,
  )
}

/** Answers a mail as its reader's program would: to where it says that an answer goes. */
const replyForm = (mail, replyTo) => `<h2>Answer</h2>
<form method="post" action="/dev/mail/${mail.id}/reply"><p>To ${escapeHtml(replyTo)}</p>
<p><label for="text">Your answer</label><br><textarea id="text" name="text" rows="5" required></textarea></p><button>Send the answer</button></form>
`

/** Text messages, newest first, and a way to answer as a phone would. */
export function showTexts(texts) {
  const items = texts
    .map(
      (
        text,
      ) => `<li class="${text.direction}"><p>${linked(text.body)}</p><small>${escapeHtml(text.direction === 'in' ? `from ${text.from}` : `to ${text.to}`)},
${escapeHtml(text.status)}, <time datetime="${text.at}">${text.at.slice(11, 19)} UTC</time></small></li>`,
    )
    .join('')
  const number = texts.find(({ direction }) => direction === 'out')?.to ?? ''
  return page(
    'Text messages',
    'texts',
    `${texts.length === 0 ? '<p class="empty">No text message has left yet.</p>' : `<ul>${items}</ul>`}
<h2>Answer as a phone</h2>
<form method="post" action="/dev/mail/texts" class="row"><label for="from">Number</label><input id="from" name="from" type="tel" required value="${escapeHtml(number)}" placeholder="+4915112345678">
<label for="body">Text</label><input id="body" name="body" required value="STOP"><button>Send</button></form>`,
  )
}

function page(title, tab, content) {
  const link = (name, href, words) => `<a href="${href}"${name === tab ? ' aria-current="page"' : ''}>${words}</a>`
  const nav = `<nav aria-label="Inbox">${link('mail', '/dev/mail', 'Mail')}${link('texts', '/dev/mail/texts', 'Text messages')}</nav>`
  return frame({ title, name: 'Local inbox', nav, content })
}

/** A page of this machine's own stand-ins. `nav` and `content` are HTML. */
export function frame({ title, name, nav = '', content }) {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${escapeHtml(title)} · ${escapeHtml(name.toLowerCase())}</title><style>${STYLE}</style></head>
<body><header><strong>${escapeHtml(name)}</strong>${nav}</header>
<main><h1>${escapeHtml(title)}</h1>${content}</main></body></html>`
}

const STYLE = `
:root { color-scheme: light dark; --bg: light-dark(#fafbf8, #0c1110); --surface: light-dark(#fff, #131a18); --line: light-dark(#e0e6de, #25302c);
  --text: light-dark(#121c18, #e8efeb); --text-2: light-dark(#43524b, #afbdb6); --accent: light-dark(#0b6650, #52cfa9); --on-accent: light-dark(#fff, #04211a); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--text); font: 15px/24px Inter, system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; gap: 8px 24px; align-items: center; padding: 12px 20px; border-bottom: 1px solid var(--line); background: var(--surface); }
nav { display: flex; gap: 16px; }
a { color: var(--accent); }
nav a[aria-current] { color: var(--text); text-decoration: none; font-weight: 600; }
main { max-width: 860px; margin: 0 auto; padding: 20px; }
h1 { font-size: 22px; line-height: 30px; overflow-wrap: anywhere; }
h2 { font-size: 16px; margin: 24px 0 8px; }
table { width: 100%; border-collapse: collapse; font-size: 14px; }
th, td { padding: 8px 12px 8px 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { color: var(--text-2); font-weight: 500; }
.scroll { overflow-x: auto; }
iframe { width: 100%; height: 560px; border: 1px solid var(--line); border-radius: 12px; background: #fff; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--surface); border: 1px solid var(--line); border-radius: 12px; padding: 16px; font-size: 13px; line-height: 20px; }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 12px; }
li { max-width: 520px; padding: 12px 16px; border: 1px solid var(--line); border-radius: 12px; background: var(--surface); }
li.in { justify-self: end; }
li p { margin: 0; overflow-wrap: anywhere; }
small, .empty { color: var(--text-2); }
.row { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin: 12px 0; }
input, button, textarea { font: inherit; min-height: 40px; padding: 6px 12px; border-radius: 8px; border: 1px solid light-dark(#7d8b83, #67776f); background: var(--surface); color: var(--text); }
button { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; cursor: pointer; }
button.quiet { background: transparent; color: var(--text-2); border-color: var(--line); margin-top: 16px; font-weight: 400; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
`

export const escapeHtml = (text) => String(text).replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
const linked = (text) =>
  escapeHtml(text).replace(/https?:\/\/[^\s<>&]+(?:&#38;[^\s<>&]+)*/g, (address) => `<a href="${address}" rel="noreferrer">${address}</a>`)
