import * as providers from './provider-messages.js';
import * as security from './security/messages.js';

export const fr = { ...providers.fr, ...security.fr };
export const en = { ...providers.en, ...security.en };
