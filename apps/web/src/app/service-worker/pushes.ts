import { readState, writeState } from './state.js';
import type { WorkerWorld } from './worker-types.js';

/** Shown for one push at most; Activité has the others. */
const MOST_SHOWN = 5;
const MOST_REMEMBERED = 200;
/** A server that does not answer must not keep the push from being shown: browsers end a worker that takes too long. */
const ASKED_FOR_MS = 10_000;

interface UnreadNotification {
  readonly id: string;
  readonly kind: string;
  readonly name: string | null;
}

interface NotificationsPage {
  readonly items: readonly { id: string; kind: string; actor: { name: string } | null }[];
}

const fr: Readonly<Record<string, string>> = {
  mention: '{name} vous mentionne',
  reply: '{name} répond dans un fil que vous suivez',
  direct: '{name} vous écrit',
  comment: '{name} commente votre document',
  'comment-assigned': '{name} vous confie un commentaire',
  'access-given': '{name} partage quelque chose avec vous',
  'access-requested': '{name} demande un accès',
  'access-answered': '{name} répond à votre demande d’accès',
  'team-joined': '{name} vous ajoute à une équipe',
  'circuit-asked': '{name} vous demande de relire, viser ou signer un document',
  'circuit-due': 'Un document attend votre relecture, votre visa ou votre signature aujourd’hui',
  'circuit-returned': '{name} vous renvoie un document',
  'circuit-approved': 'Le circuit d’un document est terminé',
  'file-blocked': 'Un de vos fichiers est bloqué : il contient un virus',
  'break-glass-begun': '{name} autorise un accès de secours à un de vos lieux',
  'break-glass-ended': 'Un accès de secours à un de vos lieux est terminé',
};
const en: Readonly<Record<string, string>> = {
  mention: '{name} mentions you',
  reply: '{name} replies in a thread that you follow',
  direct: '{name} writes to you',
  comment: '{name} comments on your document',
  'comment-assigned': '{name} assigns a comment to you',
  'access-given': '{name} shares something with you',
  'access-requested': '{name} asks for access',
  'access-answered': '{name} answers your request for access',
  'team-joined': '{name} adds you to a team',
  'circuit-asked': '{name} asks you to review, approve or sign a document',
  'circuit-due': 'A document waits for your review, approval or signature today',
  'circuit-returned': '{name} sends a document back to you',
  'circuit-approved': 'The circuit of a document is done',
  'file-blocked': 'One of your files is blocked: it contains a virus',
  'break-glass-begun': '{name} allows break-glass access to one of your places',
  'break-glass-ended': 'A break-glass access to one of your places is over',
};
const words = {
  fr: { kinds: fr, someone: 'Quelqu’un', something: 'Nouvelle activité' },
  en: { kinds: en, someone: 'Somebody', something: 'New activity' },
} as const;

/**
 * A push says nothing: what there is to show is asked of the server here, with the person's own session. So the service
 * that carried it learns neither who wrote nor what.
 */
export async function showNotifications(world: WorkerWorld): Promise<void> {
  const { locale, shown } = await readState();
  const { kinds, someone, something } = words[locale];
  const icon = '/logo.svg';
  const waiting = await unread();
  const fresh = waiting?.filter(({ id }) => !shown.includes(id)).slice(0, MOST_SHOWN) ?? [];
  for (const { id, kind, name } of fresh)
    await world.registration.showNotification('Maroquin', {
      body: (kinds[kind] ?? something).replace('{name}', name ?? someone),
      // The same again takes the place of the one before.
      ...{ tag: id, icon, lang: locale, data: `/activite/ouvrir/${id}` },
    });
  await writeState({ shown: [...fresh.map(({ id }) => id), ...shown].slice(0, MOST_REMEMBERED) });
  // Browsers demand that a push shows something. Read elsewhere meanwhile, or the session is over: it says no more.
  if (fresh.length === 0)
    await world.registration.showNotification('Maroquin', {
      body: something,
      ...{ tag: 'activity', lang: locale, data: '/activite', silent: true },
      // Where the server does not answer, neither would the icon come, and the browser waits for it.
      ...(waiting === null ? {} : { icon }),
    });
}

/** null: it could not be asked. */
async function unread(): Promise<readonly UnreadNotification[] | null> {
  const query = `show=unread&limit=${String(MOST_SHOWN)}`;
  const signal = AbortSignal.timeout(ASKED_FOR_MS);
  const page = await fetch(`/api/v1/notifications?${query}`, { cache: 'no-store', signal })
    .then((answer) => (answer.ok ? (answer.json() as Promise<NotificationsPage>) : null))
    .catch(() => null);
  if (page === null) return null;
  return page.items.map(({ id, kind, actor }) => ({ id, kind, name: actor?.name ?? null }));
}

/** In the page that is open already, or in a new one. */
export async function openNotification(world: WorkerWorld, notification: Notification): Promise<void> {
  notification.close();
  const { data } = notification as { data: unknown };
  const path = typeof data === 'string' ? data : '/activite';
  const pages = await world.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const [page] = [...pages].sort((a, b) => Number(b.focused) - Number(a.focused));
  if (page === undefined) {
    await world.clients.openWindow(path);
    return;
  }
  page.postMessage({ type: 'open', path });
  // Browsers refuse it where the person did not ask for it themselves.
  await page.focus().catch(() => undefined);
}
