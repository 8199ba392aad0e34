import { answerFrom, isKeepable, keepFor } from './kept-answers.js';
import { openNotification, showNotifications } from './pushes.js';
import { assetFrom, keepFiles, LOGO, logoFrom, pageFrom } from './shell.js';
import { writeState } from './state.js';
import type { WorkerWorld } from './worker-types.js';

/**
 * Works beside the pages of one browser, also when none is open: it keeps the client and, if the person wants it, what
 * they opened, and it shows what they are told.
 */
const world = globalThis as unknown as WorkerWorld;

/** Paths that are no pages of the client. */
const NOT_PAGES = /^\/(?:api|uploads|collab|socket\.io|healthz|dav|wopi|scim|metrics)(?:\/|$)/;

world.addEventListener('install', (event) => event.waitUntil(world.skipWaiting()));
world.addEventListener('activate', (event) => event.waitUntil(world.clients.claim()));

world.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== world.location.origin) return;
  if (pathname.startsWith('/assets/')) event.respondWith(assetFrom(request));
  else if (pathname === LOGO) event.respondWith(logoFrom(request));
  else if (request.mode === 'navigate' && !NOT_PAGES.test(pathname)) event.respondWith(pageFrom(request));
  else if (isKeepable(request)) event.respondWith(answerFrom(request));
});

world.addEventListener('push', (event) => event.waitUntil(showNotifications(world)));
world.addEventListener('notificationclick', (event) =>
  event.waitUntil(openNotification(world, event.notification)),
);

/** What pages say: see `api/worker.ts`. */
world.addEventListener('message', (event) => {
  const { data, ports } = event;
  if (typeof data !== 'object' || data === null || !('type' in data)) return;
  if (data.type === 'files' && 'files' in data && Array.isArray(data.files))
    event.waitUntil(keepFiles(data.files.filter((file) => typeof file === 'string')));
  if (data.type === 'locale' && 'locale' in data)
    event.waitUntil(writeState({ locale: data.locale === 'en' ? 'en' : 'fr' }));
  if (data.type === 'keep' && 'personId' in data)
    event.waitUntil(keepFor(typeof data.personId === 'string' ? data.personId : null));
  if (data.type === 'forget')
    event.waitUntil(
      keepFor(null)
        .then(() => writeState({ shown: [] }))
        // A page that is about to leave waits for this.
        .then(() => ports[0]?.postMessage('forgotten')),
    );
});
