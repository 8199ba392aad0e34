import { type ComponentType, lazy, type LazyExoticComponent } from 'react';
import { serviceState } from '../api/index.js';

/**
 * A part of a page whose code comes when it is first shown. React keeps a failure for good, so while the service is away the
 * code is waited for; a file that a newer version no longer has is a failure.
 */
export const lazyView = <P extends object>(
  load: () => Promise<ComponentType<P>>,
): LazyExoticComponent<ComponentType<P>> =>
  lazy(async () => ({ default: await load().catch(() => whenServed(load)) }));

async function whenServed<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    const wasAway = await serviceState.wasAway();
    try {
      const [part] = await Promise.all([load(), ...[...missingStyles].map(askAgain)]);
      return part;
    } catch (error) {
      if (!wasAway) throw error;
    }
  }
}

/** The bundler asks for the styles of a part once, whatever became of them. */
const missingStyles = new Set<HTMLLinkElement>();
// Such an event does not rise: it is met on its way down.
addEventListener(
  'error',
  ({ target }) => {
    if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') missingStyles.add(target);
  },
  { capture: true },
);

const askAgain = (missing: HTMLLinkElement): Promise<void> =>
  new Promise((loaded, failed) => {
    const link = document.createElement('link');
    Object.assign(link, { rel: 'stylesheet', href: missing.href, crossOrigin: missing.crossOrigin });
    link.addEventListener('load', () => loaded());
    link.addEventListener('error', () => failed(new Error(`no answer: ${missing.href}`)));
    missing.replaceWith(link);
    missingStyles.delete(missing);
  });
