import { lazyView } from '../../frame/index.js';

export const Awaiting = lazyView(async () => (await import('./awaiting.js')).Awaiting);

export const LevelDialog = lazyView(async () => (await import('./level-dialog.js')).LevelDialog);
