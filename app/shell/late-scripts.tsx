import { Scripts } from '@remix-run/react'
import { Children, type ComponentProps, cloneElement, Fragment, isValidElement, type ReactNode } from 'react'

/**
 * Remix's scripts, fetched after the stylesheet and the font: every page can be read before they are there.
 * Remix gives its preloads no priority, and a browser then takes them to be as urgent as the stylesheet.
 */
export function LateScripts(props: ComponentProps<typeof Scripts>) {
  // Called as a function, not drawn as an element, so that what it draws can be changed here.
  return <>{withLowPriority(Scripts(props))}</>
}

function withLowPriority(node: ReactNode): ReactNode {
  return Children.map(node, (child) => {
    if (!isValidElement<{ rel?: string; children?: ReactNode }>(child)) return child
    if (child.props.rel === 'modulepreload') return cloneElement(child, LOW)
    return child.type === Fragment ? withLowPriority(child.props.children) : child
  })
}

// React 18 passes the attribute on only in this spelling.
const LOW: Record<string, string> = { fetchpriority: 'low' }
