import * as history from './history/messages.js';
import * as page from './page/messages.js';

export const fr = { ...history.fr, ...page.fr };
export const en = { ...history.en, ...page.en };
