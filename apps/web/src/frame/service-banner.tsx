import { Clock, CloudOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { serviceState } from '../api/index.js';
import { useT } from '../i18n/index.js';
import { Store, useBanner, useStore } from '../ui/index.js';

const speakers = new Store(0);

/** For a page that says itself whether its connection stands: two voices could contradict each other. */
export function useOwnConnectionBanner(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    speakers.set(speakers.get() + 1);
    return () => speakers.set(speakers.get() - 1);
  }, [isOn]);
}

/** Says that the service does not answer, and when it will be asked again. */
export function ServiceBanner() {
  const t = useT();
  const state = useStore(serviceState);
  useNetworkEvents();
  const isSpokenFor = useStore(speakers) > 0;
  const nextTryAt = state.kind === 'up' ? 0 : state.nextTryAt;
  const seconds = useSecondsUntil(nextTryAt);
  useBanner(
    state.kind === 'up' || isSpokenFor
      ? null
      : {
          severity: state.kind === 'down' ? 3 : 2,
          icon: state.kind === 'down' ? Clock : CloudOff,
          text: t.rich(`app.${state.kind}`, { seconds, b: (text) => <b>{text}</b> }),
        },
  );
  return null;
}

/** What the browser says of the network is said at once; whether the service can be reached is asked of the service. */
function useNetworkEvents(): void {
  useEffect(() => {
    const onOffline = () => serviceState.reportCut();
    const onOnline = () => void serviceState.probe();
    window.addEventListener('offline', onOffline);
    window.addEventListener('online', onOnline);
    return () => {
      window.removeEventListener('offline', onOffline);
      window.removeEventListener('online', onOnline);
    };
  }, []);
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
