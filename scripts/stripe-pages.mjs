/** The pages that stand for Stripe's own on this machine: plain HTML without scripts. */
import { escapeHtml, frame } from './inbox-pages.mjs'

const NAME = 'Local payments'
const page = (title, content) =>
  frame({ title, name: NAME, nav: '<nav aria-label="Payments"><a href="/dev/stripe">Overview</a></nav>', content })
const money = (cents, currency) => escapeHtml(`${(cents / 100).toFixed(2)} ${currency.toUpperCase()}`)
const nothing = (words) => ({ status: 404, body: page('Nothing here', `<p class="empty">${words}</p>`) })

/** Where one pays. */
export function showPay(kept, checkout, said = '') {
  if (!checkout) return nothing('There is no such checkout.')
  if (checkout.status !== 'open')
    return {
      body: page(
        checkout.status === 'complete' ? 'This is paid' : 'This can no longer be paid',
        `<p>Nothing more happens here.</p><p><a href="${escapeHtml(checkout.cancel_url)}">Back to Numerojobs</a></p>`,
      ),
    }
  const { product, quantity } = kept.bought[checkout.id]
  const each = checkout.mode === 'subscription' ? ' a month' : ''
  return {
    body: page(
      'Pay',
      `${said ? `<p role="alert">${escapeHtml(said)}</p>` : ''}
<p>${escapeHtml(`${quantity} × ${kept.products[product].name}`)} for ${escapeHtml(kept.customers[checkout.customer].name ?? '')}</p>
<p><strong>${money(checkout.amount_total, checkout.currency)}${each}</strong></p>
<p>This stands for the payment provider’s page. No card is asked for and nothing is charged.</p>
<form method="post" class="row"><button name="act" value="pay">Pay</button>
<button name="act" value="refuse" class="quiet">Let the card be refused</button>
<button name="act" value="leave" class="quiet">Go back</button></form>`,
    ),
  }
}

/** Where a customer would change how they pay. */
export function showPortal(kept, portal) {
  if (!portal) return nothing('There is no such session.')
  const customer = kept.customers[portal.customer]
  return {
    body: page(
      'How you pay',
      `<p>${escapeHtml(customer.name ?? '')}, ${escapeHtml(customer.email ?? '')}</p>
<p>Here the provider lets customers change their card, address and tax number.</p>
<p><a href="${escapeHtml(portal.return_url)}">Back to Numerojobs</a></p>`,
    ),
  }
}

/** An invoice as a PDF of one line of text for each fact. */
export function showInvoice(kept, invoice) {
  if (!invoice) return nothing('There is no such invoice.')
  const lines = [
    `Invoice ${invoice.number}`,
    `To: ${kept.customers[invoice.customer]?.name ?? ''}`,
    invoice.description ?? '',
    `Total: ${(invoice.total / 100).toFixed(2)} ${invoice.currency.toUpperCase()}`,
    `Status: ${invoice.status}`,
    'Made on this machine; nothing was charged.',
  ]
  return { type: 'application/pdf', body: writePdf(lines) }
}

/** Everything there is, and what time and banks would do to it. */
export function showProvider(kept) {
  const button = (what, id, words) =>
    `<form method="post" action="/dev/stripe/act" class="row"><input type="hidden" name="id" value="${escapeHtml(id)}"><button class="quiet" name="what" value="${what}">${words}</button></form>`
  const name = (customer) => escapeHtml(kept.customers[customer]?.name ?? customer)
  const table = (heads, rows, empty) =>
    rows.length === 0
      ? `<p class="empty">${empty}</p>`
      : `<div class="scroll"><table><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead><tbody>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</tbody></table></div>`
  const subscriptions = Object.values(kept.subscriptions).reverse()
  const charges = Object.values(kept.charges).reverse()
  return page(
    'Overview',
    `<p>Stands for Stripe on this machine. Nothing is ever charged.</p>
<h2>Subscriptions</h2>${table(
      ['Who', 'What', 'Status', 'Until', 'Let time pass'],
      subscriptions.map((one) => [
        name(one.customer),
        escapeHtml(kept.products[one.items.data[0].price.product]?.name ?? ''),
        escapeHtml(one.status) + (one.cancel_at_period_end ? ', ends' : ''),
        new Date(one.current_period_end * 1_000).toISOString().slice(0, 10),
        one.status === 'canceled'
          ? ''
          : button('pass', one.id, 'A month passes') + button('refuse', one.id, 'A month passes, the bank refuses'),
      ]),
      'Nobody has a plan yet.',
    )}
<h2>Single payments</h2>${table(
      ['Who', 'How much', ''],
      charges.map((one) => [
        name(one.customer),
        money(one.amount, one.currency),
        one.refunded ? 'Paid back' : button('refund', one.id, 'Pay it back'),
      ]),
      'Nothing was paid yet.',
    )}
<h2>Webhooks sent</h2>${table(
      ['When', 'What', ''],
      kept.events
        .slice(-30)
        .reverse()
        .map((event) => [
          new Date(event.created * 1_000).toISOString().slice(11, 19),
          escapeHtml(event.type),
          button('repeat', event.id, 'Send again'),
        ]),
      'None yet.',
    )}`,
  )
}

/** The smallest PDF that shows lines of text. Letters outside of ASCII become question marks. */
function writePdf(lines) {
  const text = lines.map((line) => `(${line.replace(/[^ -~]/g, '?').replace(/[\\()]/g, '\\$&')}) Tj T*`).join('\n')
  const stream = `BT /F1 14 Tf 60 760 Td 22 TL\n${text}\nET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const start = body.length
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}`
  return `${body}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
}
