import { lazy } from 'react';

export const LevelDialog = lazy(async () => ({
  default: (await import('./level-dialog.js')).LevelDialog,
}));
