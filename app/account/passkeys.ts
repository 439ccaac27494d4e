/** What came of asking the browser for a passkey. */
export type PasskeyOutcome = { isDone: true } | { isDone: false; words: string | null }

/** Whether this browser can do it, without more code from us. */
export const canUsePasskeys = () =>
  typeof PublicKeyCredential !== 'undefined' && typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function'

/** Whether the browser offers passkeys in the field of the address by itself. */
export const canOfferPasskeys = async () => canUsePasskeys() && (await PublicKeyCredential.isConditionalMediationAvailable?.()) === true

/**
 * Signs in by a passkey of this device.
 * @param offer waits behind the field of the address until the person picks one there; `signal` ends the waiting
 */
export async function signInByPasskey(offer?: { signal: AbortSignal }): Promise<PasskeyOutcome> {
  return attempt(async () => {
    const asked = await getJson<PublicKeyCredentialRequestOptionsJSON>('/auth/passkey/generate-authenticate-options')
    const credential = await navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked),
      ...(offer ? { mediation: 'conditional', signal: offer.signal } : {}),
    })
    return post('/auth/passkey/verify-authentication', credential, {})
  })
}

/** Makes a passkey on this device for the person who is signed in. */
export async function addPasskey(name: string): Promise<PasskeyOutcome> {
  return attempt(async () => {
    const asked = await getJson<PublicKeyCredentialCreationOptionsJSON>(
      `/auth/passkey/generate-register-options?${new URLSearchParams({ name })}`,
    )
    const credential = await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) })
    return post('/auth/passkey/verify-registration', credential, { name })
  })
}

async function attempt(act: () => Promise<Response>): Promise<PasskeyOutcome> {
  try {
    const answer = await act()
    if (answer.ok) return { isDone: true }
    if (answer.status === 429) return { isDone: false, words: 'That were many tries in a short time. Wait a minute, then try again.' }
    return { isDone: false, words: 'This passkey is not known here, or not any more. Choose another way in.' }
  } catch (error) {
    if (!(error instanceof DOMException))
      return { isDone: false, words: 'Passkeys do not work right now. Choose another way, or try again in a moment.' }
    switch (error.name) {
      case 'AbortError':
        return { isDone: false, words: null }
      case 'NotAllowedError':
        return { isDone: false, words: 'No passkey was chosen. Try again, or choose another way.' }
      case 'InvalidStateError':
        return { isDone: false, words: 'This device has a passkey for this account already.' }
      default:
        return { isDone: false, words: 'This browser cannot use a passkey at this address.' }
    }
  }
}

async function getJson<T>(address: string): Promise<T> {
  const answer = await fetch(address, { headers: { accept: 'application/json' } })
  if (!answer.ok) throw new Error(`Passkey options answered ${answer.status}.`)
  return answer.json()
}

function post(address: string, credential: Credential | null, more: Record<string, unknown>): Promise<Response> {
  if (!(credential instanceof PublicKeyCredential)) throw new DOMException('', 'NotAllowedError')
  const { clientExtensionResults: _extensions, ...response } = credential.toJSON()
  return fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ response, ...more }),
  })
}
