import * as outside from './outside/messages.js';
import * as oversight from './oversight/messages.js';
import * as reviews from './reviews/messages.js';
import * as sharing from './sharing/messages.js';

export const fr = { ...outside.fr, ...oversight.fr, ...reviews.fr, ...sharing.fr };
export const en = { ...outside.en, ...oversight.en, ...reviews.en, ...sharing.en };
