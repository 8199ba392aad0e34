import { lazy } from 'react';

export const Awaiting = lazy(async () => ({ default: (await import('./awaiting.js')).Awaiting }));

export const LevelDialog = lazy(async () => ({
  default: (await import('./level-dialog.js')).LevelDialog,
}));
