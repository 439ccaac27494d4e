import { Form } from '@remix-run/react'
import type { InvoicePage } from '../../contract/billing'
import { Badge } from '../ui/badge'
import { Button, ButtonLink } from '../ui/button'
import { ErrorState } from '../ui/states'
import { Table, Td, Th } from '../ui/table'
import { OutLink, TextLink } from '../ui/text-link'
import { formatDay } from '../ui/time-ago'
import { formatMoney } from './format-money'

/** Invoices as the payment provider has them; `null` when it does not answer. */
export function InvoiceTable({ invoices, hasPaid, firstTo }: { invoices: InvoicePage | null; hasPaid: boolean; firstTo: string | null }) {
  return (
    <section aria-labelledby="invoices-title">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <h2 id="invoices-title" className="text-lg font-semibold">
          Invoices
        </h2>
        {hasPaid ? (
          <Form method="post">
            <Button type="submit" name="intent" value="portal" size="sm">
              Card, address and tax number
            </Button>
          </Form>
        ) : null}
      </div>
      {invoices === null ? (
        <ErrorState title="The invoices cannot be read just now" headingLevel="h3">
          <p>The payment provider does not answer. Nothing is lost; load the page again in a minute.</p>
        </ErrorState>
      ) : invoices.data.length === 0 ? (
        <p className="text-ink-2">None yet. Each payment brings one, as a PDF.</p>
      ) : (
        <Table caption="Invoices, the newest first">
          <thead>
            <tr>
              <Th>Date</Th>
              <Th>Number</Th>
              <Th className="text-right">Total</Th>
              <Th>State</Th>
              <Th>
                <span className="sr-only">File</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {invoices.data.map((invoice) => (
              <tr key={invoice.id}>
                <Td className="whitespace-nowrap">{formatDay(invoice.createdAt)}</Td>
                <Td>{invoice.number ?? 'Not final yet'}</Td>
                <Td className="text-right tabular-nums">{formatMoney(invoice.totalCents, invoice.currency)}</Td>
                <Td>
                  <Badge tone={STATES[invoice.status].tone}>{STATES[invoice.status].words}</Badge>
                </Td>
                <Td>
                  {invoice.pdfUrl ? (
                    <OutLink href={invoice.pdfUrl} aria-label={`PDF of invoice ${invoice.number ?? ''}`}>
                      PDF
                    </OutLink>
                  ) : null}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {invoices?.next || firstTo ? (
        <p className="mt-3 flex gap-4 text-sm">
          {firstTo ? <TextLink to={firstTo}>Newest invoices</TextLink> : null}
          {invoices?.next ? (
            <ButtonLink to={`?invoices=${encodeURIComponent(invoices.next)}`} size="sm">
              Older invoices
            </ButtonLink>
          ) : null}
        </p>
      ) : null}
    </section>
  )
}

const STATES = {
  draft: { tone: 'neutral', words: 'Draft' },
  open: { tone: 'warn', words: 'To be paid' },
  paid: { tone: 'good', words: 'Paid' },
  uncollectible: { tone: 'bad', words: 'Not paid' },
  void: { tone: 'neutral', words: 'Void' },
} as const
