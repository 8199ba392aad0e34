import { Clock, CloudOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { serviceState } from '../api/index.js';
import { useT } from '../i18n/index.js';
import { useBanner, useStore } from '../ui/index.js';

/** Says that the service does not answer, and when it will be asked again. */
export function ServiceBanner() {
  const t = useT();
  const state = useStore(serviceState);
  const nextTryAt = state.kind === 'up' ? 0 : state.nextTryAt;
  const seconds = useSecondsUntil(nextTryAt);
  const key = state.kind === 'cut' ? 'app.cut' : 'app.down';
  useBanner(
    state.kind === 'up'
      ? null
      : {
          severity: state.kind === 'cut' ? 2 : 3,
          icon: state.kind === 'cut' ? CloudOff : Clock,
          text: t.rich(key, { seconds, b: (text) => <b>{text}</b> }),
        },
  );
  return null;
}

function useSecondsUntil(instant: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (instant === 0) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [instant]);
  return Math.max(0, Math.ceil((instant - now) / 1000));
}
