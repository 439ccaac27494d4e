import type { ReactNode } from 'react'

/** Where a mail ends the kind of mails it is one of, and what they are called. */
export interface Ending {
  unsubscribeUrl: string
  settingsUrl: string
  kind: string
}

/**
 * The frame of every mail: one column, readable without images, with colours of its own for dark screens.
 * Mail programs know tables and inline styles; the style element is for those that know more.
 *
 * @param preview what a mailbox shows beside the subject
 */
export function MailLayout({
  preview,
  origin,
  ending,
  because,
  children,
}: {
  preview: string
  origin: string
  ending: Ending | null
  /** Why it comes, where it is not about an account. */
  because: string | undefined
  children: ReactNode
}) {
  return (
    <html lang="en" dir="ltr">
      <head>
        <meta httpEquiv="Content-Type" content="text/html; charset=UTF-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{DARK}</style>
      </head>
      <body className="ground" style={{ margin: 0, padding: 0, backgroundColor: '#fafbf8', color: '#121c18', fontFamily: FONTS }}>
        <div
          data-skip-in-text="true"
          style={{ display: 'none', overflow: 'hidden', lineHeight: '1px', maxHeight: 0, maxWidth: 0, opacity: 0 }}
        >
          {preview}
        </div>
        <table role="presentation" width="100%" cellPadding={0} cellSpacing={0} border={0}>
          <tbody>
            <tr>
              <td align="center" style={{ padding: '32px 16px' }}>
                <table role="presentation" width="100%" cellPadding={0} cellSpacing={0} border={0} style={{ maxWidth: '520px' }}>
                  <tbody>
                    <tr>
                      <td
                        data-skip-in-text="true"
                        style={{ padding: '0 4px 16px', fontSize: '18px', fontWeight: 600, letterSpacing: '-0.025em' }}
                      >
                        <span className="accent" style={{ color: '#0b6650' }}>
                          №
                        </span>{' '}
                        numerojobs
                      </td>
                    </tr>
                    <tr>
                      <td
                        className="sheet"
                        style={{ backgroundColor: '#ffffff', border: '1px solid #e0e6de', borderRadius: '12px', padding: '28px' }}
                      >
                        {children}
                      </td>
                    </tr>
                    <tr>
                      <td className="quiet" style={{ ...SMALL, padding: '20px 4px 0' }}>
                        {ending ? (
                          <>
                            You get this because you agreed to {ending.kind} by e-mail.{' '}
                            <a className="quiet" style={{ color: '#43524b' }} href={ending.unsubscribeUrl}>
                              Unsubscribe with one click
                            </a>{' '}
                            or{' '}
                            <a className="quiet" style={{ color: '#43524b' }} href={ending.settingsUrl}>
                              choose what you hear
                            </a>
                            .
                          </>
                        ) : because ? (
                          because
                        ) : (
                          <>This mail is about your own account at Numerojobs, {origin.replace(/^https?:\/\//, '')}.</>
                        )}
                      </td>
                    </tr>
                  </tbody>
                </table>
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html>
  )
}

export function Heading({ children }: { children: ReactNode }) {
  return <h1 style={{ margin: '0 0 12px', fontSize: '20px', lineHeight: '28px', fontWeight: 600 }}>{children}</h1>
}

export function Paragraph({ children }: { children: ReactNode }) {
  return <p style={{ margin: '0 0 16px', fontSize: '15px', lineHeight: '24px' }}>{children}</p>
}

/** Said below, in a quieter voice: what to do when this was not you. */
export function Note({ children }: { children: ReactNode }) {
  return (
    <p className="quiet" style={{ ...SMALL, margin: '16px 0 0' }}>
      {children}
    </p>
  )
}

/** A link that looks like a button, and its address below for programs that show no links. */
export function Action({ href, children }: { href: string; children: ReactNode }) {
  return (
    <p style={{ margin: '20px 0' }}>
      <a
        className="button"
        href={href}
        style={{
          display: 'inline-block',
          padding: '12px 20px',
          borderRadius: '8px',
          backgroundColor: '#0b6650',
          color: '#ffffff',
          fontSize: '15px',
          fontWeight: 600,
          textDecoration: 'none',
        }}
      >
        {children}
      </a>
    </p>
  )
}

/** A code to type, large enough to read on a locked phone. */
export function Code({ children }: { children: string }) {
  return (
    <p
      className="code"
      style={{
        margin: '20px 0',
        padding: '16px',
        borderRadius: '8px',
        backgroundColor: '#f1f4ef',
        fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
        fontSize: '28px',
        lineHeight: '36px',
        letterSpacing: '0.2em',
        textAlign: 'center',
      }}
    >
      {children}
    </p>
  )
}

/** Facts, each with its name. */
export function Facts({ facts }: { facts: (readonly [string, string])[] }) {
  return (
    <>
      {facts.map(([name, value]) => (
        <p key={name} style={{ margin: '0 0 4px', fontSize: '15px', lineHeight: '24px' }}>
          <span className="quiet" style={{ color: '#43524b' }}>
            {name}:
          </span>{' '}
          {value}
        </p>
      ))}
    </>
  )
}

/** News, each with a line below it and a page to go on. */
export function Items({ items }: { items: { title: string; detail: string; href: string }[] }) {
  return (
    <>
      {items.map((item) => (
        <p key={item.href + item.title} style={{ margin: '0 0 16px', fontSize: '15px', lineHeight: '24px' }}>
          <a className="accent" href={item.href} style={{ color: '#0b6650', fontWeight: 600, textDecoration: 'none' }}>
            {item.title}
          </a>
          <br />
          <span className="quiet" style={{ color: '#43524b' }}>
            {item.detail}
          </span>
        </p>
      ))}
    </>
  )
}

const FONTS = "Inter, -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Arial, sans-serif"
const SMALL = { color: '#43524b', fontSize: '13px', lineHeight: '20px' }
/** Nothing here holds a quote or an angle bracket, since React would escape it. */
const DARK = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .ground { background-color: #0c1110 !important; color: #e8efeb !important; }
  .sheet { background-color: #131a18 !important; border-color: #25302c !important; }
  .code { background-color: #1a2320 !important; }
  .quiet { color: #afbdb6 !important; }
  .accent { color: #52cfa9 !important; }
  .button { background-color: #52cfa9 !important; color: #04211a !important; }
}
`
