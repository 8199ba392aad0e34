import { browserSupportsWebAuthn } from '@simplewebauthn/browser';
import { ApiError } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { ErrorNote, Note } from '../../../ui/index.js';

/** A passkey belongs to a host name; an address in numbers has none (WebAuthn L3 §5.1.2). */
export const canUsePasskeys = (): boolean =>
  browserSupportsWebAuthn() && !/^\[|^[\d.]+$/u.test(location.hostname);

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

/** Taken back by the page itself, for another request. */
export const isTakenBack = (error: unknown): boolean => nameOf(error) === 'AbortError';

/** What the server refused, or what the browser and the device say (WebAuthn L3 §5.1.3 and §5.1.4). */
export function PasskeyFailure({ error }: { error: unknown }) {
  const t = useT();
  if (error instanceof ApiError) return <ErrorNote error={error} />;
  const name = nameOf(error);
  const key =
    name === 'NotAllowedError'
      ? 'security.passkeyCancelled'
      : name === 'InvalidStateError'
        ? 'security.passkeyKnown'
        : 'security.passkeyBroken';
  return (
    <Note tone="bad" isAlert>
      <p>{t(key)}</p>
    </Note>
  );
}
