import * as circuit from './circuit/messages.js';
import * as comments from './comments/messages.js';
import * as exports from './export/messages.js';
import * as history from './history/messages.js';
import * as list from './list/messages.js';
import * as navigate from './navigate/messages.js';
import * as page from './page/messages.js';
import * as prose from './prose/messages.js';
import * as suggestions from './suggestions/messages.js';
import * as templates from './templates/messages.js';

export const fr = {
  ...circuit.fr,
  ...comments.fr,
  ...exports.fr,
  ...history.fr,
  ...list.fr,
  ...navigate.fr,
  ...page.fr,
  ...prose.fr,
  ...suggestions.fr,
  ...templates.fr,
};
export const en = {
  ...circuit.en,
  ...comments.en,
  ...exports.en,
  ...history.en,
  ...list.en,
  ...navigate.en,
  ...page.en,
  ...prose.en,
  ...suggestions.en,
  ...templates.en,
};
