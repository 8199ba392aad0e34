import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { useT } from '../../../i18n/index.js';
import { ConfirmDialog } from '../../../ui/index.js';

const SIGN_IN = '/connexion';

/** Asks before the page is left with changes that are not committed; once they are, leaves without more ado. */
export function LeaveQuestion({ isSaved }: { isSaved: boolean }) {
  const t = useT();
  useEffect(() => {
    if (isSaved) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isSaved]);
  // Whose session is over has nothing left to choose.
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      !isSaved && nextLocation.pathname !== currentLocation.pathname && nextLocation.pathname !== SIGN_IN,
  );
  useEffect(() => {
    if (isSaved && blocker.state === 'blocked') blocker.proceed();
  }, [isSaved, blocker]);
  if (blocker.state !== 'blocked') return null;
  return (
    <ConfirmDialog
      title={t('office.leave')}
      error={null}
      isPending={false}
      isDanger
      onClose={() => blocker.reset()}
      onConfirm={() => blocker.proceed()}
    >
      {t('office.leaveHelp')}
    </ConfirmDialog>
  );
}
