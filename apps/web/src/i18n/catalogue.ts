import * as administration from '../administration/messages.js';
import * as app from '../app/messages.js';
import * as collab from '../collab/messages.js';
import * as discussions from '../discussions/messages.js';
import * as editor from '../editor/messages.js';
import * as federation from '../federation/messages.js';
import * as files from '../files/messages.js';
import * as history from '../history/messages.js';
import * as identity from '../identity/messages.js';
import * as oversight from '../oversight/messages.js';
import * as places from '../places/messages.js';
import * as reviews from '../reviews/messages.js';
import * as security from '../security/messages.js';
import * as sharing from '../sharing/messages.js';
import * as outside from '../sharing/outside-messages.js';
import * as ui from '../ui/messages.js';
import type { Locale } from './locale.js';

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
