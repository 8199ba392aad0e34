import { Clock, CloudOff, TriangleAlert } from 'lucide-react';
import { type Collab, type SaveState, useSaveState } from '../../coediting/index.js';
import { serviceState } from '../../../api/index.js';
import { useOwnConnectionBanner } from '../../../frame/index.js';
import { useT } from '../../../i18n/index.js';
import { Button, useBanner, useStore } from '../../../ui/index.js';

const CUT = {
  offline: { kept: 'editor.cut', notKept: 'editor.cutNotKept' },
  unreachable: { kept: 'editor.unreachable', notKept: 'editor.unreachableNotKept' },
} as const;

/** Nothing of it changes while what is typed is taken. */
const troubleIn = ({ state, retryInSeconds, kept, ended, pending, offline }: SaveState) =>
  state === 'saved' || state === 'going' || state === 'readonly'
    ? { state: 'well' as const, retryInSeconds, kept, ended, pending: 0, offline }
    : { state, retryInSeconds, kept, ended, pending, offline };

/** What lasts and concerns what is being written: cut off, or the service is down. */
export const useCollabBanner = ({ provider }: Collab): void => {
  const t = useT();
  const { state, retryInSeconds, kept, ended, pending, offline } = useSaveState(provider, troubleIn);
  const b = (text: React.ReactNode) => <b>{text}</b>;
  const retry = (
    <Button size="s" onPress={() => provider.reconnect()}>
      {t('editor.retry')}
    </Button>
  );
  const cut = t.rich(CUT[offline ? 'offline' : 'unreachable'][kept ? 'kept' : 'notKept'], { b });
  useOwnConnectionBanner(ended === undefined);
  // A server whose database is stuck keeps this connection waiting, and says so to other questions.
  const isDown = useStore(serviceState).kind === 'down' && !offline;
  useBanner(
    // Ended for good is said in the page: trying again would not help.
    ended !== undefined
      ? null
      : state === 'cut' && !isDown
        ? { severity: 3, icon: CloudOff, text: cut, action: retry }
        : state === 'down' || state === 'cut'
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
