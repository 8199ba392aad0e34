import { Secret, TOTP } from 'otpauth';

/** RFC 4226 §4 R6: 160 bits. */
const SECRET_BYTES = 20;
/** One step each way for a telephone's clock (RFC 6238 §5.2). */
const WINDOW = 1;

/** For an authenticator app (RFC 6238). */
export function newGenerator(label: string): { secret: string; uri: string } {
  const secret = new Secret({ size: SECRET_BYTES });
  const totp = new TOTP({ issuer: 'Maroquin administration', label, secret, digits: 6, period: 30 });
  return { secret: secret.base32, uri: totp.toString() };
}

/** The time step that the code belongs to, for the caller to take once; null: it is not the code. */
export function acceptedStep(secret: string, code: string, now: Date): number | null {
  const token = code.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const timestamp = now.getTime();
  const delta = TOTP.validate({
    token,
    secret: Secret.fromBase32(secret),
    digits: 6,
    period: 30,
    timestamp,
    window: WINDOW,
  });
  return delta === null ? null : TOTP.counter({ period: 30, timestamp }) + delta;
}
