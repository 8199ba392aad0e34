import type { CollabProvider } from './provider.js';

/** The browser's own warning when a tab with uncommitted changes is closed. Returns how to stop warning. */
export function warnBeforeLeaving(provider: CollabProvider): () => void {
  const warn = (event: BeforeUnloadEvent): void => {
    if (provider.state.getSnapshot().pending > 0) event.preventDefault();
  };
  window.addEventListener('beforeunload', warn);
  return () => window.removeEventListener('beforeunload', warn);
}
