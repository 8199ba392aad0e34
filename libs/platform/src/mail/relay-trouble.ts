/** Why a relay takes no mail of ours. */
export const relayTroubles = [
  /** Nothing answers there. */
  'unreachable',
  /** It does not offer STARTTLS, and everything would be said in clear. */
  'no-starttls',
  /** Nobody vouches for its certificate, or it is another machine's. */
  'certificate',
  /** It does not know the user, or the secret is wrong. */
  'login',
  /** It talks to us, and refused the sender, the reader or the message. */
  'refused',
] as const;
export type RelayTrouble = (typeof relayTroubles)[number];

/** As nodemailer names it; a certificate is refused under several names, all of which speak of it. */
export function troubleOf(error: unknown): RelayTrouble {
  const { code, message = '' } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  if (/certificate|altname/i.test(message)) return 'certificate';
  if (code === 'EAUTH') return 'login';
  if (/STARTTLS/i.test(message)) return 'no-starttls';
  return code === 'EENVELOPE' || code === 'EMESSAGE' ? 'refused' : 'unreachable';
}

/** For ever (5xx), and of this one message: another one may be taken. */
export const isOfOneMessage = (error: unknown): boolean =>
  troubleOf(error) === 'refused' &&
  typeof error === 'object' &&
  error !== null &&
  'responseCode' in error &&
  Number(error.responseCode) >= 500;
