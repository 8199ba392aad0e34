import { Clock, CloudOff, TriangleAlert } from 'lucide-react';
import type { Collab } from '../../coediting/index.js';
import { useT } from '../../../i18n/index.js';
import { Button, useBanner } from '../../../ui/index.js';

/** What lasts and concerns what is being written: cut off, or the service is down. */
export const useCollabBanner = (collab: Collab): void => {
  const t = useT();
  const { state, retryInSeconds, kept, ended, pending } = collab.state;
  const b = (text: React.ReactNode) => <b>{text}</b>;
  const retry = (
    <Button size="s" onPress={() => collab.provider.reconnect()}>
      {t('editor.retry')}
    </Button>
  );
  const cut = kept ? t.rich('editor.cut', { b }) : t.rich('editor.cutNotKept', { b });
  useBanner(
    // Ended for good is said in the page: trying again would not help.
    ended !== undefined
      ? null
      : state === 'cut'
        ? { severity: 3, icon: CloudOff, text: cut, action: retry }
        : state === 'down'
          ? {
              severity: 3,
              icon: Clock,
              text: t.rich('editor.down', { b, seconds: retryInSeconds ?? 1 }),
              action: retry,
            }
          : state === 'waiting' && pending > 0 && !kept
            ? { severity: 3, icon: TriangleAlert, text: t.rich('editor.notKept', { b }) }
            : null,
  );
};
