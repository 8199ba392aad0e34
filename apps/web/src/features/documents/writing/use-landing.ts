import { useEffect, useRef } from 'react';
import { type Passage, useAskedPassage } from '../../../frame/index.js';
import { useT } from '../../../i18n/index.js';
import { toast } from '../../../ui/index.js';
import type { DocumentLink } from './document-link.js';

/** Between two looks while the text arrives, milliseconds. */
const AGAIN_MS = 150;
/** A text that is all there is looked through once more after this long: drawing it may take a moment. */
const LAST_MS = 1_000;

/** Opens the document at the words that the address names, as soon as they have arrived. */
export function useLanding({ provider }: DocumentLink, show: (passage: Passage) => boolean): void {
  const t = useT();
  const { landing, done } = useAskedPassage();
  const latest = useRef(show);
  latest.current = show;
  useEffect(() => {
    if (landing === null || landing.passage.length === 0) return;
    let [timer, syncedAt] = [0, 0];
    const tryLanding = (): void => {
      if (latest.current(landing.passage)) return done();
      if (provider.state.getSnapshot().synced) syncedAt ||= performance.now();
      if (syncedAt === 0 || performance.now() - syncedAt < LAST_MS) {
        timer = window.setTimeout(tryLanding, AGAIN_MS);
        return;
      }
      toast({ text: t('editor.passageGone') });
      done();
    };
    // Drawn first: the focus of the page that was left is given up by then.
    timer = window.setTimeout(tryLanding, 0);
    return () => clearTimeout(timer);
  }, [landing, done, provider, t]);
}
