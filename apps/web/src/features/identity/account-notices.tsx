import { ShieldAlert } from 'lucide-react';
import { useState } from 'react';
import { useMe } from '../../api/index.js';
import { useDates, useT } from '../../i18n/index.js';
import { Button, useBanner } from '../../ui/index.js';

const SEEN = 'mq-notices-seen';
const MAX_SEEN = 50;

/** Kept in this browser alone: whoever reads it elsewhere silences nothing here. */
const seen = (): string[] => (localStorage.getItem(SEEN) ?? '').split(' ').filter((id) => id !== '');

/** What others did to this account, shown once in each browser. */
export function AccountNotices() {
  const t = useT();
  const dates = useDates();
  const { notices } = useMe();
  const [known, setKnown] = useState(seen);
  const notice = notices.find(({ id }) => !known.includes(id));
  const dismiss = () => {
    if (notice === undefined) return;
    const next = [notice.id, ...known].slice(0, MAX_SEEN);
    localStorage.setItem(SEEN, next.join(' '));
    setKnown(next);
  };
  const who = [notice?.by, notice?.approvedBy].filter((name) => typeof name === 'string').join(', ');
  useBanner(
    notice === undefined
      ? null
      : {
          severity: 1,
          icon: ShieldAlert,
          text: t(`notices.${notice.kind}`, { date: dates.full(notice.at), who: who || t('notices.system') }),
          action: (
            <Button size="s" onPress={dismiss}>
              {t('notices.dismiss')}
            </Button>
          ),
        },
  );
  return null;
}
