import * as comments from './comments/messages.js';
import * as exports from './export/messages.js';
import * as history from './history/messages.js';
import * as page from './page/messages.js';

export const fr = { ...comments.fr, ...exports.fr, ...history.fr, ...page.fr };
export const en = { ...comments.en, ...exports.en, ...history.en, ...page.en };
