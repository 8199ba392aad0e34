/** That this browser keeps what is opened, for reading it without the service. Said by the person, for this device. */
const KEEPS = 'maroquin.keeps-offline';

const isSupported = (): boolean => 'serviceWorker' in navigator;
/** Whether what is opened here is kept. */
export const keepsOffline = (): boolean => localStorage.getItem(KEEPS) === 'yes';

async function say(message: object): Promise<void> {
  if (!isSupported()) return;
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage(message);
}

/** null: browsers of this kind have none, or keep it for pages that came over TLS. */
export const workerRegistration = (): Promise<ServiceWorkerRegistration> | null =>
  isSupported() ? navigator.serviceWorker.ready : null;

/**
 * Begins the worker beside the page, once the page itself has loaded.
 * @param open leads to a page of the client
 */
export function startWorker(open: (path: string) => void): void {
  if (!isSupported() || !window.isSecureContext) return;
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (typeof data !== 'object' || data === null || !('type' in data) || !('path' in data)) return;
    if (data.type === 'open' && typeof data.path === 'string' && data.path.startsWith('/')) open(data.path);
  });
  const begin = (): void => {
    navigator.serviceWorker
      .register('/sw.js')
      .then(() => say({ type: 'files', files: loadedFiles() }))
      .then(() => say({ type: 'keep', on: keepsOffline() }))
      // Without it everything works that works in an open page.
      .catch(() => undefined);
  };
  if (document.readyState === 'complete') begin();
  else addEventListener('load', begin, { once: true });
}

/** What this page had loaded before the worker was there. */
const loadedFiles = (): string[] =>
  performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .concat(location.href)
    .filter((name) => /^\/(?:assets\/|logo\.svg$)/.test(new URL(name).pathname));

/** In which language the worker speaks. */
export const sayLocale = (locale: string): void =>
  void say({ type: 'locale', locale }).catch(() => undefined);

export async function setKeepsOffline(on: boolean): Promise<void> {
  if (on) localStorage.setItem(KEEPS, 'yes');
  else localStorage.removeItem(KEEPS);
  await say({ type: 'keep', on });
}

/** The session is over: nothing of the person stays on this device. */
export function forgetHere(): void {
  localStorage.removeItem(KEEPS);
  void say({ type: 'forget' }).catch(() => undefined);
}
