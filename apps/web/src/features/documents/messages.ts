import * as circuit from './circuit/messages.js';
import * as comments from './comments/messages.js';
import * as exports from './export/messages.js';
import * as history from './history/messages.js';
import * as navigate from './navigate/messages.js';
import * as page from './page/messages.js';
import * as suggestions from './suggestions/messages.js';
import * as templates from './templates/messages.js';

export const fr = {
  ...circuit.fr,
  ...comments.fr,
  ...exports.fr,
  ...history.fr,
  ...navigate.fr,
  ...page.fr,
  ...suggestions.fr,
  ...templates.fr,
};
export const en = {
  ...circuit.en,
  ...comments.en,
  ...exports.en,
  ...history.en,
  ...navigate.en,
  ...page.en,
  ...suggestions.en,
  ...templates.en,
};
