import * as comments from './comments/messages.js';
import * as history from './history/messages.js';
import * as page from './page/messages.js';

export const fr = { ...comments.fr, ...history.fr, ...page.fr };
export const en = { ...comments.en, ...history.en, ...page.en };
