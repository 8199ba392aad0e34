import { Link2Off } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { Navigate } from 'react-router';
import { serviceState, useMaybeMe, useMe } from '../../../api/index.js';
import { useDates, useT } from '../../../i18n/index.js';
import { useBanner } from '../../../ui/index.js';
import { visitHref } from './visit-href.js';

/** True for whoever came in by an external link. */
export const useIsVisitor = (): boolean => useMe().visit !== undefined;

/**
 * A visit that ends leaves the page where it is, with words: what was not saved is still there to be copied. Nobody is
 * sent to a sign-in that would not help.
 * @returns whether it ended, and what to do when a session ends
 */
export function useVisitEnd(otherwise: () => void): void {
  const isVisitor = useMaybeMe(false).data?.visit !== undefined;
  const [ended, setEnded] = useState(false);
  const t = useT();
  const onEnd = useCallback(() => {
    if (isVisitor) setEnded(true);
    else otherwise();
  }, [isVisitor, otherwise]);
  useEffect(() => serviceState.onSessionEnded(onEnd), [onEnd]);
  useBanner(
    ended
      ? { severity: 4, icon: Link2Off, text: t.rich('visit.ended', { b: (text) => <b>{text}</b> }) }
      : null,
  );
}

/** Said at the foot of the bar of a visitor: who it is here, and until when. */
export function VisitLine() {
  const t = useT();
  const dates = useDates();
  const { visit, organisation } = useMe();
  if (visit === undefined) return null;
  return (
    <p className="mq-visit" role="note">
      {t('visit.line', { organisation: organisation.name, date: dates.full(visit.expiresAt) })}
    </p>
  );
}

/** A visitor has no home: what the link opens is all there is. */
export function VisitHome() {
  const { visit } = useMe();
  return visit === undefined ? null : (
    <Navigate to={visitHref({ id: visit.resourceId, kind: visit.kind })} replace />
  );
}
