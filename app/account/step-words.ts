/** Which field stands in the way, and what to do about it. `null`: no single one. */
export interface StepProblem {
  field: 'email' | 'password' | 'newPassword' | 'code' | 'name' | null
  words: string
}

const TOO_MANY = 'That were many tries in a short time. Wait a minute, then go on: nothing is lost.'

const PROBLEMS: Record<string, StepProblem> = {
  'auth.too-many': { field: null, words: TOO_MANY },
  INVALID_EMAIL: { field: 'email', words: 'Give an e-mail address, like name@example.com.' },
  INVALID_EMAIL_OR_PASSWORD: {
    field: 'password',
    words: 'This address and this password do not belong together. Try again, or have a code sent instead.',
  },
  INVALID_PASSWORD: { field: 'password', words: 'This is not your password.' },
  PASSWORD_TOO_SHORT: { field: 'newPassword', words: 'Take at least 10 characters.' },
  PASSWORD_TOO_LONG: { field: 'newPassword', words: 'Take at most 128 characters.' },
  INVALID_OTP: { field: 'code', words: 'This code is not right. Only the code of the newest mail counts, and only once.' },
  OTP_EXPIRED: { field: 'code', words: 'This code is over: it counts for ten minutes. Have a new one sent.' },
  TOO_MANY_ATTEMPTS: { field: 'code', words: 'Three tries were wrong, so this code no longer counts. Have a new one sent.' },
  INVALID_CODE: { field: 'code', words: 'This code is not right. Look at your app again: a code lives for 30 seconds.' },
  INVALID_BACKUP_CODE: { field: 'code', words: 'This is none of your backup codes, or it was used before.' },
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: { field: null, words: 'Too many wrong codes. Sign in again from the start.' },
  ACCOUNT_TEMPORARILY_LOCKED: {
    field: null,
    words: 'Too many wrong codes: the second step is locked for a while. Wait a quarter of an hour, then try again.',
  },
  INVALID_TWO_FACTOR_COOKIE: { field: null, words: 'This took longer than ten minutes. Sign in again from the start.' },
}

/** A refusal of a step of signing in, told to the person who took it. */
export function stepProblem(code: string | null): StepProblem {
  return (
    PROBLEMS[code ?? ''] ?? { field: null, words: 'This did not work. Look through what you typed and send it again; nothing is lost.' }
  )
}

const PROVIDER_PROBLEMS: Record<string, string> = {
  access_denied: 'You did not let it tell us who you are. That is fine: there are other ways in.',
  account_not_linked:
    'There is an account with this address already, and the provider does not say that the address is yours. Sign in by a code, then link it in your settings.',
  account_already_linked_to_different_user: 'This account is linked to somebody else here.',
  email_not_found: 'The provider did not tell us an e-mail address. Choose another way in.',
  state_mismatch: 'This took too long, or began in another window. Start again.',
}

/** What went wrong on the way to a provider and back, by the word in the address. */
export function providerProblem(word: string | null): string | null {
  if (!word) return null
  return PROVIDER_PROBLEMS[word] ?? 'The provider did not answer as it should. Try again, or choose another way in.'
}
