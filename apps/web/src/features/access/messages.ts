import * as audit from './audit/messages.js';
import * as breakGlass from './break-glass/messages.js';
import * as custody from './custody/messages.js';
import * as ending from './ending/messages.js';
import * as markings from './markings/messages.js';
import * as outside from './outside/messages.js';
import * as oversight from './oversight/messages.js';
import * as reviews from './reviews/messages.js';
import * as sharing from './sharing/messages.js';

export const fr = {
  ...audit.fr,
  ...breakGlass.fr,
  ...custody.fr,
  ...ending.fr,
  ...markings.fr,
  ...outside.fr,
  ...oversight.fr,
  ...reviews.fr,
  ...sharing.fr,
};
export const en = {
  ...audit.en,
  ...breakGlass.en,
  ...custody.en,
  ...ending.en,
  ...markings.en,
  ...outside.en,
  ...oversight.en,
  ...reviews.en,
  ...sharing.en,
};
