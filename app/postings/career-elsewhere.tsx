import { Form } from '@remix-run/react'
import { type CareerPlaces, FRAME_ORIGINS_MAX } from '../../contract/postings'
import { Button } from '../ui/button'
import { Field, Input, Textarea } from '../ui/field'
import { TextLink } from '../ui/text-link'

/** The career page on sites and under a name of the organisation's own. */
export function CareerElsewhere({ places, origin, mayManage }: { places: CareerPlaces; origin: string; mayManage: boolean }) {
  return (
    <>
      <section aria-labelledby="frames">
        <h2 id="frames" className="mb-1 text-lg font-semibold">
          On your own site
        </h2>
        <p className="mb-4 text-sm text-ink-2">
          Your openings as a frame, or as feeds that your site reads. Only the sites named here may show the frame; with none, nobody may.
        </p>
        {mayManage ? (
          <Form method="post" className="mb-4 space-y-3">
            <input type="hidden" name="intent" value="frames" />
            <Field label="Sites, one a line" hint={`Their addresses without a path; at most ${FRAME_ORIGINS_MAX}.`}>
              {(control) => (
                <Textarea
                  {...control}
                  key={places.frameOrigins.join(' ')}
                  name="origins"
                  rows={3}
                  placeholder="https://www.example.com"
                  defaultValue={places.frameOrigins.join('\n')}
                />
              )}
            </Field>
            <Button type="submit">Save the sites</Button>
          </Form>
        ) : null}
        <Field label="What to put into your page" hint="The second line makes the frame as high as what it shows. Without it, it scrolls.">
          {(control) => <Textarea {...control} readOnly rows={4} className="font-mono text-sm" value={snippetOf(places.slug, origin)} />}
        </Field>
        <p className="mt-2 text-sm">
          <TextLink to={`/careers/${places.slug}/feed.json`} reloadDocument>
            JSON feed
          </TextLink>{' '}
          ·{' '}
          <TextLink to={`/careers/${places.slug}/feed.xml`} reloadDocument>
            RSS feed
          </TextLink>
        </p>
        {places.frameOrigins.length === 0 ? (
          <p className="mt-3 text-sm text-ink-2">Name a site first, and this page shows what it will show.</p>
        ) : (
          <iframe
            title="Your openings, as the sites show them"
            src={`/careers/${places.slug}/embed`}
            className="mt-3 h-96 w-full rounded-lg border border-line"
            loading="lazy"
          />
        )}
      </section>
      <section aria-labelledby="host">
        <h2 id="host" className="mb-1 text-lg font-semibold">
          Under your own name
        </h2>
        <p className="mb-3 text-sm text-ink-2">
          A name such as jobs.example.com, in a domain that you proved by a DNS record. It shows your openings and nothing else; people
          apply at our address.
        </p>
        {places.isHostFailing ? (
          <p role="status" className="mb-3 rounded-md bg-warn-soft px-3 py-2 text-sm">
            The record that proves this domain was missing when we last looked. After three days in a row, the name is given up.
          </p>
        ) : null}
        {places.host !== null ? (
          <p className="mb-3">
            <a className="font-semibold break-all underline underline-offset-3" href={`https://${places.host}/`}>
              {places.host}
            </a>
          </p>
        ) : null}
        <dl className="mb-3 text-sm break-all">
          <dt className="text-ink-3">CNAME record of the name</dt>
          <dd className="font-mono">{places.hostTarget}</dd>
        </dl>
        {!mayManage ? null : places.domains.length === 0 ? (
          <p className="text-sm">Prove a domain by a DNS record above first.</p>
        ) : (
          <Form method="post" className="flex flex-wrap items-end gap-2">
            <Field label="Name" hint={`Below ${places.domains.join(', ')}`}>
              {(control) => (
                <Input
                  {...control}
                  key={places.host}
                  name="host"
                  defaultValue={places.host ?? ''}
                  placeholder={`jobs.${places.domains[0]}`}
                  autoComplete="off"
                />
              )}
            </Field>
            <Button type="submit" name="intent" value="host" tone="primary">
              Check the records
            </Button>
            {places.host !== null ? (
              <Button type="submit" name="intent" value="no-host" tone="quiet">
                Give the name back
              </Button>
            ) : null}
          </Form>
        )}
      </section>
    </>
  )
}

/** What an employer copies: a frame that works without scripts, and the line that fits its height. */
function snippetOf(slug: string, origin: string): string {
  return `<iframe src="${origin}/careers/${slug}/embed" title="Open jobs" loading="lazy" style="width:100%;height:40rem;border:0"></iframe>
<script src="${origin}/careers/frame.js" async></script>`
}
