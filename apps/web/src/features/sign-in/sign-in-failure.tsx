import { useEffect, useState } from 'react';
import { isApiError } from '../../api/index.js';
import { useT } from '../../i18n/index.js';
import { ErrorNote, Note } from '../../ui/index.js';

/** Why a sign-in was refused; where one must wait, how long still. */
export function SignInFailure({ error }: { error: unknown }) {
  return isApiError(error, 'sign-in.wait') && error.retryAfterSeconds !== null ? (
    <Wait error={error} seconds={error.retryAfterSeconds} />
  ) : (
    <ErrorNote error={error} />
  );
}

function Wait({ error, seconds }: { error: unknown; seconds: number }) {
  const t = useT();
  const left = useSecondsLeft(error, seconds);
  return (
    <>
      <ErrorNote error={error} />
      <Note tone="info">
        <p>{left > 0 ? t('identity.waitSeconds', { seconds: left }) : t('identity.waitOver')}</p>
      </Note>
    </>
  );
}

/** Counts down again from each refusal. */
function useSecondsLeft(error: unknown, seconds: number): number {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const end = Date.now() + seconds * 1000;
    setLeft(seconds);
    const timer = setInterval(() => {
      const still = Math.max(0, Math.ceil((end - Date.now()) / 1000));
      setLeft(still);
      if (still === 0) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [error, seconds]);
  return left;
}
