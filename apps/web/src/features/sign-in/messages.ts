import * as pages from './page-messages.js';
import * as providers from './provider-messages.js';
import * as security from './security/messages.js';
import * as tokens from './tokens/messages.js';

export const fr = { ...pages.fr, ...providers.fr, ...security.fr, ...tokens.fr };
export const en = { ...pages.en, ...providers.en, ...security.en, ...tokens.en };
