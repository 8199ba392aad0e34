import * as access from '../features/access/messages.js';
import * as administration from '../features/administration/messages.js';
import * as coediting from '../features/coediting/messages.js';
import * as documents from '../features/documents/messages.js';
import * as files from '../features/files/messages.js';
import * as identity from '../features/identity/messages.js';
import * as messaging from '../features/messaging/messages.js';
import * as notifications from '../features/notifications/messages.js';
import * as places from '../features/places/messages.js';
import * as search from '../features/search/messages.js';
import * as signIn from '../features/sign-in/messages.js';
import type { Catalogue } from '../i18n/index.js';
import * as ui from '../ui/messages.js';
import * as app from './messages.js';

/** Each feature owns its messages; here they become one catalogue. Keys carry the feature's name, so none collide. */
const fr = {
  ...app.fr,
  ...ui.fr,
  ...access.fr,
  ...administration.fr,
  ...coediting.fr,
  ...documents.fr,
  ...files.fr,
  ...identity.fr,
  ...messaging.fr,
  ...notifications.fr,
  ...places.fr,
  ...search.fr,
  ...signIn.fr,
};
type French = Readonly<Record<keyof typeof fr, string>>;
const en: French = {
  ...app.en,
  ...ui.en,
  ...access.en,
  ...administration.en,
  ...coediting.en,
  ...documents.en,
  ...files.en,
  ...identity.en,
  ...messaging.en,
  ...notifications.en,
  ...places.en,
  ...search.en,
  ...signIn.en,
};

declare module '../i18n/messages.js' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- merged into the interface of that floor
  interface Messages extends French {}
}

export const catalogue: Catalogue = { fr, en };
