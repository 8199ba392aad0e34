/** Who wants this browser to keep what they open, for reading it without the service. Said by each person, for this device. */
const KEEPS = 'maroquin.keeps-offline';

const isSupported = (): boolean => 'serviceWorker' in navigator;
/** Whether what this person opens here is kept. */
export const keepsOffline = (personId: string): boolean => localStorage.getItem(KEEPS) === personId;

async function postMessage(message: object, ports: MessagePort[] = []): Promise<void> {
  if (!isSupported()) return;
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage(message, ports);
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
      .then(() => postMessage({ type: 'files', files: loadedFiles() }))
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
export const sendLocale = (locale: string): void =>
  void postMessage({ type: 'locale', locale }).catch(() => undefined);

export async function setKeepsOffline(personId: string, on: boolean): Promise<void> {
  if (on) localStorage.setItem(KEEPS, personId);
  else localStorage.removeItem(KEEPS);
  await postMessage({ type: 'keep', personId: on ? personId : null });
}

/** Who sits here now: what somebody else wanted to be kept is not theirs. */
export const sendPerson = (personId: string): void =>
  void setKeepsOffline(personId, keepsOffline(personId)).catch(() => undefined);

/** A browser whose worker does not answer keeps nobody from leaving. */
const FORGOTTEN_WITHIN_MS = 2_000;

/** The session is over: nothing of the person stays on this device, once this resolves. */
export async function forgetHere(): Promise<void> {
  localStorage.removeItem(KEEPS);
  if (!isSupported()) return;
  const { port1, port2 } = new MessageChannel();
  await new Promise<void>((done) => {
    setTimeout(done, FORGOTTEN_WITHIN_MS);
    port1.onmessage = () => done();
    postMessage({ type: 'forget' }, [port2]).catch(() => done());
  });
  port1.close();
}
