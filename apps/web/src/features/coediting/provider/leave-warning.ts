import type { CollabProvider } from './provider.js';

/** The browser's own warning when a tab with uncommitted changes is closed. Returns how to stop warning. */
export function warnBeforeLeaving(provider: CollabProvider): () => void {
  const warn = (event: BeforeUnloadEvent): void => {
    if (provider.state.getSnapshot().pending === 0) return;
    // Whatever the person answers.
    provider.keepForNextVisit();
    event.preventDefault();
  };
  // Where a tab is closed without a question, as on a phone.
  const keep = (): void => provider.keepForNextVisit();
  window.addEventListener('beforeunload', warn);
  window.addEventListener('pagehide', keep);
  return () => {
    window.removeEventListener('beforeunload', warn);
    window.removeEventListener('pagehide', keep);
  };
}
