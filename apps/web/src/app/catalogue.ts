import * as administration from '../features/administration/messages.js';
import * as app from './messages.js';
import * as collab from '../features/coediting/messages.js';
import * as discussions from '../features/messaging/messages.js';
import * as editor from '../features/documents/messages.js';
import * as federation from '../features/sign-in/provider-messages.js';
import * as files from '../features/files/messages.js';
import * as history from '../features/documents/history/messages.js';
import * as identity from '../features/identity/messages.js';
import * as oversight from '../features/access/oversight/messages.js';
import * as places from '../features/places/messages.js';
import * as reviews from '../features/access/reviews/messages.js';
import * as security from '../features/sign-in/security/messages.js';
import * as sharing from '../features/access/sharing/messages.js';
import * as outside from '../features/access/outside/messages.js';
import * as ui from '../ui/messages.js';
import type { Locale } from '../i18n/locale.js';

/** Each feature owns its messages; here they become one catalogue. Keys carry the feature's name, so none collide. */
const fr = {
  ...app.fr,
  ...ui.fr,
  ...identity.fr,
  ...federation.fr,
  ...oversight.fr,
  ...places.fr,
  ...reviews.fr,
  ...security.fr,
  ...sharing.fr,
  ...outside.fr,
  ...editor.fr,
  ...collab.fr,
  ...discussions.fr,
  ...files.fr,
  ...history.fr,
  ...administration.fr,
};
export type MessageKey = keyof typeof fr;
const en: Record<MessageKey, string> = {
  ...app.en,
  ...ui.en,
  ...identity.en,
  ...federation.en,
  ...oversight.en,
  ...places.en,
  ...reviews.en,
  ...security.en,
  ...sharing.en,
  ...outside.en,
  ...editor.en,
  ...collab.en,
  ...discussions.en,
  ...files.en,
  ...history.en,
  ...administration.en,
};
export const catalogue: Record<Locale, Record<MessageKey, string>> = { fr, en };
