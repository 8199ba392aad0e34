import { browserSupportsWebAuthnAutofill, WebAuthnAbortService } from '@simplewebauthn/browser';
import { Fingerprint } from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';
import { useT } from '../../i18n/index.js';
import { canUsePasskeys, isTakenBack, PasskeyFailure } from './security/passkey-failure.js';
import { Button, useAttempt } from '../../ui/index.js';
import { signInByPasskey } from './sign-in-api.js';

/** A challenge lives five minutes. */
const ASK_AGAIN_MS = 4 * 60_000;

/** Signs in by a passkey alone: by the button, or by what the browser proposes in the address field. */
export function PasskeySignIn({ onIn }: { onIn: () => void }) {
  const t = useT();
  const { busy, error, attempt, fail } = useAttempt();
  const signIn = () =>
    attempt(async () => {
      await signInByPasskey();
      onIn();
    });
  useProposals(onIn, fail);
  if (!canUsePasskeys()) return null;
  return (
    <>
      {error !== null && <PasskeyFailure error={error} />}
      <Button size="l" full icon={Fingerprint} isPending={busy} onPress={() => void signIn()}>
        {t('identity.byPasskey')}
      </Button>
    </>
  );
}

/** The browser proposes passkeys with the addresses it knows (WebAuthn L3 §5.1.4, conditional mediation). */
function useProposals(onIn: () => void, onFailure: (error: unknown) => void): void {
  const wait = useEffectEvent(async () => {
    try {
      if (!canUsePasskeys() || !(await browserSupportsWebAuthnAutofill())) return;
      await signInByPasskey({ inField: true });
      onIn();
    } catch (error) {
      // Nobody asked for anything yet: only the refusal of a passkey that was picked is shown.
      if (!isTakenBack(error) && error instanceof Error && error.name === 'ApiError') onFailure(error);
    }
  });
  useEffect(() => {
    void wait();
    const timer = setInterval(() => void wait(), ASK_AGAIN_MS);
    return () => {
      clearInterval(timer);
      WebAuthnAbortService.cancelCeremony();
    };
  }, []);
}
